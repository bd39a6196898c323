/** An option or a command of the command line. */
const COMMAND = /(^|[\s('"`])(--[a-z]|openicp [a-z])/;

/** What the command line calls so is done here in the app. The longer and more special ones come first. */
const RULES: readonly (readonly [RegExp, string])[] = [
  // Versions
  [/openicp build or openicp refresh makes one/g, "build one, or let Health make a candidate"],
  [/openicp build makes one, openicp publish approves it/g, "build one, and approve it in Versions"],
  [/make one with openicp build/g, "build one"],
  [/openicp rollback --to \d+ brings it back/g, "Versions puts it back in force"],
  [/openicp publish \d+ approves it/g, "Versions approves it"],
  [/name a draft with --version N \(openicp versions lists them\), or publish one/g, "approve a draft in Versions"],
  [/name two \(openicp versions lists them\)/g, "choose two in Versions"],
  [
    /build it again without --no-resampling \(--force puts it in force all the same, marked\)/g,
    "build it again with that test, or approve it all the same, marked",
  ],
  [/built with --no-resampling/g, "built without that test"],
  [/build again without --no-resampling/g, "build again with that test"],
  [/\(--force puts it in force all the same, marked\)/g, "(it can be approved all the same, marked)"],
  [/openicp publish scores every account, openicp score again/g, "approve it, or score again in Health"],
  [
    /openicp score, then the list again, takes them in/g,
    "score in Health, then make the list again: that takes them in",
  ],
  [/: openicp score$/g, ": score in Health"],
  [/openicp diff --score gives it some, and changes nothing else/g, "it gets some when it is approved"],
  // Lists
  [/it stays as it is until --thaw/g, "it stays as it is until it is thawed"],
  [/openicp list \S+ makes it/g, "Target lists makes it"],
  [/name it with --product-line \S+/g, "choose that profile"],
  // Decisions
  [/: openicp signoff ask .+ --team TEAM/g, ": an editor asks them first"],
  [/say --agree, --disagree or --comment TEXT/g, "agree, disagree, or write a comment"],
  [/Name them with --owner/g, "Name them"],
  [/: openicp narrative write\./g, ": write it in Why they buy."],
  [/: openicp change list/g, ": see those in Health"],
  [/openicp reject takes it (back|off the page)/g, "rejecting it on the ICP page takes it $1"],
  [/a person confirms first \(openicp confirm\)/g, "a person confirms first, on the ICP page"],
  [/decide on a new rule \(openicp confirm\)/g, "decide on a new rule on the ICP page"],
  [/openicp show lists them/g, "the ICP page lists them"],
  [/or declare what you believe \(openicp declare\)/g, "or say what you believe"],
  [
    /there is nothing to change: give --weight .+ or --levels 65,35/g,
    "there is nothing to change: move a weight, the points of a band, or a level",
  ],
  [
    /build one without --parts for them|build it without --parts, then edit that/g,
    "build one card for all, then take that",
  ],
  [/hold both against the same newer deals \(openicp validate\)/g, "hold both against the same newer deals"],
  [/hold a strategic review \(openicp declare\), then refit/g, "hold a strategic review, then build again"],
  [/refit \(openicp refresh\)/g, "let Health make a candidate"],
  // Goals and data
  [/\(--goal win\)/g, "(goal: who buys)"],
  [/build with --goal win/g, "build for who buys, as Settings has it"],
  [/^--goal (\S+) is learned/g, "the goal $1 is learned"],
  [/give --customers customers\.csv|give --customers \S+/g, "import them"],
  [/openicp import \S+( --as \S+)?/g, "import them"],
  [
    /give --accounts, or deals with the same columns as in the build/g,
    "import their accounts, or deals with the columns of the build",
  ],
  [
    /export a longer period, or write down what you believe \(.+?\) and build with --declared \S+/g,
    "import a longer period, or say what you believe",
  ],
  [/: Newer files of its kind came since: --again brings its values back/g, ": newer files of its kind came since"],
  [/do not tell what it is: say so with --as \(([^)]*)\)/g, "do not tell what it is: say so on the import page ($1)"],
  [
    /say --as universe where you could sell to them, --as accounts where they are yours/g,
    "say on the import page whether they are the market, to whom you could sell, or accounts of yours",
  ],
  [
    /(?:name|named) (?:one|it|such a column|a column)(?: of its columns)?(?: too)? with --map 'COLUMN=(\w+)'(?: \(or [^)]*\))?/g,
    "say on the import page which column is its $1",
  ],
  [
    /name (?:its column|the columns?(?: that holds? [\w ]+| of dates)?) with --map 'COLUMN=(\w+)'(?: \(or [^)]*\))?/g,
    "say on the import page which column is its $1",
  ],
  [/Import whole exports of it with --wh\w+/g, "Import whole exports of it, and say so"],
  [/neither dates nor --order tell/g, "no dates tell"],
  [/Neither dates nor --order tell/g, "No dates tell"],
  [/because --below says so/g, "because you said so"],
  [/left out by --ignore/g, "left out as you said"],
  [/, converted by --rates/g, ", converted"],
  [/If it is the creation: --map .+\.$/g, "If it is the creation, say so on the import page."],
  [
    /say (?:it|what means \S+|which are lost) with --outcome '[^']*'/g,
    "say on the import page which values mean won and lost",
  ],
  [
    /Tell what you changed or saw with --changes FILE: date, kind \(([^)]*)\) and note/g,
    "Log what you changed or saw in Health: date, kind ($1) and note",
  ],
  [
    /this server is not known as (.+): start it with --origin/g,
    "this server is not known as $1: whoever starts it can give it that name",
  ],
  // Schedules
  [
    /a job is due --every day, month, quarter or year, on a --day from 1 to 28, a --month from 1 to 12, --at HH:MM/g,
    "a job is due every day, month, quarter or year, on a day from 1 to 28, a month from 1 to 12, at HH:MM",
  ],
];

