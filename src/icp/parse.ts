import type { z } from "zod";
import { InputError } from "../errors.ts";
import { type IcpEnvelope, icpEnvelope } from "./document.ts";
import { findJsonFault } from "./json-fault.ts";

const SCHEMA = "openicp/icp@1";

/**
 * Reads the text of an ICP file. Throws `InputError` naming the file and the place: line and column where it is not JSON,
 * the JSON path where it is not an ICP document.
 */
export function parseIcp(text: string, fileName: string): IcpEnvelope {
  const value = readJson(text, fileName);
  checkVersion(value, fileName);
  const result = icpEnvelope.safeParse(value);
  if (result.success) return result.data;
  const issue = deepest(result.error.issues);
  throw new InputError(
    `${fileName}: ${jsonPath(issue.path)} ${problem(issue)}; build the document again with openicp build rather than editing it by hand`,
    { cause: result.error },
  );
}

function readJson(text: string, fileName: string): unknown {
  const body = text.replace(/^\uFEFF/, "");
  if (body.trim() === "")
    throw new InputError(`${fileName} is empty; write one with openicp build DEALS --out icp.json`);
  try {
    return JSON.parse(body);
  } catch (cause) {
    const fault = findJsonFault(body);
    const where = fault ? `, line ${fault.line}, column ${fault.column}: expected ${fault.expected}` : "";
    throw new InputError(`${fileName} is not JSON${where}; give the file that openicp build --out wrote`, { cause });
  }
}

/** Newer and foreign files get a sentence of their own before the schema finds fault with every field. */
function checkVersion(value: unknown, fileName: string): void {
  const schema = field(field(value, "document"), "schema");
  if (schema === SCHEMA) return;
  if (field(value, "schema") === SCHEMA)
    throw new InputError(
      `${fileName} holds a bare document; wrap it as { "created_at": null, "approved_by": null, "document": ... } or give the file that openicp build --out wrote`,
    );
  if (typeof schema === "string" && schema.startsWith("openicp/icp@"))
    throw new InputError(
      `${fileName} has schema ${schema}; this openicp reads ${SCHEMA}: update openicp, or build the document again`,
    );
  throw new InputError(`${fileName} is not an ICP document; give the file that openicp build --out wrote`);
}

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** Of a union's branches the one whose keys the value has says what is wrong with it; without one, the union itself does. */
function deepest(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
  const first = issues[0]!;
  if (first.code !== "invalid_union") return first;
  const meant = first.errors.find((branch) => branch.every((issue) => issue.path.length > 0));
  return meant?.[0] === undefined ? first : { ...deepest(meant), path: [...first.path, ...deepest(meant).path] };
}

function problem(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys") return `has unknown keys: ${issue.keys.join(", ")}`;
  if (issue.code === "invalid_union") return "is none of the forms it may have";
  return `is wrong (${issue.message})`;
}

function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === "number" ? `${text}[${key}]` : `${text}.${String(key)}`),
    "$",
  );
}
