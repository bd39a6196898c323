import type { LevelResult } from "../document.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Block } from "./block.ts";
import type { Context } from "./context.ts";
import { light, type Phrase, phrase, strong } from "./phrase.ts";

/** Where today's open pipeline stands. Null without open deals, and where the score may not be used. */
export function pipelineBlockOf(context: Context): Block | null {
  const { document, format, words, quoted } = context;
  const { pipeline, separation } = document;
  if (pipeline === undefined || pipeline.open === 0 || context.forced || separation.verdict === "none") return null;
  const rated = quoted === null ? [] : quoted.levels;
  const levels = pipeline.levels.filter(({ deals }) => deals > 0);
  const money = pipeline.amount !== null;
  return {
    id: "pipeline",
    title: "Where today's pipeline stands",
    lead: leadOf(context, pipeline, rated),
    facts: [],
    tables: [
      {
        title: "By level of fit",
        open: true,
        more: 0,
        columns: [
          { head: "level", number: false },
          { head: `open ${words.unit}`, number: true },
          ...(money ? [{ head: "amount", number: true }] : []),
          ...(rated.length === 0 ? [] : [{ head: `such ${words.unit} held out`, number: true }]),
        ],
        rows: levels.map(({ level, deals, amount }) => [
          phrase(level === "unknown" ? "too little known" : level),
          phrase(format.count(deals), light(` ${format.percent(deals / pipeline.open)}`)),
          ...(money ? [shareOf(context, pipeline, amount ?? 0)] : []),
          ...(rated.length === 0
            ? []
            : [
                wonOf(
                  context,
                  rated.find((one) => one.level === level),
                ),
              ]),
        ]),
      },
    ],
    notes: notesOf(context, pipeline),
  };
}

function shareOf({ format }: Context, { amount: all, currency }: Pipeline, amount: number): Phrase {
  const share = all === null || all === 0 ? null : amount / all;
  return phrase(format.short(amount, currency), share === null ? null : light(` ${format.percent(share)}`));
}

function wonOf({ format, words }: Context, result: LevelResult | undefined): Phrase {
  if (result === undefined || result.n === 0) return phrase("–");
  const interval = result.win_rate_interval;
  return phrase(
    `${words.reached} ${format.count(result.won)} of ${format.count(result.n)}`,
    interval === null ? null : light(` ${format.range(interval[0], interval[1])}`),
  );
}

/** What sits with companies of a kind that is seldom won. */
function leadOf({ format, words }: Context, pipeline: Pipeline, rated: readonly LevelResult[]): Phrase {
  const low = pipeline.levels.find(({ level }) => level === "low");
  const held = rated.find(({ level }) => level === "low");
  const all = `${format.count(pipeline.open)} open ${pipeline.open === 1 ? words.one : words.unit}`;
  if (low === undefined || low.deals === 0 || held === undefined || held.n === 0) return phrase(`${all}.`);
  const kind = `of a kind that ${words.reached} ${format.count(held.won)} of ${format.count(held.n)}`;
  const what =
    pipeline.amount === null
      ? `${format.count(low.deals)} of ${all} sit`
      : `${format.short(low.amount ?? 0, pipeline.currency)} of ${format.short(pipeline.amount, pipeline.currency)} open sits`;
  return phrase(strong(what), ` with companies ${kind}.`);
}

function notesOf({ format }: Context, { priced, open, amount }: Pipeline): readonly Phrase[] {
  if (amount === null || priced === open) return [];
  return [phrase(`${format.count(open - priced)} of ${format.count(open)} have no amount that could be read.`)];
}
