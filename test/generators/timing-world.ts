import { createRandom, type Random } from "../../src/stats/random.ts";
import { sigmoid } from "../../src/stats/sigmoid.ts";
import { DEFAULT_EVENTS } from "../../src/timing/default-events.ts";
import { DAYS, type Histories, type History } from "../../src/timing/histories.ts";

/** What an event of a type does to the log-odds of winning, and for how long. */
export interface Planted {
  readonly type: string;
  readonly effect: number;
  readonly halfLife: number;
}

export interface TimingWorldOptions {
  readonly deals: number;
  readonly perAccount: number;
  /** SD of the accounts' own log-odds. */
  readonly accountSd: number;
  /** SD of the log-odds by fit, which the score knows. */
  readonly fitSd: number;
  /** By how much the rate of events rises with fit, in logs per SD. */
  readonly fitLiftsEvents: number;
  readonly planted: readonly Planted[];
}

export const TIMING_WORLD: TimingWorldOptions = {
  deals: 600,
  perAccount: 2,
  accountSd: 0.5,
  fitSd: 0.8,
  fitLiftsEvents: 0,
  planted: [],
};

/** Mean events in the 90 days before a deal. */
const RATES: Readonly<Record<string, number>> = {
  page_view: 2,
  content_download: 0.6,
  demo_request: 0.3,
  email_open: 1,
  email_reply: 0.3,
  ad_engagement: 0.5,
  intent_surge: 0.4,
  job_posting: 0.6,
  funding_round: 0.1,
};

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

function poisson(mean: number, random: Random): number {
  let [k, product] = [0, random.next()];
  while (product > Math.exp(-mean)) {
    product *= random.next();
    k++;
  }
  return k;
}

/** Deals with events before them, some of which may have to do with winning. */
export function timingWorld(options: TimingWorldOptions, seed: number): Histories {
  const { deals, perAccount, accountSd, fitSd, fitLiftsEvents, planted } = options;
  const random = createRandom(seed, 77);
  const accounts = Math.ceil(deals / perAccount);
  const own = Array.from({ length: accounts }, () => ({ luck: accountSd * normal(random), fit: normal(random) }));
  const account = Int32Array.from({ length: deals }, () => random.int(accounts));
  const lines = DEFAULT_EVENTS.filter(({ type, topic }) => topic === null && RATES[type] !== undefined).map((line) => ({
    about: { type: line.type, topic: null },
    deal: [] as number[],
    age: [] as number[],
    times: [] as number[],
  }));
  const y = new Uint8Array(deals);
  const offset = new Float64Array(deals);
  for (let i = 0; i < deals; i++) {
    const { luck, fit } = own[account[i]!]!;
    offset[i] = -1 + fitSd * fit;
    let logit = offset[i]! + luck;
    for (const { about, deal, age, times } of lines) {
      const rate = RATES[about.type]! * Math.exp(fitLiftsEvents * fit);
      const effect = planted.find(({ type }) => type === about.type);
      let decayed = 0;
      for (let k = poisson(rate, random); k > 0; k--) {
        const days = 1 + random.int(DAYS);
        deal.push(i);
        age.push(days);
        times.push(1);
        if (effect !== undefined) decayed += 2 ** (-days / effect.halfLife);
      }
      if (effect !== undefined) logit += effect.effect * Math.min(3, decayed);
    }
    y[i] = random.next() < sigmoid(logit) ? 1 : 0;
  }
  return {
    y,
    account,
    offset,
    lines: lines.map(
      ({ about, deal, age, times }): History => ({
        about,
        deal: Int32Array.from(deal),
        age: Int32Array.from(age),
        times: Int32Array.from(times),
      }),
    ),
  };
}
