import type { Value, Worth } from "../value.ts";
import type { BlockColumn, BlockTable } from "./block.ts";
import { type Context, labelOf } from "./context.ts";
import { shorten, tidy } from "./label.ts";
import { evidenceText, figureOf, MEASURES, type MeasureName, measureText } from "./measure.ts";
import { hinted, light, type Phrase, phrase, strong } from "./phrase.ts";
import { capital } from "./sentence.ts";

const MAIN: readonly MeasureName[] = ["acv", "cycle_days", "churn", "expansion", "nrr", "ltv", "payback_months"];
/** A page has room for so many bands; the document has all. */
const MOST_BANDS = 40;
const LABEL_LENGTH = 48;

interface Named {
  readonly name: Phrase;
  readonly worth: Worth;
}

/** The tables behind the sentences: by level at once; by kind, by band and the best against the worst a click away. */
export function valueTables(context: Context, value: Value): readonly BlockTable[] {
  const levels: Named[] = value.levels.map(({ level, ...worth }) => ({ name: phrase(levelName(level)), worth }));
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
    ...groupTable(context, levels.length === 0 ? "Of all won deals" : "By fit", "Fit", [...levels, all], MAIN, true),
    ...othersTable(context, value),
    ...groupTable(context, "By kind", "Kind", kinds, MAIN, false),
    ...groupTable(context, "By band", "Band", bands, ["acv", "cycle_days", "churn"], false),
    ...contrastTable(context, value.best_worst),
  ];
}

function levelName(level: Value["levels"][number]["level"]): string {
  return level === "unknown" ? "Too little known" : capital(level);
}

/** Groups in rows, measures in columns; measures that no group knows are left out. */
function groupTable(
  context: Context,
  title: string,
  head: string,
  groups: readonly Named[],
  measures: readonly MeasureName[],
  open: boolean,
): readonly BlockTable[] {
  const known = measures.filter((measure) => groups.some(({ worth }) => figureOf(worth, measure) !== null));
  if (groups.length === 0 || known.length === 0) return [];
  const rows = groups
    .slice(0, MOST_BANDS)
    .map(({ name, worth }) => [
      name,
      phrase(context.format.count(worth.won)),
      ...known.map((measure) => cell(context, worth, measure)),
    ]);
  return [
    {
      title,
      columns: [column(head, false), column("Won deals"), ...known.map((measure) => column(MEASURES[measure].head))],
      rows,
      open,
      more: groups.length - rows.length,
    },
  ];
}

/** Other outcomes in rows, levels in columns. */
function othersTable(context: Context, { all, levels }: Value): readonly BlockTable[] {
  const names = all.others.map(({ name }) => name);
  if (names.length === 0) return [];
  const rows = names.map((name) => [
    phrase(MEASURES[name].head),
    ...[...levels, all].map((worth) => cell(context, worth, name)),
  ]);
  const heads = [...levels.map(({ level }) => levelName(level)), "All"];
  const columns = [column("Outcome", false), ...heads.map((head) => column(head))];
  return [{ title: "Other outcomes, by fit", columns, rows, open: false, more: 0 }];
}

function cell(context: Context, worth: Worth, measure: MeasureName): Phrase {
  const found = figureOf(worth, measure);
  if (found === null) return phrase(light("–", "Too few, or not known"));
  return phrase(strong(measureText(context, measure, found.mean)), light(` ${evidenceText(context, measure, found)}`));
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
