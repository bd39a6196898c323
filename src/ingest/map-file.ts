import { z } from "zod";
import { InputError } from "../errors.ts";
import { LOSS_KINDS } from "./loss-reason.ts";
import { nearest } from "./nearest.ts";
import { readPlacedYaml } from "./placed-yaml.ts";

/** The name under which a mapping file is found by itself. */
export const MAP_FILE = "openicp.map.yaml";

const text = z.string().trim().min(1, "say something, or take the line out");
const list = z.array(text);
const yes = z.enum(["true", "false"]);

/** Every scalar is text as written: `No`, `007` and `1.0` are values of columns, no booleans and numbers. */
const schema = z.strictObject({
  sheets: z.record(z.string(), text).optional(),
  outcome: text.optional(),
  new_business: list.optional(),
  pipelines: list.optional(),
  loss_reasons: z.record(z.string(), z.enum(LOSS_KINDS)).optional(),
  columns: z.record(z.string(), text).optional(),
  ignore: list.optional(),
  allow: list.optional(),
  order: text.optional(),
  stale_open: z.enum(["no_decision"]).optional(),
  dates: z
    .strictObject({
      format: z.enum(["day-first", "month-first"]).optional(),
      fiscal_year_start: z.enum(months()).optional(),
    })
    .optional(),
  money: z
    .strictObject({
      currency: text.optional(),
      rates: text.optional(),
      amount_is: z.enum(["acv", "tcv", "mrr"]).optional(),
    })
    .optional(),
  hierarchy: z.enum(["account", "ultimate-parent"]).optional(),
  merge: yes.optional(),
  keep_personal: yes.optional(),
  about: z.enum(["account", "all"]).optional(),
  goal: z.enum(["win", "good-win", "value", "retention"]).optional(),
});

function months(): readonly string[] {
  return Array.from({ length: 12 }, (_, i) => `${i + 1}`);
}

/** What a mapping file says; what it leaves out is guessed. */
export interface MapFile {
  readonly file: string;
  readonly says: z.infer<typeof schema>;
  /** `openicp.map.yaml:12` for a key, or a key and what is below it; the file's name where it is not there. */
  readonly at: (...path: readonly string[]) => string;
}

/** Parses a mapping file. Throws `InputError` with file, line and column, and what to do. */
export function parseMapFile(source: string, file: string): MapFile {
  const yaml = readPlacedYaml(source, file, "mend the line, or leave the file out with --no-map-file");
  const said = schema.safeParse(plain(yaml.value));
  if (!said.success) throw new InputError(told(said.error.issues[0]!, yaml.placeOf));
  const at = (...path: readonly string[]) => {
    const offset = yaml.offsetOf(path);
    return offset === null ? file : `${file}:${yaml.line(offset)}`;
  };
  return { file, says: said.data, at };
}

/** An empty file says nothing; a key without a value neither. */
function plain(value: unknown): unknown {
  if (value === null || value === undefined || value === "") return {};
  if (typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== "" && one !== null));
}

type Issue = z.core.$ZodIssue;

function told(issue: Issue, placeOf: (path: readonly PropertyKey[]) => string): string {
  const name = issue.path.map(String).join(" > ");
  if (issue.code === "unrecognized_keys") {
    const key = issue.keys[0]!;
    const known = issue.path.length === 0 ? Object.keys(schema.shape) : (KNOWN[String(issue.path[0])] ?? []);
    const [near] = nearest(key, known, 1);
    return `${placeOf([...issue.path, key])}: there is no setting "${key}"; ${near === undefined ? `there are ${known.join(", ")}` : `did you mean ${near}?`}`;
  }
  const place = placeOf(issue.path);
  if (issue.code === "invalid_value") return `${place}: ${name} must be one of ${issue.values.join(", ")}`;
  if (issue.code === "invalid_type") {
    const wanted: Readonly<Record<string, string>> = {
      array: "a list, one entry per line after a dash",
      object: "lines of name: value",
      record: "lines of name: value",
      string: "one text",
    };
    return issue.path.length === 0
      ? `${place}: a mapping file holds lines of name: value`
      : `${place}: ${name} must be ${wanted[issue.expected] ?? issue.expected}`;
  }
  return `${place}: ${name}: ${issue.message}`;
}

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  dates: ["format", "fiscal_year_start"],
  money: ["currency", "rates", "amount_is"],
};
