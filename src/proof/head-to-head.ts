import { clusteredAucDifference, clusteredAucInterval } from "../stats/clustered.ts";
import { quantile } from "../stats/quantile.ts";
import { createRandom } from "../stats/random.ts";
import { SETTLED } from "./proven.ts";

/** Two scores of the same deals, which neither has learned from. */
export interface Rivals {
  readonly ours: Float64Array;
  readonly theirs: Float64Array;
  readonly y: Uint8Array;
  /** Dense account per deal. */
  readonly account: Int32Array;
}

export interface Ranked {
  /** The chance that a won deal is ranked above a lost one. */
  readonly auc: number;
  readonly interval: readonly [number, number];
  /** Wins among its own best fifth of the deals; ties at the edge count in part. */
  readonly top_wins: number;
}

export interface HeadToHead {
  readonly n: number;
  readonly won: number;
  readonly ours: Ranked;
  readonly theirs: Ranked;
  /** Ours less theirs. */
  readonly difference: number;
  readonly difference_interval: readonly [number, number];
  /** Deals in a fifth, and by how many wins ours leads there. */
  readonly top: number;
  readonly top_lead: number;
  readonly top_lead_interval: readonly [number, number];
  readonly verdict: "ours is better" | "theirs is better" | "no difference shown" | "not enough data" | "no verdict";
  /** About how many deals would show a difference of .05; null where one shows. */
  readonly needed: number | null;
  /** Why their figure may be too good; null where nothing speaks for it. */
  readonly suspicion: string | null;
}

const TOP = 0.2;
const DRAWS = 500;
/** From so many deals on fewer draws tell as much. */
const MANY = 5000;
/** Won and lost that are needed before anything is claimed. */
const ENOUGH = 20;
/** A difference worth knowing. */
const MATTERS = 0.05;
/** Scores this strong, or this much stronger than ours, mostly know how the deal ended. */
const TOO_GOOD = 0.9;
const TOO_FAR = 0.15;

/** Ours against another score on the same deals: ranking (DeLong, deals of one account going together) and wins in each one's best fifth (bootstrap by account). */
export function headToHead(rivals: Rivals, seed: number): HeadToHead {
  const { ours, theirs, y, account } = rivals;
  const n = y.length;
  const won = y.reduce((a, b) => a + b, 0);
  const top = Math.max(1, Math.round(TOP * n));
  const found = clusteredAucDifference(ours, theirs, y, account);
  const lead = leadOf(rivals, seed);
  const few = Math.min(won, n - won) < ENOUGH;
  const rank = (scores: Float64Array): Ranked => {
    const { auc: area, low, high } = clusteredAucInterval(scores, y, account);
    return { auc: area, interval: [low, high], top_wins: winsAtTop(scores, y, top) };
  };
  const sides = { ours: rank(ours), theirs: rank(theirs) };
  const suspicion = suspicionOf(sides.theirs.auc, found.difference);
  const verdict = few
    ? "not enough data"
    : suspicion !== null && found.difference < 0
      ? "no verdict"
      : found.low > 0
        ? "ours is better"
        : found.high < 0
          ? "theirs is better"
          : "no difference shown";
  const se = (found.high - found.low) / (2 * 1.96);
  const open = verdict === "no difference shown" || few;
  return {
    n,
    won,
    ...sides,
    difference: found.difference,
    difference_interval: [found.low, found.high],
    top,
    top_lead: sides.ours.top_wins - sides.theirs.top_wins,
    top_lead_interval: lead,
    verdict,
    needed: open ? Math.max(n + 1, Math.ceil(n * ((SETTLED * se) / MATTERS) ** 2)) : null,
    suspicion,
  };
}

function suspicionOf(theirs: number, difference: number): string | null {
  const said = `it puts the won deal first in ${Math.round(100 * theirs)} of 100 pairs`;
  if (theirs >= TOO_GOOD) return `${said}, as hardly anything known beforehand does`;
  if (theirs >= 0.75 && difference <= -TOO_FAR) return `${said}, far more than these deals' attributes tell`;
  return null;
}

/** Wins among the `top` highest; of deals that tie at the edge, the share that fits. */
export function winsAtTop(scores: Float64Array, y: Uint8Array, top: number): number {
  const order = Int32Array.from(scores.keys()).sort((a, b) => scores[b]! - scores[a]!);
  if (order.length <= top) return y.reduce((a, b) => a + b, 0);
  const edge = scores[order[top - 1]!]!;
  let [above, wins, tied, tiedWins] = [0, 0, 0, 0];
  for (let i = 0; i < y.length; i++) {
    if (scores[i]! > edge) {
      above++;
      wins += y[i]!;
    } else if (scores[i] === edge) {
      tied++;
      tiedWins += y[i]!;
    }
  }
  return wins + (tiedWins * (top - above)) / tied;
}

/** 95% limits of the lead in wins among the best fifth, accounts drawn anew. */
function leadOf({ ours, theirs, y, account }: Rivals, seed: number): readonly [number, number] {
  const random = createRandom(seed, 83);
  const accounts = account.reduce((most, one) => Math.max(most, one), -1) + 1;
  const rows: number[][] = Array.from({ length: accounts }, () => []);
  account.forEach((one, i) => {
    rows[one]!.push(i);
  });
  const groups = rows.filter((list) => list.length > 0);
  const leads = Array.from({ length: y.length > MANY ? DRAWS / 5 : DRAWS }, () => {
    const drawn: number[] = [];
    for (let k = 0; k < groups.length; k++) drawn.push(...groups[random.int(groups.length)]!);
    const pick = (values: Float64Array) => Float64Array.from(drawn, (i) => values[i]!);
    const outcome = Uint8Array.from(drawn, (i) => y[i]!);
    const top = Math.max(1, Math.round(TOP * drawn.length));
    // On as many deals as there are, whatever the draw holds.
    return ((winsAtTop(pick(ours), outcome, top) - winsAtTop(pick(theirs), outcome, top)) * y.length) / drawn.length;
  }).sort((a, b) => a - b);
  return [quantile(leads, 0.025), quantile(leads, 0.975)];
}
