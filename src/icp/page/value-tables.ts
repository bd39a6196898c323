import type { Value, Worth } from "../value.ts";
import type { BlockColumn, BlockTable } from "./block.ts";
import { type Context, labelOf } from "./context.ts";
import { shorten, tidy } from "./label.ts";
import { figureOf, limitsText, MEASURES, type MeasureName, measureText } from "./measure.ts";
import { hinted, light, type Phrase, phrase, plainText, strong } from "./phrase.ts";
import { capital } from "./sentence.ts";

const MAIN: readonly MeasureName[] = ["acv", "cycle_days", "churn", "expansion", "nrr", "ltv", "payback_months"];
const OF_BANDS: readonly MeasureName[] = ["acv", "cycle_days", "churn"];
/** A page has room for so many bands; the document has all. */
const MOST_BANDS = 40;
const LABEL_LENGTH = 48;

interface Named {
  readonly name: Phrase;
  readonly worth: Worth;
}

/** The tables behind the sentences: by level at once; by kind, by band and the best against the worst a click away. */
export function valueTables(context: Context, value: Value): readonly BlockTable[] {
  const levels: Named[] = value.levels
    .filter(({ level }) => level !== "unknown")
    .map(({ level, ...worth }) => ({ name: phrase(capital(level)), worth }));
  const all: Named = { name: phrase("All"), worth: value.all };
  const kinds = context.document.segments.flatMap(({ name, value: worth }): Named[] =>
    worth.won === undefined ? [] : [{ name: phrase(tidy(name)), worth: worth as Worth }],
  );
  const bands = value.bands
    .filter(({ acv, cycle_days, churn }) => acv !== null || cycle_days !== null || churn !== null)
    .map(({ attribute, band, ...worth }): Named => {
      const label = `${labelOf(context, attribute)}: ${tidy(band)}`;
      return { name: phrase(hinted(shorten(label, LABEL_LENGTH), label)), worth };
    });
  return [
    ...measureTable(context, levels.length === 0 ? "Of all won deals" : "By fit", [...levels, all], MAIN, true),
    ...measureTable(context, "By kind", kinds, MAIN, false),
    ...bandTable(context, bands),
    ...contrastTable(context, value.best_worst),
  ];
}

/** Measures in rows, groups in columns; measures that no group knows are left out. */
function measureTable(
  context: Context,
  title: string,
  groups: readonly Named[],
  measures: readonly MeasureName[],
  open: boolean,
): readonly BlockTable[] {
  const others = new Set(groups.flatMap(({ worth }) => worth.others.map((one) => one.measure)));
  const known = [...measures, ...others].filter((measure) =>
    groups.some(({ worth }) => figureOf(worth, measure) !== null),
  );
  if (known.length === 0) return [];
  const rows = known.map((measure) => [
    phrase(MEASURES[measure].head),
    ...groups.map(({ worth }) => cell(context, worth, measure)),
  ]);
  const won = [phrase("Won deals"), ...groups.map(({ worth }) => phrase(context.format.count(worth.won)))];
  const columns = [column("Measure", false), ...groups.map(({ name }) => column(plainText(name)))];
  return [{ title, columns, rows: [won, ...rows], open, more: 0 }];
}

/** Bands in rows, the measures that deals tell soonest in columns. */
function bandTable(context: Context, bands: readonly Named[]): readonly BlockTable[] {
  const known = OF_BANDS.filter((measure) => bands.some(({ worth }) => figureOf(worth, measure) !== null));
  if (known.length === 0) return [];
  const rows = bands
    .slice(0, MOST_BANDS)
    .map(({ name, worth }) => [name, ...known.map((measure) => cell(context, worth, measure))]);
  const columns = [column("Band", false), ...known.map((measure) => column(MEASURES[measure].head))];
  return [{ title: "By band", columns, rows, open: false, more: bands.length - rows.length }];
}

function cell(context: Context, worth: Worth, measure: MeasureName): Phrase {
  const found = figureOf(worth, measure);
  if (found === null) return phrase(light("–", "Too few, or not known"));
  return phrase(
    strong(measureText(context, measure, found.mean)),
    light(` (${limitsText(context, measure, found)})`, `n ${context.format.count(found.n)}`),
  );
}

function contrastTable(context: Context, found: Value["best_worst"]): readonly BlockTable[] {
  if (found === null || found.rows.length === 0) return [];
  const { format } = context;
  const rows = found.rows.map(({ attribute, label, best, worst, lift, interval, q }) => [
    phrase(`${labelOf(context, attribute)}: ${shorten(tidy(label), LABEL_LENGTH)}`),
    phrase(hinted(format.percent(best / found.best), `${format.count(best)} of ${format.count(found.best)}`)),
    phrase(hinted(format.percent(worst / found.worst), `${format.count(worst)} of ${format.count(found.worst)}`)),
    phrase(
      format.times(lift),
      light(` (${format.times(interval[0]).slice(0, -1)}–${format.times(interval[1])})`, `q ${q.toPrecision(2)}`),
    ),
  ]);
  const columns = [
    column("Companies with", false),
    column(`Of the best ${format.count(found.best)}`),
    column(`Of the worst ${format.count(found.worst)}`),
    column("Times as common"),
  ];
  return [{ title: "The best customers against the worst", columns, rows, open: false, more: 0 }];
}

function column(head: string, number = true): BlockColumn {
  return { head, number };
}
