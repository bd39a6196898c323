import type { z } from "zod";
import { InputError } from "../errors.ts";
import { nearest } from "../ingest/nearest.ts";
import { readPlacedYaml } from "../ingest/placed-yaml.ts";
import {
  type DeclaredFile,
  declaredAttribute,
  declaredBand,
  declaredFile,
  declaredPersona,
  declaredReason,
} from "./declared-file.ts";

/** A declared ICP as it was read, and where each of its lines stands. */
export interface ParsedDeclared {
  readonly file: string;
  readonly says: DeclaredFile;
  /** `icp.yaml:12:3` */
  readonly placeOf: (path: readonly PropertyKey[]) => string;
}

/** Keys that may stand at a place, by its path with `*` for places in lists. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  "": Object.keys(declaredFile.shape),
  levels: ["high", "medium"],
  "score.*": Object.keys(declaredAttribute.shape),
  "score.*.bands.*": Object.keys(declaredBand.shape),
  "personas.*": Object.keys(declaredPersona.shape),
  "disqualifiers.*": Object.keys(declaredReason.shape),
};

/** Parses a declared ICP. Throws `InputError` with file, line and column, and what to do. */
export function parseDeclared(source: string, file: string): ParsedDeclared {
  const yaml = readPlacedYaml(source, file, "mend the line; openicp declare writes a file that can be read");
  const read = declaredFile.safeParse(filled(yaml.value) ?? {});
  if (!read.success) throw new InputError(told(gravest(read.error.issues), yaml.placeOf));
  return { file, says: read.data, placeOf: yaml.placeOf };
}

/** Keys without a value, and lists without an entry, say nothing. */
function filled(value: unknown): unknown {
  if (value === null || value === undefined || value === "") return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map((one) => filled(one) ?? {});
  if (typeof value !== "object") return value;
  const entries = Object.entries(value).map(([key, one]) => [key, filled(one)] as const);
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
}

type Issue = z.core.$ZodIssue;

/** A misspelt key is why another is missing. */
function gravest(issues: readonly Issue[]): Issue {
  return issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0]!;
}

function told(issue: Issue, placeOf: (path: readonly PropertyKey[]) => string): string {
  const name = nameOf(issue.path);
  const place = placeOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0]!;
    const known = KEYS[issue.path.map((part) => (typeof part === "number" ? "*" : String(part))).join(".")] ?? [];
    const [near] = nearest(key, known, 1);
    return `${placeOf([...issue.path, key])}: there is no "${key}" here; ${near === undefined ? `there are ${known.join(", ")}` : `did you mean ${near}?`}`;
  }
  if (issue.code === "invalid_value") return `${place}: ${name} must be one of ${issue.values.join(", ")}`;
  if (issue.code === "invalid_type") {
    if (issue.message.endsWith("received undefined"))
      return `${place}: ${name} is missing${name === "score" ? ": say what a company earns points for, as openicp declare writes it" : ""}`;
    const wanted: Readonly<Record<string, string>> = {
      array: "a list, one entry per line after a dash",
      object: "lines of name: value",
      string: "one text",
    };
    return issue.path.length === 0
      ? `${place}: a declared ICP holds lines of name: value; openicp declare writes one to start from`
      : `${place}: ${name} must be ${wanted[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === "too_big")
    return `${place}: ${name} holds more than ${issue.maximum} entries: leave out the least telling`;
  if (issue.code === "too_small" && issue.origin === "array")
    return `${place}: ${name} holds nothing: write an entry, or take the line out`;
  return `${place}: ${name}: ${issue.message}`;
}

/** `score > 2 > bands > 1 > points`, entries counted from 1. */
function nameOf(path: readonly PropertyKey[]): string {
  return path.map((part) => (typeof part === "number" ? String(part + 1) : String(part))).join(" > ");
}
