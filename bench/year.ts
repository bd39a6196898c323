import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { exportsOf, historyEnd, type Simulated, simulate, YEAR } from "../examples/generator/simulate.ts";
import { PAGES } from "../src/cli/workspace/pages.ts";
import type { ValidateResult } from "../src/engine/validate.ts";
import { buildDraft } from "../src/engine/workspace/build-draft.ts";
import { addChange, markReviewed } from "../src/engine/workspace/changes.ts";
import { defaultBuild } from "../src/engine/workspace/default-build.ts";
import { doctor } from "../src/engine/workspace/doctor.ts";
import { importFiles } from "../src/engine/workspace/import.ts";
import type { LoopEffects } from "../src/engine/workspace/loop/do-job.ts";
import { type Ran, tick } from "../src/engine/workspace/loop/tick.ts";
import { initWorkspace, openWorkspace } from "../src/engine/workspace/open.ts";
import { publish } from "../src/engine/workspace/publish.ts";
import { validateInForce } from "../src/engine/workspace/review.ts";
import { answer, ask } from "../src/engine/workspace/sign-off.ts";
import { validateStamps } from "../src/engine/workspace/validate-stamps.ts";
import { MAIN, type Workspace } from "../src/engine/workspace/workspace.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: YEAR.seed },
    shift: { type: "string", default: String(YEAR.shiftIn) },
    /** Keeps the workspace there, to look at. */
    dir: { type: "string" },
    out: { type: "string", default: "bench/YEAR.md" },
    "no-resampling": { type: "boolean", default: false },
  },
});

const DAY = 86_400_000;
const FILES = ["salesforce/Opportunity.csv", "salesforce/Account.csv", "customers.csv"];

interface Line {
  readonly day: string;
  readonly what: string;
  readonly seconds: number;
}

/** The year: a clock that we move, and what was done when. */
interface Year {
  readonly simulated: Simulated;
  readonly workspace: Workspace;
  readonly effects: LoopEffects;
  readonly folder: string;
  readonly lines: Line[];
  now: Date;
}

function log(year: Year, what: string, seconds: number): void {
  const day = year.now.toISOString().slice(0, 10);
  year.lines.push({ day, what, seconds });
  process.stdout.write(`${day}  ${what}  (${seconds.toFixed(1)} s)\n`);
}

async function timed<T>(year: Year, work: () => Promise<T>, words: (result: T) => string): Promise<T> {
  const start = performance.now();
  const result = await work();
  log(year, words(result), (performance.now() - start) / 1000);
  return result;
}