/** Where in the app something is done that the page names a command for. */
const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^openicp filter/, "Filter a batch"],
  [/^openicp score .*--capacity/, "Target lists"],
  [/^openicp (score|show)/, "Accounts"],
  [/^openicp import|^--(accounts|universe|customers|contacts|events|history) /, "Import"],
  [/^openicp (confirm|reject)/, "the ICP page"],
  [/^openicp (change|drift|refresh|run|review)/, "Health"],
  [/^openicp (build|publish|rollback|versions|diff)/, "Versions"],
  [/^openicp declare/, "What you believe"],
  [/^--levels/, "What if"],
  [/^--goal/, "Settings"],
];
/** What the app has no place for. */
const ELSEWHERE = "the command line";

/** A sentence for people as the app says it: without the words of the command line. Clauses that say only what to type there are left out. */
export function forApp(sentence: string, nothing = "that cannot be done here in this way"): string {
  if (!COMMAND.test(sentence)) return sentence;
  const worded = RULES.reduce((text, [from, to]) => text.replace(from, to), sentence);
  if (!COMMAND.test(worded)) return worded;
  const kept = worded
    .replace(/\s*\(([^()]*)\)/g, (group, inside: string) => (COMMAND.test(inside) ? "" : group))
    .split(/(?<=[.!?])\s+(?=\p{Lu})/u)
    .flatMap((part) => without(part) ?? []);
  return kept.length === 0 ? nothing : kept.join(" ");
}

/** A sentence without its clauses that name commands; null where nothing else is in it. */
function without(sentence: string): string | null {
  if (!COMMAND.test(sentence)) return sentence;
  const end = /[.!?]$/.exec(sentence)?.[0] ?? "";
  const clauses = sentence.split(/(; |: )(?![^()]*\))/);
  const kept = clauses.filter((clause, k) => {
    const before = k % 2 === 1 ? clauses[k + 1]! : clause;
    return !COMMAND.test(before);
  });
  const text = kept.join("").replace(/^(; |: )/, "");
  return text === "" ? null : /[.!?]$/.test(text) ? text : `${text}${end}`;
}

/** Names under which answers hold sentences. */
const SENTENCES = new Set([
  "error",
  "message",
  "note",
  "notes",
  "warning",
  "warnings",
  "reason",
  "question",
  "refused",
  "verdict",
]);

interface Piece {
  readonly text: string;
  readonly tone: string;
  readonly hint?: string | null;
}

function isPiece(value: unknown): value is Piece {
  return typeof value === "object" && value !== null && "text" in value && "tone" in value;
}

/**
 * An answer with its sentences, and the words of a page, as the app says them. What people or files wrote stays as it is.
 *
 * @param tone how a page says the place of the app that does what a command does: `command` for whoever makes links of places
 */
export function answerForApp<T>(value: T, tone: "strong" | "command" = "strong"): T {
  /** A note of which nothing is left is none. */
  const listed = (one: unknown, isSentence: boolean): readonly unknown[] => {
    if (!isSentence || typeof one !== "string") return [walked(one, isSentence)];
    const told = forApp(one, "");
    return told === "" && one !== "" ? [] : [told];
  };
  const walked = (one: unknown, isSentence: boolean): unknown => {
    if (typeof one === "string") return isSentence ? forApp(one) : one;
    if (Array.isArray(one)) return one.flatMap((each) => listed(each, isSentence));
    if (isPiece(one)) return pieceForApp(one, tone);
    if (typeof one !== "object" || one === null || Object.getPrototypeOf(one) !== Object.prototype) return one;
    return Object.fromEntries(Object.entries(one).map(([name, each]) => [name, walked(each, SENTENCES.has(name))]));
  };
  return walked(value, false) as T;
}

function pieceForApp(piece: Piece, tone: string): Piece {
  const hint = piece.hint == null ? {} : { hint: forApp(piece.hint, "") || null };
  if (piece.tone !== "command") return { ...piece, ...hint, text: forApp(piece.text, "") };
  const place = PLACES.find(([command]) => command.test(piece.text))?.[1] ?? ELSEWHERE;
  return COMMAND.test(piece.text) ? { ...piece, text: place, tone } : piece;
}
