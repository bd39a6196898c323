import type { Block } from "../../icp/page/block.ts";
import { type Format, formatFor } from "../../icp/page/format.ts";
import { shorten } from "../../icp/page/label.ts";
import type { Fact } from "../../icp/page/page.ts";
import { light, type Phrase, phrase, strong } from "../../icp/page/phrase.ts";
import type { Report } from "../../icp/page/report.ts";
import { changesBlock, changesHeadline } from "../changes/block.ts";
import { driftCharts } from "./charts.ts";
import { isoOf } from "./days.ts";
import { emergingBlock } from "./emerging-block.ts";
import { mostMoved } from "./mixes.ts";
import type { Judged } from "./monitor.ts";
import { type DriftResult, latestOf } from "./result.ts";
import { alarmSentence, effectText, figureWords, many, nextStep, valueText } from "./words.ts";

const SHARE = { unit: "share" } as const;

function alarmsOf(result: DriftResult): readonly Judged[] {
  const { run, alarms } = latestOf(result);
  return run.monitors.filter(({ id }) => alarms.includes(id));
}

function headline(result: DriftResult, format: Format): Phrase {
  const alarms = alarmsOf(result);
  const { run } = latestOf(result);
  if (alarms.length > 0)
    return phrase(
      strong("The world has moved"),
      `: ${many(format, alarms.length, "thing")} of ${format.count(run.monitors.filter(({ p }) => p !== null).length)} that are watched ${alarms.length === 1 ? "has" : "have"} changed, two months in a row.`,
    );
  const tested = run.monitors.filter(({ p }) => p !== null).length;
  if (tested === 0) return phrase("Too early to tell: there are too few new deals.");
  const once = run.monitors.filter(({ material, rejected }) => material && rejected);
  return once.length > 0
    ? phrase(
        strong("No alarm yet"),
        `: ${once.map(({ name }) => name).join(", ")} moved in this look; an alarm needs two in a row.`,
      )
    : phrase(strong("No sign that the world has moved"), `: ${many(format, tested, "thing")} watched, none changed.`);
}

function atHigh(result: DriftResult, format: Format): Phrase {
  const { deals, wins } = latestOf(result).run.atHigh;
  const monitor = latestOf(result).run.monitors.find(({ kind }) => kind === "wins at high");
  if (wins.n === 0) return phrase("Are wins concentrated at high? No deal was won in the period.");
  const before =
    monitor?.before == null
      ? null
      : phrase("; when built ", valueText(SHARE, monitor.before.value, format), " of them were expected there");
  return phrase(
    "Are wins concentrated at high? ",
    strong(`${format.percent(wins.value)} of ${many(format, wins.n, "win")}`),
    " came from high",
    wins.interval === null ? null : light(` (${format.range(...wins.interval)})`),
    `, which holds ${format.percent(deals.value)} of the ${many(format, deals.n, "decided deal")}`,
    before,
    ".",
  );
}

/** What to do, said once where several alarms in a row ask for the same. */
function alarmFacts(alarms: readonly Judged[], format: Format): Fact[] {
  return alarms.map((monitor, k): Fact => {
    const step = nextStep(monitor);
    const said = k + 1 < alarms.length && nextStep(alarms[k + 1]!) === step;
    return {
      name: monitor.name,
      text: phrase(alarmSentence(monitor, format), said ? null : phrase(strong(" Next: "), step)),
    };
  });
}

function alarmBlock(result: DriftResult, format: Format): Block | null {
  const alarms = alarmsOf(result);
  if (alarms.length === 0) return null;
  return {
    id: "alarms",
    title: "What moved",
    lead: phrase("and matters, chance being ruled out, and the look before having pointed to it"),
    facts: alarmFacts(alarms, format),
    tables: [],
    notes: [],
  };
}

/** A share that is not known that differs by so much is told: the data has changed, whatever the world did. */
const MUCH_UNKNOWN = 0.15;
const LONGEST_VALUE = 28;
const MOST_UNKNOWN = 4;

function unknownNotes(monitors: readonly Judged[], format: Format): Phrase[] {
  return monitors.flatMap(({ name, unknown, kind }) => {
    if ((kind !== "attribute" && kind !== "score") || unknown === null) return [];
    const { before, now } = unknown;
    if (Math.abs(now.value - before.value) < MUCH_UNKNOWN) return [];
    return [
      phrase(
        `${name} is not known for ${format.percent(now.value)} of new opportunities, before for ${format.percent(before.value)}: what is known may be of other companies than it was.`,
      ),
    ];
  });
}

