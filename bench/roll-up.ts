import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fitModel, fitOptions } from "../src/build/fit.ts";
import { fitsOf, toPoints } from "../src/build/points.ts";
import { allRows, takeRows } from "../src/build/rows.ts";
import type { CodedMatrix } from "../src/features/matrix.ts";
import { auc } from "../src/stats/auc.ts";
import { normalQuantile } from "../src/stats/normal.ts";
import { createRandom } from "../src/stats/random.ts";
import { countries } from "../src/vocabulary/countries.ts";
import { industries } from "../src/vocabulary/industries.ts";
import type { Thing } from "../src/vocabulary/vocabulary.ts";
import { drawSplits } from "./peers/splits.ts";
import { peerTable } from "./peers/table.ts";

/** `npx tsx bench/roll-up.ts`: what is gained by knowing which industries and countries are parts of the same. Writes bench/ROLL-UP.md. */
const FIRST_SEED = 6001;
const SEEDS = new Map([
  [100, 12],
  [300, 8],
  [1000, 4],
]);
const TESTED = 1500;

const INDUSTRIES = [...industries.things.values()]
  .filter(({ within }) => within.length > 0)
  .filter((_, i) => i % 4 === 0);
const COUNTRIES = "US CA MX DE AT CH FR ES IT PT NL BE SE NO DK FI PL GB IE JP SG AU IN BR CL"
  .split(" ")
  .map((code) => countries.things.get(code)!);

interface World {
  readonly name: string;
  /** SD of the effect of the sector or region, and of each industry or country within it (logits). */
  readonly above: number;
  readonly own: number;
}

const WORLDS: readonly World[] = [
  { name: "sectors and regions tell", above: 0.8, own: 0.3 },
  { name: "both tell", above: 0.5, own: 0.5 },
  { name: "industries and countries alone", above: 0, own: 0.8 },
];

function csv({ above, own }: World, seed: number, rows: number): string {
  const random = createRandom(seed, 311);
  const normal = (): number => normalQuantile((random.next() * 0xfffffffe + 1) / 0x100000000);
  const tops = new Map<string, number>();
  const effect = ({ id, within }: Thing): number => {
    const top = within.at(-1) ?? id;
    if (!tops.has(top)) tops.set(top, normal());
    return above * tops.get(top)! + own * normal();
  };
  const [ofIndustry, ofCountry] = [INDUSTRIES.map(effect), COUNTRIES.map(effect)];
  /** Some are common, most are rare. */
  const pick = (k: number): number => Math.min(k - 1, Math.floor(k * random.next() ** 1.7));
  const lines = ["id,industry,country,employees,extra,outcome"];
  for (let i = 0; i < rows; i++) {
    const [a, b, size] = [pick(INDUSTRIES.length), pick(COUNTRIES.length), normal()];
    const chance = 1 / (1 + Math.exp(0.8 - ofIndustry[a]! - 0.6 * ofCountry[b]! - 0.4 * size));
    const cells = [i, `"${INDUSTRIES[a]!.label}"`, COUNTRIES[b]!.id, Math.round(Math.exp(4.5 + size)), random.int(90)];
    lines.push([...cells, random.next() < chance ? "Won" : "Lost"].join(","));
  }
  return lines.join("\n");
}

/** The same without knowing what is a part of what. */
function flat(matrix: CodedMatrix): CodedMatrix {
  const attributes = matrix.attributes.map((a) => ({ ...a, bins: a.bins.map(({ within: _, ...bin }) => bin) }));
  return { ...matrix, attributes };
}

function aucOf(matrix: CodedMatrix, part: Uint8Array): number {
  const rows = (side: number): Int32Array => Int32Array.from(part.keys()).filter((r) => part[r] === side);
  const train = takeRows(matrix, rows(1));
  const card = toPoints(fitModel(train, allRows(train), fitOptions(train.n)));
  const test = rows(2);
  return auc(
    fitsOf(card, matrix, test),
    Uint8Array.from(test, (r) => matrix.y[r]!),
  );
}

const mean = (v: readonly number[]): number => v.reduce((a, b) => a + b, 0) / v.length;
const sd = (v: readonly number[]): number => Math.sqrt(v.reduce((a, b) => a + (b - mean(v)) ** 2, 0) / (v.length - 1));

const folder = mkdtempSync(join(tmpdir(), "openicp-roll-up-"));
const lines: string[] = [];
for (const world of WORLDS)
  for (const [n, seeds] of SEEDS) {
    const pairs: [number, number][] = [];
    for (let s = 0; s < seeds; s++) {
      const path = join(folder, "world.csv");
      writeFileSync(path, csv(world, FIRST_SEED + s, n + TESTED));
      const { matrix } = await peerTable(path, {});
      const [split] = drawSplits(matrix, n, [1]);
      pairs.push([aucOf(flat(matrix), split!.part), aucOf(matrix, split!.part)]);
    }
    const gain = pairs.map(([without, known]) => known - without);
    const sign = mean(gain) < 0 ? "−" : "+";
    lines.push(
      `| ${world.name} | ${n.toLocaleString("en-US")} | ${seeds} | ${mean(pairs.map(([w]) => w)).toFixed(3)} | ${mean(pairs.map(([, k]) => k)).toFixed(3)} | ${sign}${Math.abs(mean(gain)).toFixed(3)} (${sd(gain).toFixed(3)}) |`,
    );
    console.log(lines.at(-1));
  }
rmSync(folder, { recursive: true });
writeFileSync(
  fileURLToPath(new URL("ROLL-UP.md", import.meta.url)),
  `# What industries and countries are a part of

Written by \`npx tsx bench/roll-up.ts\` on ${new Date().toISOString().slice(0, 10)}. Made-up deals of ${INDUSTRIES.length} industries of the shipped taxonomy and ${COUNTRIES.length} countries, few of
them common, seeds from ${FIRST_SEED} on; AUC of the scorecard on ${TESTED.toLocaleString("en-US")} other deals of the same world, mean, and mean paired difference with its SD.

| world | deals | worlds | each by itself | by what it is a part of, too | difference |
|---|---|---|---|---|---|
${lines.join("\n")}
`,
);
