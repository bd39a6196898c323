import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { findSegments } from "../src/segments/find-segments.ts";
import { clopperPearson } from "../src/stats/clopper-pearson.ts";
import { type SegmentWorldOptions, segmentWorld } from "../test/generators/segment-world.ts";
import { plainFeatures } from "../test/segments/planted.ts";
import { writeToldSection } from "./segments/told-section.ts";

/**
 * `npx tsx bench/segments-told.ts [draws]`: how many kinds a page tells, through the whole search: classes that come back, with a rule, commoner
 * among the won than among the lost. Worlds of bench/segments.ts with 400 lost accounts beside the 200 won. Writes bench/SEGMENTS-TOLD.md, and its
 * table into bench/SEGMENTS.md.
 */
const DRAWS = Number(process.argv[2] ?? 40);
const LOST = 400;

interface Setting {
  readonly name: string;
  readonly kinds: readonly number[];
  readonly options: Partial<SegmentWorldOptions>;
}
const SETTINGS: readonly Setting[] = [
  { name: "lost as often as won: nothing to tell", kinds: [2], options: { lostShare: 1 } },
  { name: "a third as common among the lost, matched", kinds: [0, 1, 2, 3], options: {} },
  { name: "a third as common among the lost, mismatched", kinds: [0, 1, 2, 3], options: { mismatch: 0.6 } },
  { name: "a tenth as common among the lost, matched", kinds: [2, 3], options: { lostShare: 0.1 } },
];

function toldIn(seed: number, kinds: number, options: Setting["options"]): number {
  const { levels, won, universe, lost } = segmentWorld(seed, { ...options, kinds, lost: LOST });
  const codes = (columns: readonly Uint8Array[]): Uint16Array[] => columns.map((c) => Uint16Array.from(c));
  return findSegments({
    features: plainFeatures(levels),
    won: codes(won),
    market: codes(universe),
    lost: codes(lost),
    deals: null,
    marketIs: "universe",
    value: null,
    seed,
  }).segments.length;
}

const share = (found: number): string => {
  const [low, high] = clopperPearson(found, DRAWS).map((x) => Math.round(100 * x));
  return `${(found / DRAWS).toFixed(2)} (${low}–${high}%)`;
};

const rows: string[] = [];
for (const { name, kinds, options } of SETTINGS)
  for (const K of kinds) {
    const told = Array.from({ length: DRAWS }, (_, s) => toldIn(10_000 * K + s + 1, K, options));
    const true_ = options.lostShare === 1 ? 0 : K;
    const counted = (is: (n: number) => boolean): string => share(told.filter(is).length);
    rows.push(
      `| ${name} | ${K} | ${counted((n) => n === true_)} | ${counted((n) => n > true_)} | ${counted((n) => n > 0)} | ${(told.reduce((a, b) => a + b, 0) / DRAWS).toFixed(2)} |`,
    );
    console.log(rows.at(-1));
  }

writeFileSync(
  fileURLToPath(new URL("SEGMENTS-TOLD.md", import.meta.url)),
  `# Kinds that a page tells, through the gate of won against lost

${new Date().toISOString().slice(0, 10)}, \`npx tsx bench/segments-told.ts ${DRAWS}\`: worlds of bench/SEGMENTS.md (200 won accounts, 25% of no kind, 20% of cells missing) with
${LOST} lost accounts beside them. bench/SEGMENTS.md measures the classes that are found and that come back; a page tells those of them that a
rule tells from the market and that are commoner among the won than among the lost, by rules made without the accounts they are tested on
(one-sided Fisher, 1% over all kinds of a profile). *Right*: as many told as planted; none where kinds are lost as often as won.

| worlds | kinds | right | too many | any told | told, on average |
| --- | ---: | ---: | ---: | ---: | ---: |
${rows.join("\n")}
`,
);
writeToldSection();
