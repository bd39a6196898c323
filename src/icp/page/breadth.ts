import type { BreadthPart } from "../breadth.ts";
import type { Context } from "./context.ts";
import { tamWords } from "./market.ts";
import type { Breadth, Meter } from "./page.ts";
import { command, light, type Phrase, phrase, strong } from "./phrase.ts";
import { said } from "./said.ts";
import { capital } from "./sentence.ts";

const MARK: readonly [number, number] = [0.2, 0.3];

/** Share of the universe at high against the 20-30% mark, and against what the team can work; without a universe, what to give. Null without a scorecard that may be used. */
export function breadthOf(context: Context): Breadth | null {
  const { document, format } = context;
  const { breadth, scorecard, tam } = document;
  if (scorecard.attributes.length === 0 || context.forced) return null;
  if (breadth === null || breadth.share === null)
    return {
      title: "How broad",
      meter: null,
      sentences: [
        phrase("Not measured: give the companies you could sell to, ", command("--universe prospects.csv"), "."),
      ],
    };
  const counts = [
    `${format.count(breadth.high)} high`,
    `${format.count(breadth.medium)} medium`,
    `${format.count(breadth.low)} low`,
    `${format.count(breadth.unknown)} too little known`,
  ];
  const high = tam?.levels.find(({ level }) => level === "high");
  return {
    title: "How broad",
    meter: meterOf(context, breadth, breadth.share),
    sentences: [
      said(breadth.verdict, format),
      phrase(light(`Of ${format.count(breadth.universe)} companies: ${counts.join(", ")}.`)),
      ...proposed(context, breadth),
      ...againstCapacity(context, breadth),
      ...(high === undefined ? [] : [phrase("At high, if each bought: ", tamWords(context, high, tam!.currency))]),
    ],
  };
}

/** Levels that would suit the market better, with what they rest on and what to type. */
function proposed({ document, format, words }: Context, { proposal }: BreadthPart): readonly Phrase[] {
  if (proposal === undefined) return [];
  if (proposal === null)
    return [phrase(light("No other levels can be suggested: none would hold on the deals held out."))];
  const { high, medium, share, n, won, win_rate, win_rate_interval, base_rate } = proposal;
  return [
    phrase(
      `From ${high} points on high would hold `,
      strong(format.percent(share)),
      `; there ${format.count(won)} of ${format.count(n)} held-out ${words.unit} ${words.reached} `,
      light(`${format.percent(win_rate)} ${format.evidence(win_rate_interval, n)}, all ${format.percent(base_rate)}`),
      `. Build with `,
      command("--levels data"),
      ` for levels of ${high} and ${medium} instead of ${document.scorecard.levels.high} and ${document.scorecard.levels.medium}.`,
    ),
  ];
}

/** Companies at high for each seller, against what all can work. */
function againstCapacity({ format }: Context, { high, capacity }: BreadthPart): readonly Phrase[] {
  if (capacity === undefined) return [];
  const { accounts, sellers, accounts_per_seller: each } = capacity;
  const per =
    sellers === null
      ? ""
      : `${format.count(Math.round(high / sellers))} companies at high for each of ${sellers} ${sellers === 1 ? "seller" : "sellers"}`;
  const room =
    sellers === null || each === null
      ? `room for ${format.count(accounts)} accounts`
      : `${format.count(each)} is what one can work`;
  const ratio = accounts === 0 ? Number.POSITIVE_INFINITY : high / accounts;
  const verdict =
    ratio > 1.5
      ? `, ${Number.isFinite(ratio) ? format.times(ratio) : "far more than"} what there is room for: work them by tier`
      : ratio >= 0.75
        ? ": as many as there is room for"
        : `: ${format.count(accounts - high)} places stay free; widen the profile, or give each account more`;
  return [phrase(`${capital(per === "" ? room : `${per}, ${room}`)}${verdict}.`)];
}

function meterOf({ format }: Context, breadth: BreadthPart, share: number): Meter {
  const interval = breadth.share_interval;
  const max = Math.min(1, Math.max(0.6, Math.ceil((interval?.[1] ?? share) * 10) / 10));
  const at = (value: number): number => Math.min(1, value / max);
  return {
    share: format.percent(share),
    range: interval === null ? "" : format.range(interval[0], interval[1]),
    n: format.count(breadth.universe - breadth.unknown),
    at: at(share),
    low: interval === null ? null : at(interval[0]),
    high: interval === null ? null : at(interval[1]),
    zone: [at(MARK[0]), at(MARK[1])],
    zoneText: format.range(MARK[0], MARK[1]),
    maxText: format.percent(max),
  };
}
