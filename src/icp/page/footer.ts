import type { Context } from "./context.ts";
import { isUnchecked } from "./declared.ts";
import { tidy } from "./label.ts";
import { hinted, type Phrase, phrase } from "./phrase.ts";
import { shortId } from "./title.ts";

/** The last line: data window, counts, seed, fingerprint. */
export function footerOf(context: Context): Phrase {
  const { document, format, words } = context;
  const { evidence, input, seed, engine } = document;
  const { from, to } = evidence.window;
  const customers = document.goal === "retention";
  const closed = `${format.count(evidence.won + evidence.lost)} ${customers ? "" : "closed "}${words.unit} (${format.count(evidence.won)} ${words.counted[0]}, ${format.count(evidence.lost)} ${words.counted[1]})`;
  const parts: readonly Phrase[] = [
    isUnchecked(context) && evidence.won + evidence.lost === 0
      ? []
      : from !== null && to !== null
        ? phrase(`${customers ? "Began" : "Closed"} ${format.date(from)} to ${format.date(to)}`)
        : phrase("No close dates, so no window"),
    evidence.won + evidence.lost === 0 ? phrase(`no closed ${words.unit}`) : phrase(closed),
    evidence.open > 0 ? phrase(`${format.count(evidence.open)} open`) : [],
    evidence.won + evidence.lost === 0
      ? []
      : phrase(evidence.accounts > 0 ? `${format.count(evidence.accounts)} accounts` : "accounts not named"),
    phrase(`seed ${seed}`),
    phrase(
      "data ",
      hinted(shortId(input.fingerprint), `${input.fingerprint}: ${input.files.map(fileWords).join("; ")}`),
    ),
    phrase(`OpenICP ${tidy(engine.version)}`),
  ];
  const kept = parts.filter((part) => part.length > 0);
  return phrase(...kept.flatMap((part, index) => (index === 0 ? [part] : [" · ", part])));

  function fileWords(file: (typeof input.files)[number]): string {
    return `${tidy(file.name)} ${format.count(file.rows)} rows, ${format.count(file.taken)} taken, ${format.count(file.rejected)} rejected`;
  }
}
