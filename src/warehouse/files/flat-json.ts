const BLANKS = "[ \\t\\r\\n]*";
const STRING = String.raw`"[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*"`;
const SCALAR = String.raw`(?:${STRING}|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null)`;
const LIST = String.raw`\[${BLANKS}(?:${SCALAR}${BLANKS}(?:,${BLANKS}${SCALAR}${BLANKS})*)?\]`;

const OPEN = new RegExp(`^${BLANKS}\\{`);
const MEMBER = new RegExp(`${BLANKS}(${STRING})${BLANKS}:${BLANKS}(${SCALAR}|${LIST})${BLANKS}([,}])`, "y");
const REST = new RegExp(`${BLANKS}$`, "y");

/** In characters: of longer texts the pattern could run out of room. */
const LONGEST = 100_000;

/**
 * Key and value, as they are written, of each member of an object that holds plain values and flat lists of them only, which nearly all rows of
 * exports do: several times as fast as to parse the text and then to look for its values. Null for every other text, broken ones too.
 */
export function flatMembers(text: string): readonly (readonly [key: string, value: string])[] | null {
  const open = text.length > LONGEST ? null : OPEN.exec(text);
  if (open === null) return null;
  const found: [string, string][] = [];
  for (MEMBER.lastIndex = open[0].length; ; ) {
    const member = MEMBER.exec(text);
    if (member === null) return null;
    found.push([member[1]!, member[2]!]);
    if (member[3] === ",") continue;
    REST.lastIndex = MEMBER.lastIndex;
    return REST.test(text) ? found : null;
  }
}
