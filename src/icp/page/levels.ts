import type { HeldOut, IcpDocument } from "../document.ts";
import type { Context } from "./context.ts";
import { levelFigure } from "./figure.ts";
import type { LevelChart, LevelName, LevelRule } from "./page.ts";
import { scaleOf } from "./scale.ts";
import { capital } from "./sentence.ts";

/** The levels as written in the document, best first. */
export function levelRules({ high, medium }: IcpDocument["scorecard"]["levels"]): readonly LevelRule[] {
  return [
    { level: "high", rule: `${high}+`, from: high, to: 100 },
    { level: "medium", rule: medium === high - 1 ? `${medium}` : `${medium}–${high - 1}`, from: medium, to: high - 1 },
    { level: "low", rule: `under ${medium}`, from: 0, to: medium - 1 },
  ];
}

const ORDER: readonly LevelName[] = ["high", "medium", "low", "unknown"];

/** `High won 68%, low 5%`; null where either has too few to say. */
function answerOf(context: Context, { levels }: HeldOut): string | null {
  const rate = (name: LevelName): string | null => {
    const level = levels.find((one) => one.level === name);
    const figure = level === undefined ? null : levelFigure(context, level);
    return figure === null || figure.dot === null ? null : figure.value;
  };
  const [high, low] = [rate("high"), rate("low")];
  return high === null || low === null ? null : `High ${context.words.reached} ${high}, low ${low}`;
}

/** What each level won on the deals of a held-out check, drawn on the page's axis. */
export function levelChart(context: Context, check: HeldOut): LevelChart {
  const { format, words, document, axis } = context;
  const rules = new Map(levelRules(document.scorecard.levels).map((rule) => [rule.level, rule.rule]));
  const rows = ORDER.flatMap((name) =>
    check.levels.filter((level) => level.level === name && (name !== "unknown" || level.n > 0)),
  );
  const said = answerOf(context, check);
  const whole = `${format.count(check.n)} ${words.unit} it had not seen`;
  return {
    title: said === null ? `${capital(words.rate)} of ${whole}` : `${said}, of ${whole}`,
    scale: scaleOf(axis, format),
    rows: rows.map((row) => ({
      level: row.level,
      rule: rules.get(row.level) ?? "little known",
      figure: levelFigure(context, row),
      cycle: row.median_cycle_days === null ? null : `${format.count(row.median_cycle_days)} days`,
    })),
  };
}
