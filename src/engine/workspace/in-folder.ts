import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Does work with a text laid down as a file, which only this user can read and which is gone afterwards. */
export async function inFolder<T>(name: string, text: string, work: (path: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "openicp-"));
  try {
    const path = join(folder, name);
    await writeFile(path, text, { mode: 0o600 });
    return await work(path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
