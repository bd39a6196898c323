import { sayNumber } from "../features/round.ts";
import { inOrder } from "./name.ts";
import type { Words } from "./words.ts";

/** All that the paragraph of a kind says. */
export interface Told {
  readonly rule: readonly Words[];
  /** What else sets the kind apart, the most telling first. */
  readonly more: readonly { readonly words: Words; readonly inSegment: number; readonly inMarket: number }[];
  /** Won accounts that the rule holds for, of how many. */
  readonly accounts: number;
  readonly won: number;
  /** Whether these are a sample of the won accounts. */
  readonly drawn: boolean;
  /** Share of the lost accounts that the rule holds for; null without any. */
  readonly lost: number | null;
  /** Share of the market that the rule holds for. */
  readonly market: number;
  readonly marketIs: "universe" | "accounts";
  readonly tentative: boolean;
}

/** Mean amount of the kind's won deals, of how many, and of all; null when not known. */
export type ToldValue = { readonly mean: number; readonly n: number; readonly all: number } | null;

/** Attributes that the paragraph mentions beside the rule. */
const MOST_MORE = 4;

/** `62%`, `under 1%` */
function percent(share: number): string {
  const rounded = Math.round(100 * share);
  return rounded === 0 && share > 0 ? "under 1%" : `${rounded}%`;
}

function list(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** How common such companies are where they were not won. */
function elsewhere({ lost, market, marketIs }: Told, of: string): string {
  const inMarket = `${percent(market)} ${of}`;
  if (lost === null) return `, and ${inMarket}`;
  const inLost = `${percent(lost)} of those you lost`;
  return marketIs === "universe" ? `, ${inLost} and ${inMarket}` : `, and ${inLost}`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Two significant digits, as people say a mean. */
function about(x: number): string {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(x) || 1)) - 1);
  return sayNumber(Math.round(x / step) * step);
}

/** The paragraph of a kind, in sentences that a seller would say aloud. Every share carries what it is a share of. */
export function paragraphOf(told: Told, value: ToldValue): string {
  const market = told.marketIs === "universe" ? "of the market" : "of all companies in your deals";
  const companies = told.won === 1 ? "company" : "companies";
  const won = told.drawn ? `${told.won} ${companies} drawn from those you won` : `the ${told.won} ${companies} you won`;
  const who = inOrder(told.rule)
    .map((w) => w.text)
    .join(", ");
  const sentences = [
    sentence(who),
    `${told.accounts} of ${won} are like this (${percent(told.accounts / told.won)})${elsewhere(told, market)}.`,
  ];
  const more = told.more.slice(0, MOST_MORE);
  if (more.length > 0) {
    const parts = more.map((m) => `${m.words.text} (${percent(m.inSegment)}, ${percent(m.inMarket)} ${market})`);
    sentences.push(sentence(`what else sets them apart: ${list(parts)}`));
  }
  if (value !== null)
    sentences.push(`Mean amount ${about(value.mean)} (n ${value.n}); all you won: ${about(value.all)}.`);
  if (told.tentative) sentences.push("Tentative: with other deals its edges would lie elsewhere.");
  return sentences.join(" ");
}