/** The exports of the evening before, as a person would bring them. */
async function bring(year: Year): Promise<void> {
  const yesterday = Math.floor(year.now.getTime() / DAY) - 1;
  const paths: string[] = [];
  for (const [name, text] of exportsOf(year.simulated, yesterday)) {
    if (!FILES.includes(name)) continue;
    const path = join(year.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    paths.push(path);
  }
  const effects = { ...year.effects, now: () => year.now.toISOString() };
  await timed(
    year,
    () =>
      importFiles(
        year.workspace.warehouse,
        paths.map((path) => ({ path })),
        {},
        effects,
      ),
    (done) => `import: ${done.map(({ file, ...one }) => `${file} ${one.new} new, ${one.changed} changed`).join("; ")}`,
  );
}

function jobWords({ job, why, state, done, error }: Ran): string {
  const one = done[MAIN];
  const as = why === "scheduled" ? "" : ` (${why})`;
  if (state !== "done" || one === undefined) return `${job}${as}: ${state}${error === null ? "" : `, ${error}`}`;
  if (one.refused !== undefined) return `${job}${as}: not done, ${one.refused}`;
  if (job === "score")
    return `score${as}: ${one.changed} of ${one.accounts} scores new or changed, ${one.stamped} opportunities stamped`;
  if (job === "drift") {
    const alarms = one.alarms as readonly string[];
    return `drift${as}: ${alarms.length === 0 ? "no alarm" : `ALARM, ${alarms.join(", ")}`}`;
  }
  if (job === "refresh")
    return `refresh${as}: candidate ${one.verdict} on ${one.n} newer deals${one.draft === null ? "" : `, draft ${one.draft}`}`;
  return `strategy${as}: review due, pack written`;
}

/** All that is due at this hour; a candidate that is proposed is signed off and approved the same day. */
async function night(year: Year): Promise<void> {
  let start = performance.now();
  const ran = await tick(year.workspace, year.effects, (one) => {
    const seconds = (performance.now() - start) / 1000;
    start = performance.now();
    if (one.done[MAIN]?.nothing_new !== true) log(year, jobWords(one), seconds);
  });
  const refreshed = ran.find(({ job }) => job === "refresh")?.done[MAIN];
  const proposed = refreshed?.verdict === "proposed";
  // People meet each quarter: what is not proposed is theirs to decide, and where an alarm stands these people take the candidate.
  const meeting = [0, 3, 6, 9].includes(year.now.getUTCMonth()) && year.now.getUTCDate() === 1;
  if (typeof refreshed?.draft === "number" && (proposed || meeting))
    await approve(
      year,
      refreshed.draft,
      proposed ? "proposed by the refresh" : "decided at the review: the market has moved",
    );
}

async function approve(year: Year, number: number, why: string): Promise<void> {
  year.now = new Date(year.now.getTime() + 5 * 3_600_000);
  const { workspace } = year;
  const effects = { ...year.effects, by: "Ada" };
  const of = { icp: MAIN, version: String(number) };
  await ask(workspace, { ...of, person: "Grace", team: "sales", claims: [] }, effects);
  await ask(workspace, { ...of, person: "Edsger", team: "marketing", claims: ["score"] }, effects);
  await answer(workspace, { ...of, person: "Grace", claim: null, answer: "agree", comment: null }, effects);
  await timed(
    year,
    () => publish(workspace, { ...of, why, force: values["no-resampling"] }, effects),
    ({ number: done, scored, warnings }) =>
      `publish (${why}): version ${done} in force, ${scored.rows} accounts; ${warnings.join("; ") || "nothing speaks against it"}`,
  );
}

async function prove(year: Year): Promise<void> {
  await timed(
    year,
    () => validateInForce(year.workspace, MAIN, year.effects).catch((error: Error) => error.message),
    (found) => validation("on deals it has not seen", found),
  );
  await timed(
    year,
    () => validateStamps(year.workspace, MAIN, year.effects).catch((error: Error) => error.message),
    (found) => validation("by the stamps", found),
  );
}
function validation(how: string, found: ValidateResult | string): string {
  if (typeof found === "string") return `validate ${how}: ${found}`;
  const levels = (found.check?.levels ?? []).map(({ level, won, n }) => `${level} ${won} of ${n}`).join(", ");
  return `validate ${how}: ${found.check?.n ?? 0} deals, AUC ${found.check?.auc?.toFixed(3) ?? "–"}; won ${levels}`;
}

/** How it went, and what it took; the workspace is whole at the end or not. */
interface Played {
  readonly year: Year;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly healthy: boolean;
}

async function play(folder: string): Promise<Played> {
  const start = performance.now();
  const cpu = process.cpuUsage();
  const shiftIn = values.shift === "none" ? null : Number(values.shift);
  const simulated = simulate({ seed: values.seed, shiftIn });
  const dir = values.dir ?? join(folder, "workspace");
  const clock = { now: new Date((historyEnd(simulated) + 1) * DAY + 6 * 3_600_000) };
  const base = {
    today: clock.now.toISOString().slice(0, 10),
    signal: new AbortController().signal,
    workers: 2,
    progress: () => undefined,
    now: () => year?.now ?? clock.now,
    by: "Ada",
    pages: PAGES,
    seed: 1,
    resampling: !values["no-resampling"],
  };
  let year: Year | undefined;
  const options = { databaseUrl: null, doing: "bench/year.ts", threads: 2 };
  await initWorkspace(dir, options, base);
  const workspace = await openWorkspace(dir, options, base);
  try {
    year = { simulated, workspace, effects: base, folder, lines: [], now: clock.now };
    await bring(year);
    const build = defaultBuild(1, base.resampling);
    await timed(
      year,
      () =>
        buildDraft(workspace, { icp: MAIN, why: "the first", build, typed: {} }, base, async ({ envelope }, draft) => ({
          envelope,
          draft,
        })),
      ({ envelope: { document }, draft }) =>
        `build: version ${draft.number} from ${document.evidence.opportunities} closed deals, separation ${document.separation.verdict}`,
    );
    await timed(
      year,
      () => publish(workspace, { icp: MAIN, version: null, why: null, force: values["no-resampling"] }, base),
      ({ scored }) => `publish: version 1 in force, ${scored.rows} accounts, ${scored.levels.high} high`,
    );
    const last = simulated.firstDay(simulated.simulation.months + 1) + 1;
    for (let day = Math.floor(year.now.getTime() / DAY) + 1; day <= last; day++) {
      year.now = new Date(day * DAY + 3_600_000);
      const today = { month: year.now.getUTCMonth() + 1, date: year.now.getUTCDate() };
      if (today.date === 1) {
        await bring(year);
        if (today.month === 1 && shiftIn !== null) {
          const note = "a new market is opened";
          const change = await addChange(
            workspace,
            { icp: MAIN, kind: "geography", date: year.now.toISOString().slice(0, 10), note },
            base,
          );
          log(year, `change: ${change.kind}, ${note}`, 0);
        }
        if (today.month === 4 && shiftIn !== null) await markReviewed(workspace, MAIN, 1, base);
      }
      year.now = new Date(day * DAY + 6 * 3_600_000);
      await night(year);
    }
    await prove(year);
    const { healthy } = await doctor(workspace);
    const { user, system } = process.cpuUsage(cpu);
    return { year, seconds: (performance.now() - start) / 1000, cpuSeconds: (user + system) / 1e6, healthy };
  } finally {
    await workspace.close();
  }
}

function page({ year: { lines }, seconds, cpuSeconds, healthy }: Played): string {
  const { history, months, dealsPerMonth } = YEAR;
  return `# The year of the sample company

Written by \`npx tsx bench/year.ts\`: a workspace that lives through a simulated year with a clock that is moved, day by day. ${history} months of
history, then ${months} months of about ${dealsPerMonth} opportunities each; ${values.shift === "none" ? "the market does not move" : `the market moves in month ${values.shift}`} (seed ${values.seed}). On the first of each month the exports of
the evening before are imported; each morning what is due is done: scores every night, drift on the 1st, a candidate each quarter and on an
alarm. A proposed candidate is signed off and published the same day; one that is not proposed while an alarm stands is kept as a draft, and
these people take it at their quarterly meeting. ${values["no-resampling"] ? "Candidates without their tests against chance." : "Candidates with all their tests against chance."}

One world; 2 cores, load ${loadavg()[1]!.toFixed(1)}. **${seconds.toFixed(0)} seconds** in all, ${cpuSeconds.toFixed(0)} of them on a processor; doctor: ${healthy ? "whole" : "FAULTS"}. Nights on which nothing had been imported are not listed.

| day | what happened | seconds |
|---|---|---|
${lines.map(({ day, what, seconds: took }) => `| ${day} | ${what} | ${took.toFixed(1)} |`).join("\n")}
`;
}

const folder = mkdtempSync(join(tmpdir(), "openicp-year-"));
try {
  const played = await play(folder);
  const { seconds, cpuSeconds, healthy } = played;
  writeFileSync(values.out, page(played));
  process.stdout.write(
    `${seconds.toFixed(0)} seconds (${cpuSeconds.toFixed(0)} on a processor), doctor: ${healthy ? "whole" : "FAULTS"}; written ${values.out}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
