import type { IcpDocument } from "../document.ts";
import type { PartsTried } from "../parts-tried.ts";
import { bandLabel } from "./band-label.ts";
import type { Block, BlockTable } from "./block.ts";
import { type Context, labelOf } from "./context.ts";
import { shorten, tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { between } from "./pairs.ts";
import { light, type Phrase, phrase, strong } from "./phrase.ts";

const LABEL_LENGTH = 80;

/** A card for each part of one attribute: the cards, and what they win over one card; or why there is one card still. */
export function cardParts(context: Context): Block | null {
  const { parts } = context.document.scorecard;
  const { parts: tried } = context.document.validation;
  if (parts === undefined) return tried === undefined ? null : oneCard(context, tried);
  const label = labelOf(context, parts.attribute);
  return {
    id: "card-parts",
    title: "A card for each part",
    lead: phrase(`by ${label}`),
    facts: [
      {
        name: "Which card",
        text: phrase(
          `A company is scored by the card of its ${label}; where that is not known, or was never seen, by the card above.`,
        ),
      },
      ...(tried === undefined ? [] : [{ name: "What that wins", text: wins(context, tried) }]),
    ],
    tables: parts.cards.map((card) => tableOf(context, card)),
    notes: [
      phrase(
        "A point is worth the same odds on every card, so that a fit means the same; cards therefore begin and end at different points.",
      ),
    ],
  };
}

function tableOf(context: Context, card: Card): BlockTable {
  const { format, words } = context;
  const rows = card.attributes.flatMap(({ attribute, bands }) =>
    bands
      .filter(({ match, n }) => !("missing" in match) || n > 0)
      .map((band): readonly Phrase[] => [
        phrase(light(`${labelOf(context, attribute)}: `), shorten(bandLabel(band), LABEL_LENGTH)),
        phrase(strong(format.count(band.points))),
        phrase(`${format.count(band.won)} of ${format.count(band.n)}`),
        phrase(format.percent(band.rate)),
      ]),
  );
  return {
    title: `${tidy(card.label)} (${format.percent(card.won / card.n)} of ${format.count(card.n)} ${words.unit})`,
    columns: [
      { head: "", number: false },
      { head: "points", number: true },
      { head: words.reached, number: true },
      { head: words.rate, number: true },
    ],
    rows,
    open: true,
    more: 0,
  };
}

type Card = NonNullable<IcpDocument["scorecard"]["parts"]>["cards"][number];

function oneCard(context: Context, tried: PartsTried): Block {
  const scored = context.document.scorecard.attributes.length > 0;
  const fact: Fact = {
    name: tried.attribute === null ? "Looked for" : labelOf(context, tried.attribute),
    text: phrase(scored ? strong("One card stays. ") : null, wins(context, tried)),
  };
  return { id: "card-parts", title: "A card for each part", lead: [], facts: [fact], tables: [], notes: [] };
}

function wins({ format, words }: Context, tried: PartsTried): Phrase {
  const { one, auc, gain_interval: interval, n, forward, reason } = tried;
  if (one === null || auc === null || interval === null) return phrase(tidy(reason));
  const hint = `AUC ${auc.toFixed(3)} by parts, ${one.toFixed(3)} by one card, both cross-fitted; difference ${interval[0].toFixed(3)} to ${interval[1].toFixed(3)} (95%, paired)`;
  return phrase(
    `${tidy(reason)} Cards by part put ${words.better} first `,
    strong(format.percent(auc), hint),
    " of the time, one card ",
    strong(format.percent(one), hint),
    light(` (${between(interval[0], interval[1])}, n ${format.count(n)})`),
    forward === null
      ? "."
      : phrase(
          `; on newer ${words.unit}, `,
          strong(format.percent(forward.auc), `AUC ${forward.auc.toFixed(3)}`),
          " against ",
          strong(format.percent(forward.one), `AUC ${forward.one.toFixed(3)}`),
          light(` (n ${format.count(forward.n)})`),
          ".",
        ),
  );
}
