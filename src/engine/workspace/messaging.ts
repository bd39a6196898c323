import { z } from "zod";
import { putSetting, readSetting } from "../../store/settings.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

const block = z.object({ text: z.string(), at: z.string(), by: z.string() });
const blocks = z.record(z.string(), block);

/** A text that marketing wrote for a kind of company, and who wrote it when. */
export type CopyBlock = Readonly<z.infer<typeof block>>;

const key = (icp: string): string => `messaging:${icp}`;

/** What was written, by the name of its place: `segment/part`. */
export async function keptMessaging({ store }: Workspace, icp: string): Promise<Readonly<Record<string, CopyBlock>>> {
  const read = blocks.safeParse(await readSetting(store.db, key(icp), {}));
  return read.success ? read.data : {};
}

/** Writes one text; an empty one goes. */
export async function writeCopyBlock(
  { store }: Workspace,
  { icp, place, text }: { readonly icp: string; readonly place: string; readonly text: string },
  { now, by }: WorkspaceEffects,
): Promise<Readonly<Record<string, CopyBlock>>> {
  return store.transaction(async (tx) => {
    const read = blocks.safeParse(await readSetting(tx, key(icp), {}));
    const { [place]: _, ...rest } = read.success ? read.data : {};
    const at = now();
    const value = text.trim() === "" ? rest : { ...rest, [place]: { text, at: at.toISOString(), by } };
    await putSetting(tx, { key: key(icp), value, at, by });
    return value;
  });
}
