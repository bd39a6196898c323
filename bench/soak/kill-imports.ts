import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { checkKept } from "../../src/warehouse/kept/check.ts";
import { openWarehouse } from "../../src/warehouse/kept/warehouse.ts";

const CHILD = ["--import", "tsx", fileURLToPath(new URL("import-child.ts", import.meta.url))];
const ROWS = 2000;

/** What stood there after kills. */
export interface Killed {
  readonly kills: number;
  readonly imports: number;
  /** Kills that fell within an import, by what was told last. */
  readonly within: number;
  /** What was wrong; empty when nothing was. */
  readonly faults: readonly string[];
}

/** Writes the two files that the child imports in turn: every row differs. */
function writeFiles(folder: string): void {
  for (const version of ["even", "odd"]) {
    const rows = Array.from(
      { length: ROWS },
      (_, i) => `A${String(i).padStart(9, "0")},Company ${i},c${i}.com,${version}`,
    );
    writeFileSync(join(folder, `${version}.csv`), `Id,Name,Website,Version\n${rows.join("\n")}\n`);
  }
}

/** When a child is killed: so many milliseconds after it opened the workspace and told so many imports as done. */
export interface KillAt {
  readonly done: number;
  readonly delay: number;
}

/** Starts the child and kills it; gives the last import that it told as done. */
function killedAfter(folder: string, { done, delay }: KillAt, node: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...node, folder], { stdio: ["ignore", "pipe", "pipe"] });
    let told = "";
    let wrong = "";
    let armed = false;
    child.stdout.on("data", (chunk: Buffer) => {
      told += chunk.toString();
      if (armed || told.split("\n").length - 2 < done) return;
      armed = true;
      setTimeout(() => child.kill("SIGKILL"), delay);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      wrong += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", (_, signal) => {
      if (signal !== "SIGKILL") reject(new Error(wrong.slice(0, 1000)));
      else resolve(Math.max(0, ...told.split("\n").slice(1, -1).map(Number)));
    });
  });
}

/**
 * Kills a process that imports, again and again, and looks each time at what stands there: every import whole or not at all, none lost that was
 * told as done, and the history of exactly the imports that are there.
 *
 * @param kills one after the other @param node what node is given to run the child
 */
export async function killImports(
  folder: string,
  kills: readonly KillAt[],
  node: readonly string[] = CHILD,
): Promise<Killed> {
  writeFiles(folder);
  const faults: string[] = [];
  let imports = 0;
  let within = 0;
  for (const [k, kill] of kills.entries()) {
    const told = await killedAfter(folder, kill, node);
    const { delay } = kill;
    const warehouse = await openWarehouse(join(folder, "warehouse.duckdb"), { threads: 1 });
    const database = await warehouse.work();
    const expect = (what: string, found: unknown, wanted: unknown): void => {
      if (found !== wanted) faults.push(`kill ${k + 1} after ${delay} ms: ${what} is ${found}, not ${wanted}`);
    };
    const recorded = await database.value<number>("SELECT count(*) FROM kept.meta.imports");
    if (recorded < told) faults.push(`kill ${k + 1} after ${delay} ms: import ${told} was told as done and is lost`);
    if (recorded >= imports) within += recorded > told && told > 0 ? 1 : 0;
    if (recorded < imports) faults.push(`kill ${k + 1}: there were ${imports} imports, now ${recorded}`);
    imports = recorded;
    if (recorded > 0) {
      expect("the last import", await database.value("SELECT max(import) FROM kept.meta.imports"), recorded);
      expect("rows", await database.value("SELECT count(*) FROM kept.raw.accounts_1"), ROWS);
      const versions = await database.value<string>(
        "SELECT string_agg(DISTINCT \"Version\", ',') FROM kept.raw.accounts_1",
      );
      expect("the version", versions, recorded % 2 === 1 ? "even" : "odd");
      expect("the last mark", await database.value("SELECT min(__last) FROM kept.raw.accounts_1"), recorded);
      expect("changes", await database.value("SELECT count(*) FROM kept.history.changes"), ROWS * (recorded - 1));
      expect(
        "files",
        await database.value<string>("SELECT files FROM kept.meta.sources"),
        recorded === 1 ? '["even.csv"]' : '["even.csv","odd.csv"]',
      );
    }
    for (const fault of await checkKept(database)) faults.push(`kill ${k + 1} after ${delay} ms: ${fault}`);
    database.close();
    await warehouse.close();
  }
  return { kills: kills.length, imports, within, faults };
}
