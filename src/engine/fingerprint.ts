import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { IcpDocument } from "../icp/document.ts";
import { inOrder } from "../warehouse/files/order.ts";
import { splitSheet } from "../warehouse/files/sheet-path.ts";
import type { InputFiles } from "./input-files.ts";

/** Hex SHA-256 of a text. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/**
 * One SHA-256 over the bytes of the files that say which deals were learned from, with the sheets that their paths name: deals, then accounts,
 * then histories if any; for the goal `retention`, whose rows are customers, their files too.
 */
export async function fingerprint(
  { deals, accounts, history, customers }: InputFiles,
  goal: IcpDocument["goal"] = "win",
): Promise<string> {
  const hash = createHash("sha256");
  const ofCustomers = goal === "retention";
  for (const paths of [
    deals,
    accounts,
    ...(history.length > 0 || ofCustomers ? [history] : []),
    ...(ofCustomers ? [customers] : []),
  ]) {
    if (paths.length === 0) hash.update("\0file\0");
    for (const path of await inOrder(paths)) {
      hash.update("\0file\0");
      const { path: file, sheet } = splitSheet(path);
      if (sheet !== null) hash.update(`\0sheet\0${sheet.trim().toLowerCase()}\0`);
      for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
    }
  }
  return hash.digest("hex");
}
