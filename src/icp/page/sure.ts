import type { HeldOut } from "../document.ts";
import { addingUp } from "./adding-up.ts";
import type { Context } from "./context.ts";
import { isHypothesis, isUnchecked } from "./declared.ts";
import { tidy } from "./label.ts";
import { levelChart } from "./levels.ts";
import { oddsOf } from "./odds.ts";
import type { Check, Fact, Sure } from "./page.ts";
import { hinted, light, type Phrase, phrase, strong } from "./phrase.ts";
import { afterTheSale } from "./retention.ts";
import { said } from "./said.ts";
import { capital } from "./sentence.ts";
import { CHANCE, rankingHint } from "./verdict.ts";
import { weightsOf } from "./weights.ts";

/** How far the page may be trusted, in words first and with its tables behind. */
export function sureOf(context: Context): Sure {
  const { forward, cross_fit } = context.document.validation;
  const checks = [forward, cross_fit].filter((check) => check !== null);
  return {
    title: "How sure",
    facts: [
      ...verdict(context),
      ...againstChance(context),
      ...ranking(context),
      ...percentages(context),
      ...addingUp(context),
      ...checks.map((check) => checkFact(context, check)),
      ...cycle(context),
      ...afterTheSale(context),
      ...weightsOf(context),
      ...wouldSettle(context),
      ...mind(context),
    ],
    checks: checks.filter((check) => check.levels.length > 0 && check.n > 0).map((check) => checkOf(context, check)),
  };
}

/** Without separation the page has said so already. */
function verdict(context: Context): readonly Fact[] {
  const { document, format, words } = context;
  if (isUnchecked(context))
    return [{ name: "Verdict", text: phrase(strong("Not known."), " Nothing here was learned from deals.") }];
  const { verdict, reason } = document.separation;
  if (verdict === "none") return [];
  const lead = {
    reliable: `The score tells ${words.contrast}.`,
    weak: `The score tells ${words.contrast} only weakly: provisional.`,
    untested: `Whether the score tells ${words.contrast} was not tested.`,
  }[verdict];
  return [{ name: "Verdict", text: phrase(strong(lead, format.spell(tidy(reason)) || null)) }];
}

function againstChance({ document, format }: Context): readonly Fact[] {
  const { p, permutations, verdict: found } = document.separation;
  if (p === null || (found === "none" && p > CHANCE)) return [];
  const shuffles = `p ${p < 0.01 ? p.toFixed(3) : format.decimal(p)}, permutation test, ${format.count(permutations)} shuffles of the accounts`;
  return [
    {
      name: "Against chance",
      text: phrase("Chance alone does this well ", hinted(oddsOf(p, format.count), shuffles), "."),
    },
  ];
}

function ranking(context: Context): readonly Fact[] {
  const { document, format, words, quoted } = context;
  const { auc, auc_interval } = document.separation;
  const own = quoted !== null && quoted.auc !== null;
  const value = own ? quoted.auc : auc;
  if (value === null) return [];
  const interval = own ? quoted.auc_interval : auc_interval;
  const n = own ? quoted.n : document.evidence.won + document.evidence.lost;
  const hint = own ? rankingHint(context, quoted) : `AUC ${format.decimal(value)}, out of fold`;
  return [
    {
      name: "Ranking",
      text: phrase(
        `Shown ${words.pair} it had not seen, a card of this method puts ${words.better} first `,
        strong(format.percent(value), hint),
        light(` ${format.evidence(interval, n)}`),
        " of the time; a coin, 50%.",
      ),
    },
  ];
}

/** Under this many deals the calibration error of a perfect score is several points too. */
const FEW_TO_CALIBRATE = 200;

