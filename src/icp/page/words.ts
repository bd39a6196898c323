import type { PainPoint } from "../buyers.ts";
import type { Context } from "./context.ts";
import { contrastTable, listed } from "./contrast.ts";
import type { InsideTable } from "./inside.ts";
import { tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { light, type Phrase, phrase, strong } from "./phrase.ts";

const MOST_TOLD = 5;
const LEAST = 20;

/** What notes of won, and of lost, deals say more often. */
export function wordFacts(context: Context): readonly Fact[] {
  const { document, format, words } = context;
  const points = document.pain_points;
  if (points === undefined) return [];
  return [...comparedFacts(context, points), ...lossFact()];

  function lossFact(): readonly Fact[] {
    const losses = points!.losses;
    if (losses === null || losses.rows.length === 0) return [];
    const told = losses.rows
      .slice(0, MOST_TOLD)
      .map(({ label, deals, accounts }) =>
        phrase(
          strong(tidy(label)),
          light(` (${format.count(deals)} ${words.unit}, ${format.count(accounts)} companies)`),
        ),
      );
    return [{ name: "Of losses they say", text: listed(told) }];
  }
}

function comparedFacts(
  { format, words }: Context,
  { won, lost, rows, tested, columns }: NonNullable<Context["document"]["pain_points"]>,
): readonly Fact[] {
  if (columns.length === 0) return [];
  if (won < LEAST || lost < LEAST)
    return [
      {
        name: "Their words",
        text: phrase(
          `Notes of ${format.count(won)} won and ${format.count(lost)} lost ${words.unit}: too few to say; it takes ${LEAST} of each.`,
        ),
      },
    ];
  const side = (name: string, above: boolean): Fact[] => {
    const told = rows.filter(({ finding, lift }) => finding && (lift ?? 1) > 1 === above).slice(0, MOST_TOLD);
    if (told.length === 0) return [];
    return [
      {
        name,
        text: listed(
          told.map((one) =>
            phrase(
              strong(
                tidy(one.label),
                `z ${one.z.toFixed(1)} by log-odds with a Dirichlet prior; ${format.count(one.accounts)} companies`,
              ),
              light(` (${format.count(one.won)} won, ${format.count(one.lost)} lost)`),
            ),
          ),
        ),
      },
    ];
  };
  const facts = [...side("Won deals' notes", true), ...side("Lost deals' notes", false)];
  if (facts.length > 0) return facts;
  return [
    {
      name: "Their words",
      text: phrase(
        `No word or pair of words is clearly more common in notes of won or of lost ${words.unit} (${format.count(won)} and ${format.count(lost)} with notes, ${format.count(tested)} tried).`,
      ),
    },
  ];
}

/** The counts behind the words. */
export function wordTables(context: Context): readonly InsideTable[] {
  const points = context.document.pain_points;
  if (points === undefined || points.rows.length === 0) return [];
  return [contrastTable(context, "Words in the notes", "words", points, points.rows)];
}

/** What notes about one kind of customer say more often than all others'; empty where nothing does. */
export function kindWords({ format }: Context, points: readonly PainPoint[]): readonly Phrase[] {
  if (points.length === 0) return [];
  const told = points
    .slice(0, MOST_TOLD)
    .map((one) =>
      phrase(
        strong(
          tidy(one.label),
          `${format.count(one.accounts)} companies; ${format.times(one.lift)} as common as elsewhere`,
        ),
        light(
          ` (${format.count(one.deals)} of ${format.count(one.of)}, elsewhere ${format.count(one.elsewhere)} of ${format.count(one.of_elsewhere)})`,
        ),
      ),
    );
  return [phrase("Their notes speak of: ", listed(told))];
}
