/** Where a text stops being JSON. Line and column are 1-based; `expected` is for people: `a comma or }`. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  readonly expected: string;
}

/** The first place where `text` is not JSON, null when it is. Needed because `JSON.parse` names a position only in some engines. */
export function findJsonFault(text: string): JsonFault | null {
  const scanner: Scanner = { text, at: 0, depth: 0 };
  const expected = value(scanner) ?? end(scanner);
  return expected === null ? null : { ...position(text, scanner.at), expected };
}

interface Scanner {
  readonly text: string;
  at: number;
  depth: number;
}

/** Deeper nesting than any document has: stop before the call stack does. */
const DEEPEST = 200;

/** What was expected at `scanner.at`, null when all is well. */
type Problem = string | null;

const SPACE = /[ \t\r\n]*/y;
const LITERAL = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON strings may not hold them
const STRING_BODY = /(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/y;

function take(scanner: Scanner, pattern: RegExp): boolean {
  pattern.lastIndex = scanner.at;
  const found = pattern.exec(scanner.text);
  if (found === null) return false;
  scanner.at += found[0].length;
  return true;
}

function next(scanner: Scanner): string {
  take(scanner, SPACE);
  return scanner.text.charAt(scanner.at);
}

function end(scanner: Scanner): Problem {
  return next(scanner) === "" ? null : "nothing after the last }";
}

function value(scanner: Scanner): Problem {
  const first = next(scanner);
  if (scanner.depth > DEEPEST) return "less nesting";
  if (first === "{") return list(scanner, "}", member);
  if (first === "[") return list(scanner, "]", value);
  if (first === '"') return string(scanner);
  return take(scanner, LITERAL) ? null : "a value";
}

function string(scanner: Scanner): Problem {
  if (next(scanner) !== '"') return 'a name in "quotes"';
  scanner.at += 1;
  take(scanner, STRING_BODY);
  if (scanner.text.charAt(scanner.at) !== '"') return 'the closing " of a text';
  scanner.at += 1;
  return null;
}

function member(scanner: Scanner): Problem {
  const problem = string(scanner);
  if (problem !== null) return problem;
  if (next(scanner) !== ":") return "a colon";
  scanner.at += 1;
  return value(scanner);
}

function list(scanner: Scanner, close: string, item: (scanner: Scanner) => Problem): Problem {
  scanner.at += 1;
  if (next(scanner) === close) {
    scanner.at += 1;
    return null;
  }
  scanner.depth += 1;
  for (;;) {
    const problem = item(scanner);
    if (problem !== null) return problem;
    const separator = next(scanner);
    if (separator !== close && separator !== ",") return `a comma or ${close}`;
    scanner.at += 1;
    if (separator === close) {
      scanner.depth -= 1;
      return null;
    }
  }
}

function position(text: string, at: number): { line: number; column: number } {
  const lines = text.slice(0, at).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? "").length + 1 };
}
