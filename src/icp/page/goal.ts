import type { Block } from "./block.ts";
import type { Context } from "./context.ts";
import type { Fact } from "./page.ts";
import { light, phrase, strong } from "./phrase.ts";
import { said } from "./said.ts";

/** What a high fit stands for where that is not winning: how it was told, who could not tell, and what was left out. Null for the goal `win`. */
export function goalBlockOf(context: Context): Block | null {
  const { document, format, words } = context;
  const { goal_outcome: told, evidence } = document;
  if (told === undefined) return null;
  const decided = evidence.won + evidence.lost;
  const reached: Fact = {
    name: "Reached",
    text: phrase(
      strong(`${format.count(evidence.won)} of ${format.count(decided)} ${words.unit}`),
      ` ${told.outcome}: `,
      strong(format.percent(evidence.base_rate)),
      light(` ${format.evidence(evidence.base_rate_interval, decided)}`),
      told.won_deals === null ? "." : `. Won at all: ${format.count(told.won_deals)}.`,
    ),
  };
  return {
    id: "goal",
    title: "What a high fit stands for",
    lead: phrase(`${words.chance}, not the chance to win.`),
    facts: [reached, ...thresholdOf(context), ...leftOut(context)],
    tables: [],
    notes: told.notes.map((note) => said(note, format)),
  };
}

function thresholdOf({ document, format }: Context): readonly Fact[] {
  const threshold = document.goal_outcome?.threshold ?? null;
  if (threshold === null) return [];
  return [
    {
      name: "At least",
      text: phrase(
        strong(format.count(Math.round(threshold.amount))),
        ` is the median amount of ${format.count(threshold.n)} won deals, in the amounts' own currency.`,
      ),
    },
  ];
}

function leftOut({ document, format }: Context): readonly Fact[] {
  const rows = document.goal_outcome?.left_out ?? [];
  if (rows.length === 0) return [];
  const named = rows.map((one) => `${format.count(one.rows)} ${format.spell(one.reason)}`).join("; ");
  return [{ name: "Cannot tell", text: phrase(`${named}.`) }];
}
