import type { IcpDocument } from "../../icp/document.ts";
import { bandLabel } from "../../icp/page/band-label.ts";
import { tidy } from "../../icp/page/label.ts";
import type { Card } from "./cards.ts";
import { type Cell, type Sheet, share } from "./sheet.ts";

/** The scorecard with its evidence; its points, weights and levels are what the formulas use. */
export function scorecardSheet(document: IcpDocument, cards: readonly Card[]): Sheet {
  const { high, medium } = document.scorecard.levels;
  const forced = document.separation.verdict === "none";
  const bands = cards.flatMap(({ card, title }) =>
    card.bands.map((band, i): readonly Cell[] => [
      i === 0 ? title : null,
      i === 0 ? card.weight : null,
      bandLabel(band),
      band.points,
      band.n,
      band.won,
      share(band.rate),
      share(band.rate_interval?.[0]),
      share(band.rate_interval?.[1]),
    ]),
  );
  return {
    name: "Scorecard",
    columns: [30, 10, 48, 8, 8, 8, 8, 8, 8].map((width) => ({ width, entry: false })),
    headings: 0,
    rows: [
      [
        tidy(document.name),
        null,
        forced ? "Not to be used: forced although the data does not tell winners from losers." : null,
      ],
      ["version", document.id.slice(0, 8)],
      ["high from", high],
      ["medium from", medium],
      ["Paste companies into the sheet Score, as text. The points here may be changed: the scores follow."],
      [
        "Numbers are read as 284, 2,300, $1.5M, 12k, 11-50 (the middle) or 500+ (1.5 times); others are marked as not readable and count as not known.",
      ],
      [null],
      ["attribute", "weight", "band", "points", "deals", "won", "rate", "low", "high"],
      ...bands,
    ],
  };
}
