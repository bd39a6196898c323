import type { Band } from "../document.ts";
import { bandLabel } from "./band-label.ts";
import { type Context, isAboutDeal, labelOf } from "./context.ts";
import { bandFigure } from "./figure.ts";
import { shorten } from "./label.ts";
import { leavesMark } from "./leaves.ts";
import type { Dot, Standouts } from "./page.ts";

const MOST_ROWS = 6;
const MOST_OF_ONE = 2;
const FEWEST_DEALS = 10;
const LABEL_LENGTH = 64;

/** The bands that win clearly more than the average, best first. Null without a scorecard that passed its test. */
export function winnersOf(context: Context): Standouts | null {
  return standouts(context, context.words.winners, "above", (a, b) => b.rate - a.rate);
}

/** The bands that win clearly less than the average, worst first. Null without a scorecard that passed its test. */
export function losersOf(context: Context): Standouts | null {
  return standouts(context, context.words.losers, "below", (a, b) => a.rate - b.rate);
}

function standouts(
  context: Context,
  title: string,
  side: Dot["side"],
  order: (a: Band, b: Band) => number,
): Standouts | null {
  const { document, format, words } = context;
  const { verdict } = document.separation;
  if (
    document.scorecard.attributes.length === 0 ||
    verdict === "none" ||
    verdict === "untested" ||
    document.declared?.scores === true
  )
    return null;
  const rows = document.scorecard.attributes
    .flatMap(({ attribute, bands }) => bands.map((band) => ({ attribute, band })))
    .filter(({ band }) => band.n >= FEWEST_DEALS && !("missing" in band.match))
    .map(({ attribute, band }) => ({ attribute, band, figure: bandFigure(context, band) }))
    .filter(({ figure }) => figure.dot?.side === side)
    .sort((a, b) => order(a.band, b.band))
    .filter(fewOfEach())
    .slice(0, MOST_ROWS);
  return {
    title,
    lead: leadOf(
      context,
      side,
      rows.some(({ band }) => band.rate_interval !== null),
    ),
    rows: rows.map(({ attribute, band, figure }) => ({
      attribute: withoutToken(labelOf(context, attribute), band),
      band: `${shorten(bandLabel(band), LABEL_LENGTH)}${leavesMark(band)}`,
      aboutDeal: isAboutDeal(context, attribute),
      figure,
    })),
    empty: `No group of ${words.unit} stands clearly ${side} the average of ${format.percent(document.evidence.base_rate)} yet.`,
  };
}

/** The counts are of the deals that the score learned from, not of deals it had not seen. */
function leadOf({ document, format, words }: Context, side: Dot["side"], ranges: boolean): string {
  const { evidence } = document;
  const counted = `Clearly ${side} the average of ${format.percent(evidence.base_rate)}, counted in the ${format.count(evidence.won + evidence.lost)} ${words.unit} it learned from`;
  return `${counted}; rates are drawn toward it${ranges ? ", ranges allow for choosing the bands" : ""}.`;
}

/** Keeps the first bands of each attribute, so that one attribute does not fill the list. */
function fewOfEach(): (row: { readonly attribute: string }) => boolean {
  const kept = new Map<string, number>();
  return ({ attribute }) => {
    const count = (kept.get(attribute) ?? 0) + 1;
    kept.set(attribute, count);
    return count <= MOST_OF_ONE;
  };
}

/** `Tech stack` for `Tech stack: SAP` beside the band `has SAP`. */
function withoutToken(label: string, band: Band): string {
  const token = label.split(": ").at(-1) ?? "";
  return label.includes(": ") && band.label.toLowerCase().endsWith(` ${token.toLowerCase()}`)
    ? label.slice(0, -token.length - 2)
    : label;
}
