import { z } from "zod";
import { DISQUALIFIER_TEMPLATES } from "../disqualify/templates.ts";
import { parseNumber } from "../normalise/parse-number.ts";

const text = z.string().trim().min(1, "say something, or take the line out");
/** One text counts as a list of one. */
const list = z.preprocess((value) => (typeof value === "string" ? [value] : value), z.array(text).min(1));
const points = z
  .string()
  .regex(/^(\d{1,2}|100)$/, "give points as a whole number from 0 to 100")
  .transform(Number);
const number = z.string().transform((said, context) => {
  const value = parseNumber(said, ".");
  if (value !== null && /^\D{0,2}[\d.,]+\s?[kmb]?$/i.test(said.trim())) return value;
  context.addIssue({ code: "custom", message: `"${said}" is no number; write it as 50, 1,000 or 2.5M` });
  return z.NEVER;
});
const percent = z
  .string()
  .regex(/^\d{1,2} ?%$/, "give a share as 25%")
  .transform((said) => Number.parseInt(said, 10) / 100);
const day = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: "give a day as 2027-01-31", abort: true })
  .refine((text) => new Date(`${text}T00:00:00Z`).toISOString().startsWith(text), "there is no such day in that month");

/** What a band asks of a cell. */
const tests = {
  /** One of these words. */
  in: list.optional(),
  /** A list of tools, tags or topics that holds one of these. */
  has: list.optional(),
  /** From this number on, and below that one. */
  from: number.optional(),
  below: number.optional(),
};

export const declaredBand = z.strictObject({
  label: text.optional(),
  points,
  ...tests,
  /** This far outside the bands of numbers above. */
  within: percent.optional(),
});

export const declaredAttribute = z.strictObject({
  attribute: text,
  /** Headers under which files have it; its own name always counts. */
  columns: list.optional(),
  bands: z.array(declaredBand).min(1).max(12),
  /** Points of every known value that no band names. */
  other: points.optional(),
  /** Points where nothing is known. */
  unknown: points.optional(),
});

export const declaredPersona = z.strictObject({
  role: z.enum(["buyer", "champion", "user"]),
  titles: list.optional(),
  metrics: list.optional(),
  frustrations: list.optional(),
  objections: list.optional(),
  message: text.optional(),
});

const templates = DISQUALIFIER_TEMPLATES.map(({ id }) => id) as [string, ...string[]];

export const declaredReason = z.strictObject({
  template: z.enum(templates).optional(),
  /** What the template asks for. */
  answer: list.optional(),
  who: text.optional(),
  why: text.optional(),
  /** The column that decides it. */
  column: text.optional(),
  ...tests,
});

/** A declared ICP: what people believe of their best customers, before or beside what deals say. */
export const declaredFile = z.strictObject({
  name: text.optional(),
  /** Why such a company buys. */
  narrative: text.optional(),
  /** Who answers for the page, and when it is looked at again. */
  owner: text.optional(),
  review: day.optional(),
  levels: z.strictObject({ high: points, medium: points }).optional(),
  score: z.array(declaredAttribute).min(1).max(12),
  personas: z.array(declaredPersona).optional(),
  disqualifiers: z.array(declaredReason).optional(),
});

export type DeclaredBand = z.infer<typeof declaredBand>;
export type DeclaredAttribute = z.infer<typeof declaredAttribute>;
export type DeclaredPersona = z.infer<typeof declaredPersona>;
export type DeclaredReason = z.infer<typeof declaredReason>;
export type DeclaredFile = z.infer<typeof declaredFile>;
