import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { boostedLogit } from "../src/build/boosted.ts";
import {
  BOOSTED,
  type Booster,
  type CeilingPlan,
  ceilingFold,
  ceilingOf,
  type FoundCeiling,
  partedFold,
} from "../src/build/ceiling.ts";
import { splitFold } from "../src/build/cross-fit.ts";
import { cutParts } from "../src/build/cut-parts.ts";
import { familiesOf } from "../src/build/families.ts";
import { fitModel, fitOptions } from "../src/build/fit.ts";
import { learn } from "../src/build/learn.ts";
import { fitsOf, toPoints } from "../src/build/points.ts";
import { takeRows } from "../src/build/rows.ts";
import type { CodedMatrix } from "../src/features/matrix.ts";
import type { Ceiling } from "../src/icp/ceiling.ts";
import { auc } from "../src/stats/auc.ts";
import { clopperPearson } from "../src/stats/clopper-pearson.ts";
import { createRandom, shuffle } from "../src/stats/random.ts";
import { type CrossedWorldOptions, crossedWorld } from "../test/generators/crossed-world.ts";
import { turnedWorld } from "../test/generators/turned-world.ts";
import { newestQuarter } from "./peers/splits.ts";
import { type PeerTable, peerTable, writeForPeers } from "./peers/table.ts";

const { values } = parseArgs({
  options: {
    /** Rows whose name holds this text. */
    only: { type: "string", default: "" },
    seeds: { type: "string", default: "30" },
    /** Draws of real deals that scikit-learn is asked about too. */
    draws: { type: "string", default: "3" },
    shared: { type: "string", default: fileURLToPath(new URL("../../shared/datasets", import.meta.url)) },
    out: { type: "string", default: fileURLToPath(new URL("CEILING.md", import.meta.url)) },
  },
});
const SEEDS = Number(values.seeds);
const python = ["python3", "/usr/bin/python3"].find(
  (command) => spawnSync(command, ["-c", "import sklearn"], { stdio: "ignore" }).status === 0,
);

const lines: string[] = [];
function say(...text: string[]): void {
  lines.push(...text);
  process.stderr.write(`${text.join("\n")}\n`);
  writeFileSync(values.out, `${lines.join("\n")}\n`);
}

interface Measured extends FoundCeiling {
  readonly plan: CeilingPlan;
  /** Processor time of all of it. */
  readonly seconds: number;
}

async function measured(matrix: CodedMatrix, seed: number): Promise<Measured> {
  const learned = await learn(matrix, seed, async () => {});
  const from = process.cpuUsage().user;
  let held: CeilingPlan | null = null;
  const booster = (plan: CeilingPlan): Booster => {
    held = plan;
    return async (first, end) => Array.from({ length: end - first }, (_, i) => ceilingFold(plan, first + i));
  };
  const found = (await ceilingOf(learned, seed, fitOptions(matrix.n), booster))!;
  return { ...found, plan: held!, seconds: (process.cpuUsage().user - from) / 1e6 };
}

/** Boosting with its library's defaults, and of depth one, on the same rows and folds. */
function theirs(table: PeerTable, fold: Uint8Array): ReadonlyMap<string, number> {
  if (python === undefined) return new Map();
  const folder = mkdtempSync(join(tmpdir(), "openicp-ceiling-"));
  writeForPeers(folder, table, [{ name: "folds", kind: "folds", part: fold }]);
  const script = fileURLToPath(new URL("peers/peers.py", import.meta.url));
  const { stdout } = spawnSync(python, [script, folder, "boosting", "stumps"], {
    encoding: "utf8",
    env: { ...process.env, OMP_NUM_THREADS: "1" },
    maxBuffer: 1e8,
  });
  rmSync(folder, { recursive: true });
  return new Map((JSON.parse(stdout) as { model: string; auc: number }[]).map(({ model, auc }) => [model, auc]));
}

