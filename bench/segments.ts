import { appendFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import type { SegmentWorldOptions } from "../test/generators/segment-world.ts";
import { type Measured, measureKinds } from "./segments/measure.ts";
import { toldSection } from "./segments/told-section.ts";

/** SD of the log by which a mismatched universe's shares differ from the background's: 0.6 is a factor of 1.8 up or down. */
const MISMATCH = 0.6;

const SETTINGS: Readonly<Record<string, Partial<SegmentWorldOptions>>> = {
  main: {},
  "weak kinds: 3-5 blocks of strength .4-.75": { blocks: [3, 5], strength: [0.4, 0.75] },
  "25-40 attributes": { attributes: [25, 40] },
  "2-4 levels": { levels: [2, 4] },
  "neighbouring attributes correlated by .5": { correlation: 0.5 },
  "1,000 won accounts": { won: 1000, leastShare: 0.1 },
};

const { values } = parseArgs({
  options: {
    draws: { type: "string", default: "100" },
    others: { type: "string", default: "20" },
    only: { type: "string" },
    out: { type: "string", default: fileURLToPath(new URL("SEGMENTS.md", import.meta.url)) },
  },
});

const two = (x: number): string => (Number.isNaN(x) ? "–" : x.toFixed(2));

function row(name: string, kinds: number, m: Measured, bar: string): string {
  const cells = [
    name,
    String(kinds),
    two(m.right),
    bar,
    two(m.many),
    two(m.namedRight),
    two(m.namedMany),
    `${two(m.core)} (${two(m.coreBest)})`,
    two(m.placed),
    `${two(m.all)} (${two(m.allBest)})`,
    `${m.cpuMs.toFixed(0)}`,
  ];
  return `| ${cells.join(" | ")} |`;
}

const HEAD = [
  "| universe | kinds | K right | bar | too many | named right | named too many | core ARI (oracle) | placed | all kinds' ARI (oracle) | CPU ms |",
  "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
];
const BARS: Readonly<Record<string, readonly string[]>> = {
  matched: [".80", ".80", ".80", "prize"],
  mismatched: [".75", ".75", ".75", ".60"],
};

const say = (line: string): void => {
  console.log(line);
  appendFileSync(values.out, `${line}\n`);
};

writeFileSync(values.out, "");
say("# Kinds of best customers, measured\n");
say(
  `${new Date().toISOString().slice(0, 10)}, \`npx tsx bench/segments.ts --draws ${values.draws} --others ${values.others}\`, Node ${process.version}.\n`,
);
say(
  `Worlds of test/generators/segment-world.ts: 200 won accounts, 25% of no kind, 20% of cells missing, 8-20 attributes of 2-8 levels; a kind differs in 4-8 of them by strength .5-.9 and has at least 15% of the won. Matched: the universe's shares are those of the accounts of no kind. Mismatched: they differ by a factor of e^(${MISMATCH} z), z normal. K right: classes found. Named: classes that come back under the bootstrap (Jaccard >= .6). Core ARI: agreement with the truth among accounts of a kind that were put into one, K right and at least 2; in brackets what the true parameters give. Bars besides: too many at most .15, core ARI at least .88. Placed: share of the kinds' accounts put into a kind. All kinds' ARI: the same agreement over every account of a kind, "no kind" being a group too.`,
);
for (const [name, options] of Object.entries(SETTINGS)) {
  if (values.only !== undefined && values.only !== name) continue;
  const draws = Number(name === "main" ? values.draws : values.others);
  say(`\n## ${name === "main" ? "The bars" : `Other worlds: ${name}`} (${draws} draws each)\n`);
  for (const line of HEAD) say(line);
  for (const [universe, mismatch] of [
    ["matched", 0],
    ["mismatched", MISMATCH],
    ["none", 0],
  ] as const)
    for (const kinds of [0, 1, 2, 3]) {
      if (name !== "main" && (universe === "none" || kinds === 1)) continue;
      const m = measureKinds(draws, { ...options, kinds, mismatch }, universe !== "none");
      say(row(universe, kinds, m, name === "main" ? (BARS[universe]?.[kinds] ?? "") : ""));
    }
}
if (values.only === undefined) say(`\n${toldSection().trimEnd()}`);
