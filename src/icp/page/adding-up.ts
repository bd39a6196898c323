import type { Ceiling } from "../ceiling.ts";
import { type Context, labelOf } from "./context.ts";
import { tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { between } from "./pairs.ts";
import { command, light, type Phrase, type Piece, phrase, strong } from "./phrase.ts";

/** What a score that only adds up leaves behind, held against trees that may combine every attribute. */
export function addingUp(context: Context): readonly Fact[] {
  const { ceiling } = context.document.validation;
  if (ceiling === undefined || context.forced) return [];
  const text = phrase(
    strong(lead(ceiling, context.words)),
    " ",
    numbers(context, ceiling),
    light(where(context, ceiling)),
    parted(context, ceiling),
  );
  return [{ name: "What adding up costs", text }];
}

function lead({ verdict, distance }: Ceiling, { unit }: Context["words"]): string {
  if (verdict === "beyond") return `About ${pairs(distance)}.`;
  if (verdict === "close") return "Nothing to speak of.";
  return distance >= 0.01 ? `Perhaps ${pairs(distance)}.` : `Nothing that these ${unit} show.`;
}

function numbers(
  { format, words, document }: Context,
  { auc, card, n, distance_interval: [low, high] }: Ceiling,
): Phrase {
  const hint = `AUC ${auc.toFixed(3)} of boosted trees, ${card.toFixed(3)} of cards of this method, both cross-fitted; difference ${low.toFixed(3)} to ${high.toFixed(3)} (95%, paired)`;
  const { won, lost } = document.evidence;
  const drawn = n < won + lost ? ", drawn by account" : "";
  return phrase(
    `Trees that may combine every attribute put ${words.better} first `,
    strong(format.percent(auc), hint),
    " of the time, cards that add up ",
    strong(format.percent(card), hint),
    light(` (${between(low, high)}, n ${format.count(n)}${drawn})`),
    ".",
  );
}

/** Whether it is attributes taken together, or more of them and finer bands, and which pairs are known. */
function where({ document }: Context, { verdict, combining, combining_interval: [low], distance }: Ceiling): string {
  if (verdict !== "beyond") return "";
  if (low <= 0) return " It comes from further attributes and finer bands, not from attributes taken together.";
  const found = (document.interactions?.found.length ?? 0) > 0;
  const known = found ? "The pairs that stand out are named under the score." : "No single pair stands out.";
  const [part, whole] = [Math.max(1, Math.round(100 * combining)), Math.round(100 * distance)];
  return part < whole
    ? ` Attributes taken together are worth ${part} of it, further attributes and finer bands the rest. ${known}`
    : ` It comes from attributes taken together. ${known}`;
}

/** A card for each part of the deals, where that wins much of it back. */
function parted(context: Context, { parted: found }: Ceiling): Phrase {
  if (found === undefined) return [];
  const { format, words } = context;
  const label = labelOf(context, found.attribute);
  const kind = context.attributes.get(found.attribute)?.kind;
  const scale = kind === "number" || kind === "ordinal";
  const named = found.parts.map(tidy).join(scale ? "; " : " / ");
  const each = scale
    ? `each of ${format.count(found.parts.length)} ranges of ${label} (${named})`
    : `each of ${label}: ${named},`;
  const [low, high] = found.gain_interval;
  const hint = `AUC ${found.auc.toFixed(3)}, ${low.toFixed(3)} to ${high.toFixed(3)} more (95%, paired, all attributes of the card tried)`;
  return phrase(
    ` A card of its own for ${each} would put ${words.better} first `,
    strong(format.percent(found.auc), hint),
    " of the time",
    light(` (${between(low, high)})`),
    ...taken(context, found.attribute, label),
  );
}

/** Whether the offer has been taken, and how to take it. */
function taken({ document, attributes }: Context, attribute: string, label: string): readonly (Piece | string)[] {
  const { parts } = document.scorecard;
  const { parts: tried } = document.validation;
  if (parts !== undefined)
    return [
      parts.attribute === attribute ? ": this profile has them." : `; this profile has cards by another attribute.`,
    ];
  if (tried?.attribute === attribute) return [": they were tried, see below."];
  const header = attributes.get(attribute)?.columns[0] ?? label;
  return [": ", command(`--parts '${tidy(header)}'`), " builds them."];
}

function pairs(share: number): string {
  const whole = Math.max(1, Math.round(100 * share));
  return `${whole} ${whole === 1 ? "pair" : "pairs"} in 100`;
}
