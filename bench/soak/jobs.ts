import { world } from "../../test/generators/world.ts";
import { type CheckCoverage, checkCoverage } from "../checks.ts";
import { coverage } from "../coverage.ts";
import { type Sureness, sureness } from "../sureness.ts";
import { draw, reliable, type SharedSet, sharedDeals } from "./verdicts.ts";

/** One line of the table: what was tried, what came of it, the bar. */
export type Row = readonly [what: string, result: string, bar: string];

/** A piece of the soak that runs in a process of its own. */
export interface Job {
  readonly name: string;
  run(): Promise<Row[]>;
}

const SIZES = [30, 60, 200, 1000] as const;
const VARYING = { accountSd: 0.7, attributes: 8, dealAttributes: true };
/** On 20,000 deals its cards reach an AUC of about .77 on others. */
const TELLING = { attributes: 10, effects: [2.2, -1.8, 1.5, 1.2, -1] };
const STRENGTHS = { strong: [1.6, 1.4, 1.2, 1, 0.8], weak: [0.7, 0.6, 0.5, 0.4] } as const;

function percent([inside, of]: readonly [number, number]): string {
  return of === 0 ? "none to compare" : `${((100 * inside) / of).toFixed(1)}% of ${of}`;
}

/** Shuffled labels, and the deals as they are, of a shared data set. */
function sharedJobs(
  set: SharedSet,
  sizes: readonly number[],
  asTheyAre: readonly (readonly [number, string])[],
): Job[] {
  const missing: Row[] = [[set, "skipped: needs ../shared/datasets", "-"]];
  const shuffled = sizes.map((n) => ({
    name: `${set} shuffled ${n}`,
    run: async (): Promise<Row[]> => {
      const deals = await sharedDeals(set);
      if (deals === null) return missing;
      const found = await reliable(n < 1000 ? 200 : 100, (seed) => draw(deals, n, seed, true));
      return [[`\`reliable\` on label-shuffled ${set} draws, n = ${n}`, found, "<= 8%"]];
    },
  }));
  const real = asTheyAre.map(([n, bar]) => ({
    name: `${set} ${n}`,
    run: async (): Promise<Row[]> => {
      const deals = await sharedDeals(set);
      if (deals === null) return missing;
      const found = await reliable(n < 1000 ? 100 : 20, (seed) => draw(deals, n, seed, false));
      return [[`\`reliable\` on ${set} draws as they are, n = ${n}`, found, bar]];
    },
  }));
  return [...shuffled, ...real];
}

const noise: Job[] = SIZES.map((n) => ({
  name: `noise ${n}`,
  run: async () => [
    [
      `\`reliable\` on made-up worlds of noise, n = ${n}`,
      await reliable(n < 1000 ? 200 : 100, (seed) => world(seed, { accounts: n, attributes: 10 })),
      "<= 8%",
    ],
  ],
}));

const varying: Job[] = [20, 60, 200].map((accounts) => ({
  name: `varying ${accounts}`,
  run: async () => [
    [
      `\`reliable\` on noise worlds of ${accounts} accounts with 1 to 5 deals, outcome varies by account (SD .7)`,
      await reliable(accounts < 200 ? 200 : 100, (seed) => world(seed, { ...VARYING, accounts, deals: 5 })),
      "<= 8%",
    ],
  ],
}));

const power: Job[] = (
  [
    [30, "-"],
    [60, "-"],
    [200, ">= .55"],
    [1000, ">= .95"],
  ] as const
).map(([n, bar]) => ({
  name: `power ${n}`,
  run: async () => [
    [
      `\`reliable\` on made-up worlds in which five of ten attributes tell, n = ${n}`,
      await reliable(n < 1000 ? 100 : 20, (seed) => world(seed, { accounts: n, ...TELLING })),
      bar,
    ],
  ],
}));

const limits: Job[] = Object.entries(STRENGTHS).flatMap(([name, effects]) =>
  [60, 200, 1000, 4000].map((n) => ({
    name: `limits ${name} ${n}`,
    run: async (): Promise<Row[]> => {
      const c = await coverage(n > 1000 ? 15 : 40, n, effects);
      return [
        [
          `limits of band rates hold the rate of fresh deals, ${name} worlds, n = ${n}`,
          percent([c.bandsInside, c.bands]),
          "90-98%",
        ],
        [`limits of the win rate at a fit, ${name} worlds, n = ${n}`, percent([c.fitsInside, c.fits]), "90-98%"],
      ];
    },
  })),
);

function checkRows(where: string, check: string, { auc, levels }: CheckCoverage): Row[] {
  return [
    [`limits of the AUC, ${check}, ${where}`, percent(auc), "90-98%"],
    [`limits of win rates per level, ${check}, ${where}`, percent(levels), "90-98%"],
  ];
}

const checks: Job[] = (
  [
    ["one deal per account, n = 100", { accounts: 100 }],
    ["one deal per account, n = 300", { accounts: 300 }],
    ["one deal per account, n = 1000", { accounts: 1000 }],
    ["one deal per account, n = 4000", { accounts: 4000 }],
    ["200 accounts of 1 to 6 deals, outcome varies by account (SD .8)", { accounts: 200, deals: 6, accountSd: 0.8 }],
  ] as const
).map(([where, options]) => ({
  name: `checks ${where}`,
  run: async () => {
    const found = await checkCoverage(options.accounts > 1000 ? 40 : 100, { ...TELLING, ...options });
    return [...checkRows(where, "held out in turn", found.crossFit), ...checkRows(where, "newer deals", found.forward)];
  },
}));

const sure: Job[] = [100, 300, 1000].map((n) => ({
  name: `sure ${n}`,
  run: async () => {
    const all = Array.from({ length: 20 }, (_, i) => sureness(i + 1, n));
    const sum = (part: (one: Sureness) => number): number => all.reduce((a, one) => a + part(one), 0);
    const [some, probes] = [sum((one) => one.sure), sum((one) => one.probes)];
    const share = some === 0 ? "none is sure" : `${((100 * sum((one) => one.agree)) / some).toFixed(0)}%`;
    return [
      [
        `cards of other deals give a \`sure\` company the same level, n = ${n}`,
        `${share} (${some} of ${probes} companies are sure)`,
        ">= 80%",
      ],
    ];
  },
}));

/** All of the soak but the leakage bench, in the order of the table. */
export const JOBS: readonly Job[] = [
  ...sharedJobs(
    "Salvirt",
    [30, 60, 200],
    [
      [60, ">= .80"],
      [200, "-"],
    ],
  ),
  ...sharedJobs("IBM", SIZES, [
    [200, "-"],
    [1000, "-"],
  ]),
  ...noise,
  ...varying,
  ...power,
  ...limits,
  ...checks,
  ...sure,
];
