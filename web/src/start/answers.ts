import type { DeclaredAnswers } from "../../../src/declared/answers.ts";

/** The answers as they stand in the form: lists as they are typed. */
export type Typed = Readonly<Record<keyof DeclaredAnswers, string>>;

const TEXTS = ["problem"] as const;
const NUMBERS = ["from", "to", "floor"] as const;
/** A sentence a line; other lists are separated by commas as well. */
const LINES = ["not"] as const;
const LISTS = [
  ...["feels", "buyers", "champions", "industries", "near", "countries", "tools"],
  ...["triggers", "red_flags", "not_industries", "not_countries"],
] as readonly (keyof DeclaredAnswers)[];

function isOne<K extends string>(keys: readonly K[], key: string): key is K {
  return keys.some((one) => one === key);
}

export const EMPTY = typedOf(null);

/** Answers as a person types them. */
export function typedOf(answers: DeclaredAnswers | null): Typed {
  const keys = [...TEXTS, ...NUMBERS, ...LINES, ...LISTS];
  return Object.fromEntries(
    keys.map((key) => {
      const value = answers?.[key] ?? null;
      const text = Array.isArray(value) ? value.join(isOne(LINES, key) ? "\n" : ", ") : String(value ?? "");
      return [key, text];
    }),
  ) as Typed;
}

/** What was typed as answers; a number that is none is null. */
export function answersOf(typed: Typed): DeclaredAnswers {
  return Object.fromEntries(
    Object.entries(typed).map(([key, text]) => {
      if (isOne(TEXTS, key)) return [key, text.trim()];
      if (isOne(NUMBERS, key)) return [key, numberOf(text)];
      return [key, listOf(text, isOne(LINES, key) ? /\n/ : /[,;\n]/)];
    }),
  ) as DeclaredAnswers;
}

function listOf(text: string, between: RegExp): string[] {
  const parts = text.split(between).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}

/** `1,000` is a thousand. */
function numberOf(text: string): number | null {
  const digits = text.replace(/[\s,.']/g, "");
  return /^\d{1,8}$/.test(digits) && Number(digits) > 0 ? Number(digits) : null;
}
