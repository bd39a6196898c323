import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { IcpEnvelope } from "../src/icp/document.ts";
import { clopperPearson } from "../src/stats/clopper-pearson.ts";
import { createRandom, shuffle } from "../src/stats/random.ts";
import { readCsv } from "../test/cli/read-csv.ts";

/** `npx tsx bench/kinds.ts`: kinds and disqualifiers that the sample company's page tells when its outcomes are shuffled. Writes bench/KINDS.md. */
const SHUFFLES = 100;
/** Seeds that no test and no threshold was chosen on. */
const FIRST_SEED = 1001;

const root = fileURLToPath(new URL("..", import.meta.url));
const sample = join(root, "examples/calvanto");
const folder = mkdtempSync(join(tmpdir(), "openicp-kinds-"));
const closed = readCsv(join(sample, "salesforce/Opportunity.csv")).filter(
  ({ StageName, Type }) => /^Closed/.test(StageName!) && Type === "New Customer",
);

async function build(seed: number): Promise<IcpEnvelope["document"]> {
  const order = closed.map((_, i) => i);
  shuffle(order, createRandom(seed));
  const lines = closed.map((d, i) =>
    [d.Id, d.AccountId, closed[order[i]!]!.StageName, d.Type, d.Amount, d.CreatedDate, d.CloseDate].join(","),
  );
  const deals = join(folder, `${seed}.csv`);
  const out = join(folder, `${seed}.json`);
  writeFileSync(deals, ["Id,AccountId,StageName,Type,Amount,CreatedDate,CloseDate", ...lines].join("\n"));
  const files = [
    deals,
    "--accounts",
    join(sample, "salesforce/Account.csv"),
    "--universe",
    join(sample, "prospects.csv"),
  ];
  const asked = ["build", ...files, "--no-resampling", "--no-map-file", "--quiet", "--out", out];
  await promisify(execFile)(process.execPath, [join(root, "bin/openicp.js"), ...asked]);
  return (JSON.parse(readFileSync(out, "utf8")) as IcpEnvelope).document;
}

const told = { kinds: 0, disqualifiers: 0 };
let done = 0;
async function work(lane: number): Promise<void> {
  for (let i = lane; i < SHUFFLES; i += 2) {
    const { segments, disqualifiers } = await build(FIRST_SEED + i);
    if (segments.length > 0) told.kinds++;
    if (disqualifiers.some(({ kind }) => kind === "disqualifier")) told.disqualifiers++;
    console.log(`${++done} of ${SHUFFLES}: kinds told in ${told.kinds}, disqualifiers in ${told.disqualifiers}`);
  }
}

const row = (what: string, found: number): string => {
  const [low, high] = clopperPearson(found, SHUFFLES).map((x) => Math.round(100 * x));
  return `| ${what} | ${found} of ${SHUFFLES} | ${low}–${high}% |`;
};

try {
  await Promise.all([work(0), work(1)]);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
writeFileSync(
  join(root, "bench/KINDS.md"),
  `# Stories told where there are none

Written by \`npx tsx bench/kinds.ts\` on ${new Date().toISOString().slice(0, 10)}. The closed new-business deals of the sample company (${closed.length}), their outcomes
shuffled between deals, seeds ${FIRST_SEED} to ${FIRST_SEED + SHUFFLES - 1}: builds that tell anything all the same, with the universe, without the separation test
(which would stop most of them).

| told | builds | 95% limits |
|---|---|---|
${row("one kind of best customers or more", told.kinds)}
${row("one suggested disqualifier or more", told.disqualifiers)}
`,
);
