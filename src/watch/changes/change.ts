/** What a company may change, or see change, that a profile cannot know of. */
export const CHANGE_KINDS = [
  "new product",
  "pricing",
  "integration",
  "geography",
  "pivot",
  "competitor entry",
  "other",
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** A change that a company made or saw. */
export interface Change {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly kind: ChangeKind;
  /** The kind as it was written. */
  readonly said: string;
  readonly note: string;
}

/** Words by which a kind is known; the first that is found wins. */
const WORDS: readonly (readonly [ChangeKind, RegExp])[] = [
  ["pivot", /\bpivot|\breposition|\bnew strategy\b/],
  ["competitor entry", /\bcompetit|\brival/],
  ["pricing", /\bpric|\bdiscount|\bpackag/],
  ["integration", /\bintegrat|\bconnector/],
  ["geography", /\bgeo|\bcountr|\bregion|\bterritor|\bnew market|\bmarket entry/],
  ["new product", /\bproduct|\blaunch|\brelease|\bfeature/],
];

/** The kind that a word means; `other` for a word of its own, and for none. */
export function changeKind(text: string): ChangeKind {
  const folded = text.toLowerCase().replace(/[_-]+/g, " ").trim();
  return WORDS.find(([, word]) => word.test(folded))?.[0] ?? "other";
}

/** Kinds after which the question is who to sell to, not only how the score weighs it. */
export function changesWho(kind: ChangeKind): boolean {
  return kind === "geography" || kind === "pivot";
}