function drawn({ matrix, columns }: PeerTable, n: number, seed: number): PeerTable {
  const order = Int32Array.from({ length: matrix.n }, (_, i) => i);
  if (n < matrix.n) shuffle(order, createRandom(seed, 83));
  const rows = order.slice(0, n).sort();
  return {
    matrix: takeRows(matrix, rows),
    columns: columns.map((c) => ({ ...c, values: Array.from(rows, (r) => c.values[r]!) })),
  };
}

const mean = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0) / list.length;
const plain = (x: number): string => x.toFixed(3).replace(/^(-?)0\./, "$1.");
const share = (hits: number, of: number): string => {
  const [low, high] = clopperPearson(hits, of);
  return `${Math.round((100 * hits) / of)}% (${Math.round(100 * low)}–${Math.round(100 * high)}%)`;
};

async function realRow(name: string, table: PeerTable, n: number): Promise<void> {
  if (!name.includes(values.only)) return;
  const ours: Measured[] = [];
  const others: ReadonlyMap<string, number>[] = [];
  for (let seed = 1; seed <= Number(values.draws); seed++) {
    const sample = drawn(table, n, seed);
    const one = await measured(sample.matrix, seed);
    ours.push(one);
    others.push(theirs(sample, one.plan.fold));
  }
  const of = (pick: (c: Ceiling) => number): string => plain(mean(ours.map(({ ceiling }) => pick(ceiling))));
  const peer = (model: string): string => (python === undefined ? "–" : plain(mean(others.map((m) => m.get(model)!))));
  const verdicts = ours.map(({ ceiling }) => ceiling.verdict);
  say(
    `| ${name} | ${of((c) => c.card)} | ${of((c) => c.additive)} | ${peer("stumps")} | ${of((c) => c.auc)} | ${peer("boosting")} | ${of((c) => c.distance)} | ${of((c) => c.combining)} | ${verdicts.join(", ")} | ${ours.map(({ parted: p, plan }) => (p === null ? "–" : `${plan.matrix.attributes[p.index]!.name} ${plain(p.auc)}`)).join(", ")} | ${mean(ours.map(({ seconds }) => seconds)).toFixed(1)} s |`,
  );
}

async function worldRow(name: string, world: (seed: number) => CodedMatrix, seeds: number = SEEDS): Promise<void> {
  if (!name.includes(values.only)) return;
  const all: Measured[] = [];
  for (let seed = 1; seed <= seeds; seed++) all.push(await measured(world(seed), seed));
  const of = (pick: (c: Ceiling) => number): string => plain(mean(all.map(({ ceiling }) => pick(ceiling))));
  const told = (verdict: Ceiling["verdict"]): string =>
    share(all.filter(({ ceiling }) => ceiling.verdict === verdict).length, seeds);
  const offered = all.filter(({ parted }) => parted !== null).length;
  const combined = all.filter(
    ({ ceiling }) => ceiling.verdict === "beyond" && ceiling.combining_interval[0] > 0,
  ).length;
  say(
    `| ${name} | ${of((c) => c.card)} | ${of((c) => c.additive)} | ${of((c) => c.auc)} | ${of((c) => c.distance)} | ${told("beyond")} | ${share(combined, seeds)} | ${told("close")} | ${share(offered, seeds)} | ${mean(all.map(({ seconds }) => seconds)).toFixed(2)} s |`,
  );
}

