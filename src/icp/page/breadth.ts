import type { IcpDocument } from "../document.ts";
import type { Context } from "./context.ts";
import type { Breadth, Meter } from "./page.ts";
import { command, light, phrase } from "./phrase.ts";
import { said } from "./said.ts";

const MARK: readonly [number, number] = [0.2, 0.3];

/** Share of the universe at high against the 20-30% mark; without a universe, what to give. Null without a scorecard that may be used. */
export function breadthOf(context: Context): Breadth | null {
  const { document, format } = context;
  const { breadth, scorecard } = document;
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
  return {
    title: "How broad",
    meter: meterOf(context, breadth, breadth.share),
    sentences: [
      said(breadth.verdict, format),
      phrase(light(`Of ${format.count(breadth.universe)} companies: ${counts.join(", ")}.`)),
    ],
  };
}

function meterOf({ format }: Context, breadth: NonNullable<IcpDocument["breadth"]>, share: number): Meter {
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
