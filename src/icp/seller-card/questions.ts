import type { Band, IcpDocument, ScorecardAttribute } from "../document.ts";
import type { CardQuestion, SellerCard } from "../seller-card.ts";

const MOST_QUESTIONS = 5;
/** Points of all questions together: few enough to add up in the head. */
export const CARD_POINTS = 10;

interface Split {
  readonly attribute: ScorecardAttribute;
  readonly yes: readonly number[];
  /** How many points of the score a yes is worth more than a no, on average. */
  readonly gain: number;
  /** Mean points of a no. */
  readonly floor: number;
  /** Variance of the attribute's points that the answer tells. */
  readonly told: number;
}

type Scored = Pick<IcpDocument, "scorecard"> & {
  readonly attributes: readonly Pick<IcpDocument["attributes"][number], "name" | "warning">[];
};

/** Whether a yes won at least as often as a no, where deals were counted. */
function winsMore({ attribute, yes }: Split): boolean {
  const rate = (side: readonly Band[]): number | null => {
    const n = side.reduce((sum, band) => sum + band.n, 0);
    return n === 0 ? null : side.reduce((sum, band) => sum + band.won, 0) / n;
  };
  const those = rate(attribute.bands.filter((_, i) => yes.includes(i)));
  const others = rate(attribute.bands.filter(({ match }, i) => !yes.includes(i) && !("missing" in match)));
  return those === null || others === null || those >= others;
}

/**
 * The five yes/no questions that tell most of the score: per attribute the group of bands that splits its points best, by the shares of the
 * bands in the universe, else in the deals. Levels by the points alone. What is to be used with care is not
 * asked, nor where a yes wins less often. Null without a scorecard.
 */
export function cardOf({ scorecard, attributes }: Scored): SellerCard | null {
  const doubtful = new Set(attributes.filter(({ warning }) => warning !== null).map(({ name }) => name));
  const splits = scorecard.attributes
    .filter(({ attribute }) => !doubtful.has(attribute))
    .flatMap((attribute) => bestSplit(attribute) ?? [])
    .filter(winsMore)
    .sort((a, b) => b.told - a.told || b.attribute.weight - a.attribute.weight)
    .slice(0, MOST_QUESTIONS);
  if (splits.length === 0) return null;
  const points = apportioned(splits.map(({ gain }) => gain));
  const questions = splits
    .map(
      ({ attribute, yes }, i): CardQuestion => ({ attribute: attribute.attribute, yes: [...yes], points: points[i]! }),
    )
    .sort((a, b) => b.points - a.points);
  return { questions, levels: levelsByPoints(scorecard, splits), agreement: null };
}

/** The known bands with the share of companies in each: of the universe, else of the deals, else all alike. */
function shares({
  bands,
}: ScorecardAttribute): readonly { readonly band: Band; readonly i: number; readonly p: number }[] {
  const known = bands.map((band, i) => ({ band, i })).filter(({ band }) => !("missing" in band.match));
  const universe = known.every(({ band }) => band.universe_share !== null);
  const weight = ({ band }: { readonly band: Band }): number => (universe ? band.universe_share! : band.n);
  const sum = known.reduce((total, one) => total + weight(one), 0);
  return known.map((one) => ({ ...one, p: sum === 0 ? 1 / known.length : weight(one) / sum }));
}

function bestSplit(attribute: ScorecardAttribute): Split | null {
  const known = shares(attribute);
  const cuts = [...new Set(known.map(({ band }) => band.points))].sort((a, b) => a - b).slice(1);
  let best: Split | null = null;
  for (const cut of cuts) {
    const yes = known.filter(({ band }) => band.points >= cut);
    const p = yes.reduce((sum, one) => sum + one.p, 0);
    if (p <= 0 || p >= 1) continue;
    const mean = (side: typeof known, of: number): number =>
      side.reduce((sum, { band, p: own }) => sum + own * band.points, 0) / of;
    const floor = mean(
      known.filter(({ band }) => band.points < cut),
      1 - p,
    );
    const gain = mean(yes, p) - floor;
    const told = p * (1 - p) * gain * gain;
    if (best === null || told > best.told + 1e-9) best = { attribute, yes: yes.map(({ i }) => i), gain, floor, told };
  }
  return best;
}

/** Whole points in proportion, at least 1 each, that sum to `CARD_POINTS`: largest remainders first. */
function apportioned(gains: readonly number[]): readonly number[] {
  const spare = CARD_POINTS - gains.length;
  const sum = gains.reduce((total, gain) => total + gain, 0);
  const exact = gains.map((gain) => (CARD_POINTS * gain) / sum);
  const over = exact.map((points) => Math.max(0, points - 1));
  const scale = spare / over.reduce((total, one) => total + one, 0);
  const shared = over.map((one) => one * (Number.isFinite(scale) ? scale : 0));
  const whole = shared.map(Math.floor);
  const left = spare - whole.reduce((total, one) => total + one, 0);
  const first = shared
    .map((one, i) => ({ i, rest: one - whole[i]! }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i)
    .slice(0, left);
  return whole.map((one, i) => 1 + one + (first.some((own) => own.i === i) ? 1 : 0));
}

/** Totals at which the expected fit reaches the levels of the score: what is not asked earns its mean. */
function levelsByPoints(
  { attributes, levels }: IcpDocument["scorecard"],
  splits: readonly Split[],
): SellerCard["levels"] {
  const asked = new Set(splits.map(({ attribute }) => attribute));
  const others = attributes
    .filter((attribute) => !asked.has(attribute))
    .reduce((sum, attribute) => sum + shares(attribute).reduce((own, { band, p }) => own + p * band.points, 0), 0);
  const base = splits.reduce((sum, { floor }) => sum + floor, others);
  const step = splits.reduce((sum, { gain }) => sum + gain, 0) / CARD_POINTS;
  const high = within(Math.ceil((levels.high - base) / step - 1e-9), 2, CARD_POINTS);
  return { high, medium: within(Math.ceil((levels.medium - base) / step - 1e-9), 1, high - 1) };
}

function within(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
