import { foldText } from "../normalise/fold.ts";
import { filters } from "./disqualifier.ts";
import type { Band, Condition, IcpDocument } from "./document.ts";
import { covers, rangesIn } from "./narrative-sizes.ts";
import { bandLabel } from "./page/band-label.ts";
import { formatFor } from "./page/format.ts";
import { goalWords } from "./page/goal-words.ts";
import { humanise, tidy } from "./page/label.ts";
import type { FilterTest } from "./rule-test.ts";

/** A kind of company that the narrative speaks of otherwise than the scorecard. */
export interface Contradicted {
  readonly attribute: string;
  /** The words as the narrative has them, in small letters. */
  readonly named: string;
  /** `named`: as ours, and out of favour; `denied`: as not ours, and in favour; `disqualified`: as ours, and left out by a rule that people confirmed. */
  readonly kind: "named" | "denied" | "disqualified";
  readonly sentence: string;
}

/** Which thing a word means (`Germany`, `German`, `DACH`), and of what that thing is a part. */
export interface NarrativeWords {
  resolve(folded: string): string | null;
  within(id: string): readonly string[];
}

/** The words that an attribute of this name may speak; none where only its own values count. */
export type WordsOf = (attribute: string) => readonly NarrativeWords[];

/** Shorter words are met by chance, but for those that people write in capitals. */
const SHORTEST = 4;
const CAPITALS: ReadonlySet<string> = new Set(["us", "uk", "eu", "uae", "usa"]);
/** Words of a place or an industry at most. */
const LONGEST = 4;
/** Share of an attribute's points that a band has at most to be out of favour, and at least to be in it. */
const LITTLE = 0.25;
const MUCH = 0.75;
/** A sentence with one of these speaks of whom one does not want. */
const NEGATED =
  /\b(?:not|no|never|nobody|neither|nor|avoid\w*|except|without|instead|rather than|unlike|don['’]?t|doesn['’]?t|won['’]?t|poor|bad)\b/;
/** What plainly says whom one does not want, up to where the sentence turns. */
const DENIED =
  /\b(?:do not|don['’]?t|never|not) (?:sell|work|serve|pursue|target|want|go after|take)\b(.*?)(?=\b(?:but|only|except|unless|instead|without|who|that|which|when|where|if|until)\b|[,:()]|$)|\bavoid\w*\b(.*?)(?=\b(?:but|only|except|unless|instead|without|who|that|which|when|where|if|until)\b|[,:()]|$)/;

const format = formatFor("en");

/** One part of the text, in the forms in which it is looked at. */
interface Said {
  /** Small letters, one blank between words, a blank at each end; no signs. */
  readonly words: string;
  /** Small letters, with numbers and signs. */
  readonly plain: string;
  /** Two or three letters that stand in capitals. */
  readonly capitals: ReadonlySet<string>;
}

function saidIn(text: string): Said {
  const words = foldText(text)
    .replace(/[^\p{L}\p{N}'’]+/gu, " ")
    .trim();
  const capitals = [...text.matchAll(/\b\p{Lu}{2,3}\b/gu)].map(([word]) => word.toLowerCase());
  return {
    words: ` ${words} `,
    plain: ` ${foldText(text)} `,
    capitals: new Set(capitals.filter((one) => CAPITALS.has(one))),
  };
}

/**
 * Where the words of a strategic narrative go against the scorecard in force: kinds of companies, sizes and places that it names as ours, whose deals were
 * won clearly less often than the average and earn few points, or that a confirmed disqualifier leaves out; and those that it plainly denies, which win.
 * Kinds are known by the values of bands word for word, by what `wordsOf` says the words mean, and sizes by their numbers. Of sentences that deny
 * something only the plain denial is read.
 */
export function narrativeContradictions(
  document: IcpDocument,
  text: string,
  wordsOf: WordsOf = () => [],
): readonly Contradicted[] {
  const sentences = text.split(/[!?;\n]+|\.(?=\s|$)/);
  const ours = sentences.filter((one) => !NEGATED.test(foldText(one))).map(saidIn);
  const denied = sentences.flatMap((one) => {
    const found = DENIED.exec(foldText(one));
    return found === null ? [] : [saidIn(found[1] ?? found[2] ?? "")];
  });
  const labelOf = (name: string): string =>
    humanise(document.attributes.find((one) => one.name === name)?.label ?? name);
  const named = (all: readonly Said[], attribute: string, match: Condition | FilterTest): string | null => {
    const vocabularies = [...new Set([attribute, labelOf(attribute)].flatMap((name) => wordsOf(name)))];
    for (const said of all) {
      const found = namedIn(said, match, vocabularies, labelOf(attribute));
      if (found !== null) return found;
    }
    return null;
  };
  const ofBands = document.scorecard.attributes.flatMap(({ attribute, weight, bands }) =>
    bands.flatMap((band): Contradicted[] => {
      const kind = isOutOfFavour(band, weight, document)
        ? "named"
        : isInFavour(band, weight, document)
          ? "denied"
          : null;
      if (kind === null) return [];
      const words = named(kind === "named" ? ours : denied, attribute, band.match);
      if (words === null) return [];
      const sentence = sentenceOf(document, labelOf(attribute), words, kind, band, weight);
      return [{ attribute, named: words, kind, sentence }];
    }),
  );
  const ofRules = document.disqualifiers.filter(filters).flatMap(({ rule, who }): Contradicted[] => {
    const [only, ...others] = rule;
    if (only === undefined || others.length > 0) return [];
    const words = named(ours, only.attribute, only.is);
    if (words === null) return [];
    const sentence = `The narrative names ${words}; "${tidy(who)}" is a disqualifier in force, so such companies are left out.`;
    return [{ attribute: only.attribute, named: words, kind: "disqualified", sentence }];
  });
  return [...ofBands, ...ofRules];
}

function isOutOfFavour({ points, rate_interval, rate, n }: Band, weight: number, { evidence }: IcpDocument): boolean {
  const clearly = rate_interval === null ? rate < evidence.base_rate : rate_interval[1] < evidence.base_rate;
  return n > 0 && clearly && points <= LITTLE * weight;
}

function isInFavour({ points, rate_interval, rate, n }: Band, weight: number, { evidence }: IcpDocument): boolean {
  const clearly = rate_interval === null ? rate > evidence.base_rate : rate_interval[0] > evidence.base_rate;
  return n > 0 && clearly && points >= MUCH * weight;
}

/** The words of a sentence that name what a condition is about; null where none do. */
function namedIn(
  said: Said,
  match: Condition | FilterTest,
  vocabularies: readonly NarrativeWords[],
  label: string,
): string | null {
  if ("from" in match) return rangesIn(said.plain, label).find((range) => covers(range, match))?.words ?? null;
  const values = "in" in match ? match.in : "has" in match ? [match.has] : [];
  const direct = values
    .map(plainWords)
    .filter((value) => value.length >= SHORTEST)
    .find((value) => said.words.includes(` ${value} `));
  if (direct !== undefined || vocabularies.length === 0 || values.length === 0) return direct ?? null;
  for (const { resolve, within } of vocabularies) {
    const ids = new Set(values.flatMap((value) => resolve(foldText(value)) ?? []));
    const wider = new Set([...ids].flatMap((id) => [id, ...within(id)]));
    const found = runsOf(said).find((run) => wider.has(resolve(run) ?? ""));
    if (found !== undefined) return found;
  }
  return null;
}

function plainWords(value: string): string {
  return foldText(value)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Runs of words of a sentence, the longest first, that may name something. */
function runsOf({ words, capitals }: Said): readonly string[] {
  const all = words.trim().split(" ");
  const runs: string[] = [];
  for (let length = LONGEST; length >= 1; length--)
    for (let i = 0; i + length <= all.length; i++) {
      const run = all.slice(i, i + length).join(" ");
      if (run.length >= SHORTEST || capitals.has(run)) runs.push(run);
    }
  return runs;
}

function sentenceOf(
  { evidence, goal }: IcpDocument,
  label: string,
  named: string,
  kind: "named" | "denied",
  band: Band,
  weight: number,
): string {
  const { reached, unit } = goalWords(goal);
  const says = kind === "named" ? `names ${named}` : `says no to ${named}`;
  return `The narrative ${says}; in the scorecard ${label} ${tidy(bandLabel(band))} earns ${band.points} of ${weight} points: ${format.count(band.won)} of ${format.count(band.n)} ${unit} ${reached}, against ${format.percent(evidence.base_rate)} of all.`;
}