function monitorBlock(result: DriftResult, format: Format): Block {
  const { run, alarms } = latestOf(result);
  const state = (monitor: Judged): string => {
    if (monitor.p === null) return "not enough data";
    if (alarms.includes(monitor.id)) return "alarm";
    if (monitor.rejected) return monitor.material ? "moved, first time" : "moved, too little to matter";
    return monitor.material ? "may be chance" : "no sign";
  };
  const mixed = ({ kind }: Judged): boolean => kind === "attribute" || kind === "score";
  const row = (monitor: Judged): Phrase[] => [
    phrase(monitor.name),
    ...(mixed(monitor) ? [phrase(shorten(mostMoved(monitor.cells)?.label ?? "", LONGEST_VALUE))] : []),
    figureWords(monitor, monitor.before, format),
    figureWords(monitor, monitor.now, format),
    phrase(effectText(monitor, format)),
    monitor.missing === null ? phrase(state(monitor)) : phrase(light(state(monitor), monitor.missing)),
  ];
  const order = (list: readonly Judged[]): Judged[] =>
    [...list].sort((a, b) => Number(alarms.includes(b.id)) - Number(alarms.includes(a.id)) || (a.q ?? 2) - (b.q ?? 2));
  const mixes = order(run.monitors.filter(mixed));
  const shown = mixes.filter(({ id, rejected, kind }) => alarms.includes(id) || rejected || kind === "score");
  const table = (title: string, rows: readonly Judged[], open: boolean, heads: readonly string[]) => ({
    title,
    columns: [
      ...heads.map((head) => ({ head, number: false })),
      ...["before", "now", "moved by"].map((head) => ({ head, number: true })),
      { head: "", number: false },
    ],
    rows: rows.map(row),
    open,
    more: 0,
  });
  const rest = mixes.filter((one) => !shown.includes(one));
  const told = ({ from, to, n }: typeof run.created, what: string): string =>
    `${what} ${format.date(isoOf(from))} to ${format.date(isoOf(to))} (n ${format.count(n)})`;
  return {
    id: "watched",
    title: "Everything that is watched",
    lead: phrase(`${told(run.closed, "deals decided")}; ${told(run.created, "opportunities created")}`),
    facts: [],
    tables: [
      table(
        "Outcomes",
        run.monitors.filter((one) => !mixed(one)),
        true,
        [""],
      ),
      table("Who comes in", shown, true, ["", "moved most"]),
      ...(rest.length === 0 ? [] : [table("Other attributes: no sign", rest, false, ["", "moved most"])]),
    ],
    notes: [
      ...(rest.length === 0
        ? []
        : [phrase(`${many(format, rest.length, "other attribute")} of new opportunities: no sign.`)]),
      ...unknownNotes(run.monitors, format),
      phrase(
        "Outcomes are of deals decided in the period, held against deals decided in the time the profile learned from: deals still open take part on neither side, so young deals cannot look like lost ones.",
      ),
      phrase("Who comes in is told from all opportunities created in the period, open or not."),
      phrase(
        "Several deals of one company go together. An alarm needs a change that matters (PSI .1, 10 points of a win rate, 5 points of all, .05 of AUC, a fifth of the cycle), chance ruled out (q 1% over all of a look), and a look before that pointed to it (q 5%).",
      ),
    ],
  };
}

function runsBlock({ runs }: DriftResult, format: Format): Block {
  return {
    id: "looks",
    title: "Month by month",
    lead: phrase("what each look found, with the deals there were by then"),
    facts: [],
    tables: [
      {
        title: "Looks",
        columns: [
          { head: "as of", number: false },
          { head: "wins at high", number: true },
          { head: "moved", number: true },
          { head: "alarms", number: false },
        ],
        rows: runs.map(({ run, alarms }) => [
          phrase(format.date(isoOf(run.asOf))),
          figureWords(SHARE, run.atHigh.wins, format),
          phrase(format.count(run.monitors.filter(({ material, rejected }) => material && rejected).length)),
          phrase(
            alarms.length === 0
              ? "–"
              : run.monitors
                  .filter(({ id }) => alarms.includes(id))
                  .map(({ name }) => name)
                  .join(", "),
          ),
        ]),
        open: true,
        more: 0,
      },
    ],
    notes: [],
  };
}

/** The result as a report that is read in a minute: what moved, what to do, what wins unexpectedly, everything watched. */
export function driftReport(result: DriftResult): Report {
  const format = formatFor("en");
  const { run, before } = latestOf(result);
  return {
    kicker: "Has the world moved",
    name: result.name,
    facts: phrase(
      `as of ${format.date(isoOf(result.asOf))} · profile ${result.icp.slice(0, 8)} · new since ${format.date(isoOf(result.since))}`,
    ),
    headline: headline(result, format),
    support: [
      atHigh(result, format),
      ...changesHeadline(result.changes, format),
      ...unknownNotes(run.monitors, format).slice(0, MOST_UNKNOWN),
      ...result.warnings.map((warning) => phrase(light(`${warning}.`))),
    ],
    charts: driftCharts(result, alarmsOf(result), format),
    blocks: [
      alarmBlock(result, format),
      changesBlock(result.changes, format),
      emergingBlock(result, format),
      monitorBlock(result, format),
      result.runs.length > 1 ? runsBlock(result, format) : null,
    ].filter((one) => one !== null),
    footer: phrase(
      `${format.count(result.now)} new opportunities, ${format.count(result.before)} of the time it learned from · look before: ${before === null ? "none" : format.date(before)} · ${format.count(run.monitors.length)} monitors`,
    ),
  };
}
