import { type Posterior, type PriorColumn, posterior } from "./posterior.ts";

/** An effect of .16 logits is common among attributes of companies, one of .4 is rare: prior variance .025, give or take a factor of 1.8. */
export const SCALE = { centre: 0.025, spread: 0.35 };

/** With which prior variances, and how exactly. */
export interface How {
  /** Prior variances of a band effect that are averaged by their evidence. */
  readonly scales: readonly number[];
  /** Most Newton steps of a fit. */
  readonly steps: number;
  /** What each row counts for; absent: 1. */
  readonly weights?: Float64Array;
  /** Logit per row that is believed beforehand; effects are what the deals add to it. */
  readonly offset?: Float64Array | null;
}

/** A prior variance this many nats behind the best adds nothing, nor do those beyond it. */
const BEHIND = 8;

interface Tried {
  readonly scale: number;
  readonly fit: Posterior;
  /** ln evidence and ln prior of this variance. */
  readonly weight: number;
}

/** One fit per prior variance, from the expected one outwards as long as they count. */
function tried(
  columns: readonly PriorColumn[],
  y: Uint8Array,
  { scales, steps, weights, offset = null }: How,
  warm?: Posterior,
): Tried[] {
  const at = (scale: number, from?: Posterior): Tried => {
    const fit = posterior(columns, y, scale, from, steps, weights, offset);
    return { scale, fit, weight: fit.evidence - Math.log(scale / SCALE.centre) ** 2 / (2 * SCALE.spread) };
  };
  const centre = scales.reduce((a, b) =>
    Math.abs(Math.log(b / SCALE.centre)) < Math.abs(Math.log(a / SCALE.centre)) ? b : a,
  );
  const fits = [at(centre, warm)];
  const up = scales.filter((scale) => scale > centre);
  const down = scales.filter((scale) => scale < centre).reverse();
  let best = fits[0]!.weight;
  for (const way of [up, down]) {
    let last = fits[0]!;
    for (const scale of way) {
      last = at(scale, last.fit);
      best = Math.max(best, last.weight);
      if (last.weight < best - BEHIND) break;
      fits.push(last);
    }
  }
  return fits;
}

/**
 * The fits, and where levels have kin those with every level for itself: whether what levels are a part of matters the deals say. The
 * latter begin at the former, and take the three variances about their best, which hold nearly all of what counts. Shuffles go through
 * the first alone.
 */
function withAlone(columns: readonly PriorColumn[], y: Uint8Array, how: How, warm?: Posterior): Tried[] {
  const kin = tried(columns, y, how, warm);
  if (how.scales.length === 1 || !columns.some(({ alone }) => alone !== undefined)) return kin;
  const best = kin.reduce((a, b) => (b.weight > a.weight ? b : a));
  const at = how.scales.indexOf(best.scale);
  const scales = how.scales.slice(Math.max(0, at - 1), at + 2);
  const each = columns.map((column) => ({ ...column, prior: column.alone ?? column.prior }));
  return [...kin, ...tried(each, y, { ...how, scales }, best.fit)];
}

/** Effects averaged over the prior variances, each weighted by its evidence and by what is believed of it beforehand. */
export function averaged(columns: readonly PriorColumn[], y: Uint8Array, how: How, warm?: Posterior): Posterior {
  const fits = withAlone(columns, y, how, warm);
  const top = Math.max(...fits.map(({ weight }) => weight));
  const shares = fits.map(({ weight }) => Math.exp(weight - top));
  const total = shares.reduce((a, b) => a + b, 0);
  const mean = (of: (fit: Posterior) => number): number =>
    fits.reduce((sum, { fit }, i) => sum + (shares[i]! / total) * of(fit), 0);
  return {
    intercept: mean((fit) => fit.intercept),
    effects: columns.map(({ bands }, j) =>
      Float64Array.from({ length: bands }, (_, b) => mean((f) => f.effects[j]![b]!)),
    ),
    evidence: top + Math.log(total),
    without: () => {
      const each = new Map(fits.map(({ fit }) => [fit, fit.without()]));
      return columns.map((_, j) => Math.log(mean((fit) => Math.exp(each.get(fit)![j]!))));
    },
  };
}