say(
  "# The ceiling: what adding up costs",
  "",
  "`npx tsx bench/ceiling.ts` writes these tables. *Trees* are ours (`build/boosted.ts`), *adding* those of one split each; *sklearn* is",
  "HistGradientBoostingClassifier with its defaults, and of depth one, on the same deals and folds. Five-fold AUC; means over",
  `draws 1-${values.draws}, worlds over seeds 1-${values.seeds}. *Parts* is the`,
  "",
  "| real deals | card | adding | sklearn adding | trees | sklearn trees | distance | combining | told | a card for each part | time |",
  "|---|---|---|---|---|---|---|---|---|---|---|",
);
const ibm = join(values.shared, "ibm-win-loss/sales_win_loss.csv.gz");
const salvirt = join(values.shared, "salvirt-b2b/Salvirt_B2B_ML_dataset.csv");
if (existsSync(salvirt)) await realRow("Salvirt, 448 deals", await peerTable(salvirt, { outcome: "Status=Won" }), 448);
if (existsSync(ibm)) {
  const table = await peerTable(ibm, { outcome: "Opportunity Result=Won", order: "Opportunity Number" });
  for (const n of [1000, 3000, 15_000]) await realRow(`IBM, ${n.toLocaleString("en-US")} deals`, table, n);
}
/** Learned on the older three quarters by Opportunity Number, held against the newest: the card, cards for parts, trees. */
function forward({ matrix }: PeerTable): void {
  const { part } = newestQuarter(matrix);
  const fold = Uint8Array.from(part, (v) => (v === 2 ? 1 : 0));
  const { inside: test, outside: train } = splitFold(fold, 1);
  const y = Uint8Array.from(test, (r) => matrix.y[r]!);
  const model = fitModel(matrix, train, fitOptions(train.length));
  const row = (name: string, said: Float64Array): void => say(`| ${name} | ${plain(auc(said, y))} |`);
  say(
    "",
    "IBM, newest quarter by Opportunity Number, all 58,518 older deals learned from:",
    "",
    "| | AUC |",
    "|---|---|",
  );
  row("the card", fitsOf(toPoints(model), matrix, test));
  for (const { index } of model.attributes.slice(0, 5)) {
    const cut = cutParts(matrix, train, index);
    if (cut === null) continue;
    const said = partedFold({ matrix, fold, seed: 1 }, 1, index);
    row(`cards for ${cut.banding.bands - 1} parts by ${matrix.attributes[index]!.name}`, said);
  }
  const { family } = familiesOf(matrix);
  for (const depth of [1, 3])
    row(
      depth === 1 ? "trees that add up" : "trees",
      boostedLogit(matrix, train, test, family, 1, { ...BOOSTED, depth }),
    );
}

if (existsSync(ibm) && "IBM, forward".includes(values.only))
  forward(await peerTable(ibm, { outcome: "Opportunity Result=Won", order: "Opportunity Number" }));
say(
  "",
  "Worlds of `test/generators/crossed-world.ts`: a sum over attributes, and where two of them are at their best (about a tenth of the",
  "deals) so many logits more; *turned* (`turned-world.ts`): what wins in large companies loses in small ones, five attributes of half a logit.",
  "",
  "| worlds | card | adding | trees | distance | told *beyond* | and that it is combining | told *close* | parts offered | time |",
  "|---|---|---|---|---|---|---|---|---|---|",
);
const summed = (options: Partial<CrossedWorldOptions>) => (seed: number) => crossedWorld(seed, options);
for (const deals of [500, 1000, 2000])
  await worldRow(`turned, ${deals.toLocaleString("en-US")} deals`, (seed) => turnedWorld(seed, deals));
const FEW: Partial<CrossedWorldOptions> = { attributes: 4, telling: 3 };
await worldRow("a sum, 300 deals", summed({ together: 0, deals: 300 }));
await worldRow("a sum, 1,000 deals", summed({ together: 0 }));
await worldRow(
  "a sum, 1,000 deals, 200 accounts whose deals go alike",
  summed({
    together: 0,
    dealsPerAccount: 5,
    accountSd: 1,
  }),
);
await worldRow("a sum, 4,000 deals", summed({ together: 0, deals: 4000 }));
await worldRow("1 logit together, 4,000 deals", summed({ together: 1, deals: 4000 }));
await worldRow("4 logits together, 1,000 deals, 4 attributes", summed({ ...FEW, together: 4 }));
await worldRow("4 logits together, 4,000 deals, 4 attributes", summed({ ...FEW, together: 4, deals: 4000 }));
await worldRow("a sum, 10,000 deals, 30 attributes", summed({ together: 0, deals: 10_000, attributes: 30 }), 3);
