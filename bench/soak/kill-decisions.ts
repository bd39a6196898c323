import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { initWorkspace, openWorkspace } from "../../src/engine/workspace/open.ts";
import { ACCOUNTS, EFFECTS, look, type Seen, writeAccounts } from "./decision-world.ts";
import { importNext, KINDS, type Kind, prepare } from "./decisions.ts";

const CHILD = ["--import", "tsx", fileURLToPath(new URL("decision-child.ts", import.meta.url))];
const OPTIONS = { databaseUrl: null, doing: "the soak", threads: 1, memoryLimit: "1GB" };

/** What became of the kills of one kind. */
export interface KilledKind {
  kills: number;
  /** Kills that fell between the begin and the end of it. */
  within: number;
  /** Of them: it is there whole all the same, only not yet told. */
  untold: number;
  /** Of them: scores had been written that were never shown, and were swept. */
  swept: number;
}

export interface KilledDecisions {
  readonly kinds: Readonly<Record<Kind, KilledKind>>;
  readonly faults: readonly string[];
}

/** A kill: within what, and when, as a share of how long it takes. */
export interface KillDecision {
  readonly kind: Kind;
  readonly share: number;
  /** Another process tries to open the workspace in the middle of it. */
  readonly intruded?: boolean;
}

interface Line {
  readonly seen?: Seen;
  readonly begun?: string;
  readonly done?: string;
  readonly milliseconds?: number;
}

/** One life of a child. */
interface Life {
  readonly seen: Seen;
  /** Versions that it told to be in force after what it did, in order. */
  readonly done: readonly string[];
  /** What it was in the middle of. */
  readonly open: string | null;
  readonly took: readonly number[];
  /** What a second process met. */
  readonly faults: readonly string[];
}

/** Tries to open a workspace that another process has; gives what is wrong with what it is told. */
async function intrude(folder: string, pid: number, kind: Kind): Promise<string[]> {
  try {
    const workspace = await openWorkspace(join(folder, "workspace"), OPTIONS, EFFECTS);
    await workspace.close();
    return ["a second process opened the workspace"];
  } catch (error) {
    const { message } = error as Error;
    return message.includes(`process ${pid} (soak ${kind}`) ? [] : [`a second process is told: ${message}`];
  }
}

function live(folder: string, { kind, intruded }: KillDecision, delay: number, node: readonly string[]): Promise<Life> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, folder, kind], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const lines: Line[] = [];
    const faults: string[] = [];
    let wrong = "";
    const out = createInterface({ input: child.stdout });
    out.on("line", (text) => {
      const line = JSON.parse(text) as Line;
      if (line.begun !== undefined && !lines.some(({ begun }) => begun !== undefined))
        void (intruded === true ? intrude(folder, child.pid!, kind) : Promise.resolve([])).then((found) => {
          faults.push(...found);
          setTimeout(() => child.kill("SIGKILL"), delay);
        });
      lines.push(line);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      wrong += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (_, signal) => {
      const seen = lines[0]?.seen;
      if (signal !== "SIGKILL" || seen === undefined) return reject(new Error(`${kind}: ${wrong.slice(0, 2000)}`));
      const done = lines.flatMap(({ done }) => done ?? []);
      resolve({
        seen,
        done,
        open: lines.at(-1)?.begun ?? null,
        faults,
        took: lines.flatMap(({ milliseconds }) => milliseconds ?? []),
      });
    });
  });
}

/** Makes the workspace, or takes the new one that is there, with two versions that were in force; gives how long each kind took, in milliseconds. */
async function begin(folder: string): Promise<{ readonly seen: Seen; readonly took: Record<Kind, number> }> {
  writeAccounts(folder);
  const dir = join(folder, "workspace");
  if (!existsSync(dir)) await initWorkspace(dir, OPTIONS, EFFECTS);
  const workspace = await openWorkspace(dir, OPTIONS, EFFECTS);
  try {
    await importNext(workspace, folder);
    const took = { score: 0, publish: 0, rollback: 0 };
    for (const kind of ["publish", "publish", "rollback", "score"] as const) {
      const { go } = await prepare(workspace, folder, kind);
      const from = performance.now();
      await go();
      took[kind] = performance.now() - from;
    }
    return { seen: await look(workspace), took };
  } finally {
    await workspace.close();
  }
}

/** Holds what stands there after a kill against what stood there before and was told since. */
function faultsAfter(before: Seen, { done, open }: Pick<Life, "done" | "open">, kind: Kind, now: Seen): string[] {
  const told = done.at(-1) ?? before.inForce;
  const steps = kind === "score" ? 0 : done.length;
  const more = now.approvals - before.approvals - steps;
  const shown = now.runs - before.runs - done.length;
  const late = shown === 1 && open !== null;
  const must: readonly (readonly [boolean, string])[] = [
    [now.inForce === (late ? open : told), `in force is ${now.inForce}, told was ${told}, under way ${open}`],
    [now.lastApproved === now.inForce, `approved last is ${now.lastApproved}, in force ${now.inForce}`],
    [shown === 0 || late, `${shown} more runs are visible than were told as done`],
    [more === (late && kind !== "score" ? 1 : 0), `${more} more approvals than were told as done`],
    [now.accounts === ACCOUNTS, `${now.accounts} accounts are seen`],
    [now.wrong === 0, `${now.wrong} scores are not those of the version in force`],
  ];
  return [...must.flatMap(([holds, says]) => (holds ? [] : [says])), ...now.faults];
}

/**
 * Kills a process that scores, publishes or rolls back, again and again, and looks each time at what stands there: nothing lost that was told as
 * done, nothing of the rest half visible, `doctor` finds nothing.
 *
 * @param kills one after the other, on one workspace in the folder @param node what node is given to run the child
 */
export async function killDecisions(
  folder: string,
  kills: readonly KillDecision[],
  told: (text: string) => void = () => undefined,
  node: readonly string[] = CHILD,
): Promise<KilledDecisions> {
  const { seen, took } = await begin(folder);
  const kinds = Object.fromEntries(KINDS.map((kind) => [kind, { kills: 0, within: 0, untold: 0, swept: 0 }])) as Record<
    Kind,
    KilledKind
  >;
  const faults: string[] = [];
  let before = seen;
  let last: { readonly life: Life; readonly kill: KillDecision } | null = null;
  const judge = (now: Seen): void => {
    if (last !== null) {
      const { life, kill } = last;
      const found = [...life.faults, ...faultsAfter(before, life, kill.kind, now)];
      faults.push(...found.map((fault) => `${kill.kind}, killed at ${kill.share.toFixed(2)} of it: ${fault}`));
      const counts = kinds[kill.kind];
      counts.kills++;
      if (life.open !== null) counts.within++;
      if (now.runs - before.runs > life.done.length) counts.untold++;
      if (now.swept) counts.swept++;
    }
    before = now;
  };
  for (const [k, kill] of kills.entries()) {
    const { kind, share } = kill;
    const life = await live(folder, kill, share * took[kind], node);
    judge(life.seen);
    last = { life, kill };
    // A fresh process takes longer than one that is warm: it is learned from those that got through.
    const [first] = life.took;
    if (first !== undefined) took[kind] = first;
    else if (share > 0.9) took[kind] *= 1.3;
    told(`kill ${k + 1} of ${kills.length} (${kind}): ${faults.length} faults`);
  }
  const workspace = await openWorkspace(join(folder, "workspace"), OPTIONS, EFFECTS);
  try {
    judge(await look(workspace));
  } finally {
    await workspace.close();
  }
  return { kinds, faults };
}
