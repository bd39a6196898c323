import { BLANKS, ODD_CAPITALS } from "./fold.ts";
import { NUMBER } from "./number.ts";

/** The functions that printed JS calls; the twins of `closures.ts`, held equal by a property test. Plain ASCII, no dependencies. */
export const RUNTIME = String.raw`const BLANKS = /[${BLANKS}]+/g;
const ODD_CAPITAL = /[${ODD_CAPITALS}]/u;
const ODD_CAPITALS = /[${ODD_CAPITALS}]|[^${ODD_CAPITALS}]+/gu;
const NUMBER = /${NUMBER}/u;
const lowerOdd = (c) => (c === "\u0130" ? "i" : c === "\u03a3" ? "\u03c3" : c);
const lower = (t) =>
  ODD_CAPITAL.test(t) ? t.replace(ODD_CAPITALS, (r) => (ODD_CAPITAL.test(r) ? lowerOdd(r) : r.toLowerCase())) : t.toLowerCase();
const fold = (t) => (t === null ? null : lower(t.replace(BLANKS, " ").trim()));
const toNumber = (t) => (t !== null && NUMBER.test(t) ? Number(t) : null);
const length = (t) => (t === null ? null : t.length);
const concat = (...parts) => (parts.includes(null) ? null : parts.join(""));
const replace = (t, pattern, by) => (t === null ? null : t.replace(pattern, by));
const capture = (t, pattern) => (t === null ? null : (pattern.exec(t) ?? []));
const group = (groups, i) => (groups === null ? null : (groups[i] ?? ""));
const matches = (t, pattern) => (t === null ? null : pattern.test(t));
const contains = (t, part) => (t === null ? null : t.includes(part));
const isIn = (t, list) => (t === null ? null : list.has(t));
const translate = (t, table, otherwise) => table.get(t) ?? otherwise;
const at = (values, i) => (i === null ? null : (values[i] ?? null));
const both = (a, b, say) => (a === null || b === null ? null : say(a, b));
const add = (a, b) => both(a, b, (x, y) => x + y);
const subtract = (a, b) => both(a, b, (x, y) => x - y);
const multiply = (a, b) => both(a, b, (x, y) => x * y);
const divide = (a, b) => both(a, b, (x, y) => x / y);
const eq = (a, b) => both(a, b, (x, y) => x === y);
const ne = (a, b) => both(a, b, (x, y) => x !== y);
const lt = (a, b) => both(a, b, (x, y) => x < y);
const le = (a, b) => both(a, b, (x, y) => x <= y);
const gt = (a, b) => both(a, b, (x, y) => x > y);
const ge = (a, b) => both(a, b, (x, y) => x >= y);
const and = (...items) => (items.includes(false) ? false : items.includes(null) ? null : true);
const or = (...items) => (items.includes(true) ? true : items.includes(null) ? null : false);
const not = (item) => (item === null ? null : !item);
`;
