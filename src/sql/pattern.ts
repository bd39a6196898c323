const ESCAPE = String.raw`\\[\\^$.*+?()[\]{}|/-]`;
const CLASS = String.raw`\[\^?(?:[^\\[\]]|${ESCAPE})+\]`;
const PORTABLE = new RegExp(
  String.raw`^(?:[^\\[\](){}.*+?]|${ESCAPE}|${CLASS}|\((?:\?:)?(?!\?)|\)|[*+?]|\{[0-9]{1,2}(?:,[0-9]{0,2})?\})*$`,
  "u",
);

/**
 * Checks that a regular expression means the same in JS (flag `u`), RE2 and POSIX-like engines: literals, explicit classes, groups,
 * alternatives, greedy or lazy repetition, `^` and `$`. No `.`, no `\s \d \w \b`, no look-around, no back-references.
 * Throws an Error, for it is our own mistake. Returns the pattern.
 */
export function portablePattern(pattern: string): string {
  if (!PORTABLE.test(pattern)) throw new Error(`pattern is not portable between JS and SQL: ${pattern}`);
  new RegExp(pattern, "u");
  return pattern;
}

/** Whether a pattern matches just its own text. */
export function isLiteral(pattern: string): boolean {
  return /^[^\\^$.*+?()[\]{}|]+$/.test(pattern);
}

/** A pattern that matches just this text. */
export function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** A pattern that matches any one of the characters. */
export function anyOf(characters: string): string {
  if (isLiteral(characters) && [...characters].length === 1) return characters;
  return `[${characters.replace(/[\\\]^[-]/g, "\\$&")}]`;
}
