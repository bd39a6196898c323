import { notToldApart } from "../declared.ts";
import type { ScorecardAttribute } from "../document.ts";
import { type Context, labelOf } from "./context.ts";
import type { Kinds, Standouts } from "./page.ts";
import { type Phrase, phrase, strong } from "./phrase.ts";
import { askedOf } from "./question.ts";

/** Attributes named, the heaviest first. */
const MOST_NAMED = 4;

/** Whom to call, where neither kinds of customers nor groups of deals say it: what earns the most points. Null where one does, or nothing may. */
export function callOf(context: Context, kinds: Kinds | null, winners: Standouts | null): Phrase | null {
  const { scorecard, declared, breadth } = context.document;
  const { attributes } = scorecard;
  if (declared !== null && notToldApart(declared, breadth?.universe ?? 0)) return null;
  if (context.forced || (kinds?.kinds.length ?? 0) > 0 || (winners?.rows.length ?? 0) > 0) return null;
  const named = [...attributes]
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_NAMED)
    .flatMap((one) => bestOf(context, one));
  return named.length === 0 ? null : phrase(strong("Call first: "), `${named.join("; ")}.`);
}

function bestOf(context: Context, { attribute, bands }: ScorecardAttribute): readonly string[] {
  const known = bands.filter(({ match }) => !("missing" in match));
  const most = Math.max(...known.map(({ points }) => points));
  const best = known.filter(({ points }) => points === most);
  if (best.length === 0 || best.length === known.length) return [];
  const values = askedOf(
    best,
    known.filter((band) => !best.includes(band)),
  ).replace(/[?]$/, "");
  const label = labelOf(context, attribute);
  const ofSet = best.some(({ match }) => "has" in match) || values.startsWith("without ");
  return [`${ofSet ? label.split(": ")[0] : label} ${values}`];
}
