import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { type DeclaredCard, declaredCard } from "../declared/card.ts";
import { isOfClones } from "../declared/clones.ts";
import { type ParsedDeclared, parseDeclared } from "../declared/parse.ts";
import { isPrefilled } from "../declared/prefill.ts";
import { isTemplate } from "../declared/template.ts";
import { InputError } from "../errors.ts";
import type { Declared } from "../icp/declared.ts";
import { sha256 } from "./fingerprint.ts";

/** A declared ICP with the scorecard that it describes. */
export interface ReadDeclared {
  readonly parsed: ParsedDeclared;
  readonly card: DeclaredCard;
  readonly from: "people" | "customers";
  /** Where it began as a sheet of what customers, or companies that one would clone, have in common. */
  readonly prefilled: Declared["prefilled"] | null;
  /** Hash of its text. */
  readonly fingerprint: string;
  /** What is to be said of it. */
  readonly notes: readonly string[];
}

/** A file of opinions beyond this is none. */
const MOST_BYTES = 1_000_000;

/** A declared ICP from its text. @param file its name, for sentences */
export function declaredIn(text: string, file: string, from: ReadDeclared["from"]): ReadDeclared {
  const parsed = parseDeclared(text, file);
  return {
    parsed,
    card: declaredCard(parsed),
    from,
    prefilled: isPrefilled(text) ? true : isOfClones(text) ? "clones" : null,
    fingerprint: sha256(text),
    notes: [],
  };
}

function asUtf8(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new InputError(
      `${basename(path)} is not written in UTF-8: save it as UTF-8 text, or its letters would be read as others`,
    );
  }
}

/** Reads a declared ICP. Throws `InputError` for one that is not there, or faulty, with file, line and column. */
export async function readDeclared(path: string): Promise<ReadDeclared> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile())
    throw new InputError(
      `there is no declared ICP ${path}: openicp declare --out ${basename(path)} writes one to start from`,
    );
  if (found.size > MOST_BYTES) throw new InputError(`${path} is no declared ICP: it is too large`);
  const text = asUtf8(await readFile(path), path);
  return {
    ...declaredIn(text.replace(/^\uFEFF/, ""), basename(path), "people"),
    notes: isTemplate(text)
      ? [
          `The declared ICP, ${basename(path)}, is the template as openicp declare wrote it: its answers are examples, and none is yours yet.`,
        ]
      : [],
  };
}
