import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

export interface Migration {
  /** `0000_tables` */
  readonly name: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly statements: readonly string[];
}

interface Journal {
  readonly entries: readonly { readonly tag: string }[];
}

/** The migrations that come with this OpenICP, in their order: `migrations/` lies beside this file, and beside the bundle. */
export function shippedMigrations(): readonly Migration[] {
  const folder = new URL("./migrations/", import.meta.url);
  const journal = JSON.parse(readFileSync(new URL("meta/_journal.json", folder), "utf8")) as Journal;
  return journal.entries.map(({ tag }) => {
    const text = readFileSync(new URL(`${tag}.sql`, folder), "utf8").replaceAll("\r\n", "\n");
    return {
      name: tag,
      hash: createHash("sha256").update(text).digest("hex"),
      statements: text.split("--> statement-breakpoint"),
    };
  });
}
