import type { Block } from "../../icp/page/block.ts";
import type { Format } from "../../icp/page/format.ts";
import { humanise } from "../../icp/page/label.ts";
import type { Fact } from "../../icp/page/page.ts";
import { light, type Phrase, phrase, strong } from "../../icp/page/phrase.ts";
import { isoOf } from "./days.ts";
import type { EmergingKind, RisingKind } from "./emerging.ts";
import type { WatchFigure } from "./monitor.ts";
import type { DriftResult } from "./result.ts";
import { many } from "./words.ts";

function kindText({ name, tentative, now, before }: EmergingKind, against: string, format: Format): Phrase {
  return phrase(
    strong(name),
    tentative ? " (tentative)" : null,
    `: ${format.percent(now.value)} of these wins `,
    light(format.evidence(now.interval, now.n)),
    `, ${format.percent(before.value)} of the ${against} `,
    light(format.evidence(before.interval, before.n)),
    ".",
  );
}

function risingText({ name, now, before, wins, winsBefore, rate }: RisingKind, format: Format): Phrase {
  const figure = (of: WatchFigure): Phrase =>
    phrase(format.percent(of.value), " ", light(format.evidence(of.interval, of.n)));
  return phrase(
    strong(name),
    ": ",
    figure(now),
    " of the companies with new opportunities, ",
    figure(before),
    " before; ",
    figure(wins),
    " of those won at low or medium fit",
    winsBefore.n === 0 ? null : phrase(", ", figure(winsBefore), " before"),
    ". Their deals win ",
    figure(rate),
    ".",
  );
}

/** What companies have in common that were won though the score did not expect it. */
export function emergingBlock({ emerging }: DriftResult, format: Format): Block {
  const { levels, wins, others, against, kinds, rising, conditions, verdict } = emerging;
  const at = levels.join(" or ");
  const lead = phrase(
    `${many(format, wins, "company", "companies")} won at ${at} fit, closed ${format.date(isoOf(emerging.from))} to ${format.date(isoOf(emerging.to))}, against ${format.count(others)} of the ${against}`,
  );
  const facts: Fact[] = [
    ...(rising === null ? [] : [{ name: "Rising kind", text: risingText(rising, format) }]),
    ...kinds.map((kind) => ({ name: "Emerging kind", text: kindText(kind, against, format) })),
    ...conditions.map(({ label, value, now, before }) => ({
      name: "Stands out",
      text: phrase(
        strong(`${humanise(label)}: ${value}`),
        ` (tentative): ${format.percent(now.value)} of these wins `,
        light(format.evidence(now.interval, now.n)),
        `, ${format.percent(before.value)} of the ${against} `,
        light(format.evidence(before.interval, before.n)),
        ".",
      ),
    })),
    ...(verdict === "nothing" ? [{ name: "None", text: phrase("Nothing sets them apart from those before.") }] : []),
    ...(verdict === "too few wins"
      ? [{ name: "Not enough", text: phrase("Too few such wins to tell what they have in common; 8 are needed.") }]
      : []),
    ...(verdict === "kinds" || verdict === "conditions"
      ? [
          {
            name: "Next",
            text: phrase(
              "Ask sellers whether they see it too. To give such companies points, build with the newest deals; to exclude none of them meanwhile, filter with a lower --below.",
            ),
          },
        ]
      : []),
  ];
  return { id: "emerging", title: "Wins that the score did not expect", lead, facts, tables: [], notes: [] };
}