function percentages(context: Context): readonly Fact[] {
  const { document, quoted, format, words } = context;
  if (isHypothesis(context)) return [];
  if (quoted === null || quoted.calibration_error === null || document.scorecard.attributes.length === 0) return [];
  const off = Math.max(1, Math.round(quoted.calibration_error * 100));
  const loss =
    quoted.log_loss === null || quoted.base_log_loss === null
      ? ""
      : `; log-loss ${quoted.log_loss.toFixed(3)} against ${quoted.base_log_loss.toFixed(3)} for the base rate`;
  const hint = `Expected calibration error ${quoted.calibration_error.toFixed(3)}${loss}`;
  return [
    {
      name: "Its percentages",
      text: phrase(
        "Off by ",
        hinted(`about ${format.count(off)} ${off === 1 ? "point" : "points"}`, hint),
        ` on average, ${format.count(quoted.n)} ${words.unit}`,
        quoted.n < FEW_TO_CALIBRATE ? "; with so few that is mostly chance." : ".",
      ),
    },
  ];
}

function checkFact(context: Context, check: HeldOut): Fact {
  const { format, words } = context;
  const name = check.method === "forward" ? `Newer ${words.unit}` : "Held out in turn";
  return {
    name,
    text: phrase(
      `${format.count(check.n)} ${words.unit}, ${format.count(check.won)} ${words.reached}: `,
      strong(check.verdict),
      ". ",
      cutWords(context, check),
      " ",
      check.verdict === "confirmed" ? null : said(check.reason, format, "light"),
    ),
  };
}

/** How the check was cut: a bare date is the first day of the test. */
function cutWords({ format, words }: Context, { cut, method }: HeldOut): Phrase {
  const bare = /^\d{4}-\d{2}-\d{2}$/.test(cut);
  if (cut.trim() === "") return [];
  return said(bare && method === "forward" ? `${words.unit} created on or after ${cut}` : cut, format, "light");
}

/** How long the won deals of the best and the worst level took, where both are known. */
function cycle(context: Context): readonly Fact[] {
  const { document, quoted, format, words, forced } = context;
  if (document.scorecard.attributes.length === 0 || forced || isHypothesis(context)) return [];
  const high = quoted?.levels.find(({ level }) => level === "high");
  const low = quoted?.levels.find(({ level }) => level === "low");
  const days = high?.median_cycle_days ?? null;
  const lowDays = low?.median_cycle_days ?? null;
  if (high === undefined || low === undefined || days === null || lowDays === null) return [];
  const text = phrase(
    `Half of the ${format.count(high.won)} high ${words.unit} that ${words.reached} closed within `,
    strong(`${format.count(days)} days`),
    `, of the ${format.count(low.won)} low ones within ${format.count(lowDays)}.`,
  );
  return [{ name: "Cycle", text }];
}

function wouldSettle({ document, format, words }: Context): readonly Fact[] {
  const { deals_needed } = document.separation;
  if (deals_needed === null || document.separation.verdict === "none") return [];
  const decided = document.evidence.won + document.evidence.lost;
  return [
    {
      name: "Would settle it",
      text: phrase(`About ${format.count(deals_needed)} closed ${words.unit}; there are ${format.count(decided)}.`),
    },
  ];
}

function mind(context: Context): readonly Fact[] {
  const { document, words } = context;
  if (document.scorecard.attributes.length === 0 || isUnchecked(context)) return [];
  return [
    {
      name: "Keep in mind",
      text: phrase(
        `A ${words.rate} here is the one to expect if it becomes a ${words.one}. Companies nobody called are not in the data.`,
      ),
    },
  ];
}

function checkOf(context: Context, check: HeldOut): Check {
  const { words, format } = context;
  return {
    title: check.method === "forward" ? `Newer ${words.unit}` : `${capital(words.unit)} held out in turn`,
    lead: cutWords(context, check),
    levels: levelChart(context, check),
    facts: [
      { name: "Ranking", text: phrase(rankingHint(context, check) ?? "not measured") },
      { name: "Result", text: phrase(`${capital(check.verdict)}.`, " ", said(check.reason, format, "light")) },
    ],
    quoted: context.quoted === check,
  };
}
