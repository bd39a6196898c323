import type { Context } from "./context.ts";
import { tidy } from "./label.ts";
import { hinted, type Phrase, phrase } from "./phrase.ts";
import { shortId } from "./title.ts";

/** The last line: data window, counts, seed, fingerprint. */
export function footerOf({ document, format, words }: Context): Phrase {
  const { evidence, input, seed, engine } = document;
  const { from, to } = evidence.window;
  const closed = `${format.count(evidence.won + evidence.lost)} closed ${words.unit} (${format.count(evidence.won)} won, ${format.count(evidence.lost)} lost)`;
  const parts: readonly Phrase[] = [
    from !== null && to !== null
      ? phrase(`Closed ${format.date(from)} to ${format.date(to)}`)
      : phrase("No close dates, so no window"),
    phrase(closed),
    evidence.open > 0 ? phrase(`${format.count(evidence.open)} open`) : [],
    phrase(evidence.accounts > 0 ? `${format.count(evidence.accounts)} accounts` : "accounts not named"),
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
