import type { IcpDocument } from "../document.ts";
import { anonymised } from "./anonymous.ts";
import { blocksOf } from "./block.ts";
import { breadthOf } from "./breadth.ts";
import { callOf } from "./call.ts";
import { cardPart } from "./card.ts";
import { contextOf } from "./context.ts";
import { curveOf } from "./curve.ts";
import { declaredOf } from "./declared.ts";
import { footerOf } from "./footer.ts";
import { insideOf } from "./inside.ts";
import { kindsOf } from "./kinds.ts";
import { tidy } from "./label.ts";
import { leftOutOf } from "./left-out.ts";
import { nextOf } from "./next.ts";
import { notSellOf } from "./not-sell.ts";
import type { Page } from "./page.ts";
import { type SampleAccount, withoutNames } from "./sample-account.ts";
import { scoreOf } from "./score.ts";
import { sureOf } from "./sure.ts";
import { titleOf } from "./title.ts";
import { triedOf } from "./tried.ts";
import { verdictOf } from "./verdict.ts";
import { losersOf, winnersOf } from "./winners.ts";

export interface PageOptions {
  /** BCP 47 tag for numbers and dates; default `en` (dates day first). */
  readonly locale?: string;
  /** The document's sample accounts with their points, from whoever has the accounts. */
  readonly samples?: readonly SampleAccount[];
  /** Hides names: of the company, its files, accounts, people. Default false. */
  readonly anonymous?: boolean;
}

/** The one page of a document, worded and placed; `renderHtml`, `renderMarkdown` and `renderTerminal` set it. Throws `InputError` for a bad locale. */
export function onePage(
  whole: IcpDocument,
  { locale = "en", samples = [], anonymous = false }: PageOptions = {},
): Page {
  const document = anonymous ? anonymised(whole) : whole;
  const context = contextOf(document, locale, anonymous ? withoutNames(samples) : samples);
  const [notSell, kinds, winners] = [notSellOf(context), kindsOf(context), winnersOf(context)];
  return {
    title: titleOf(context),
    verdict: verdictOf(context),
    call: callOf(context, kinds, winners),
    kinds,
    winners,
    losers: losersOf(context),
    score: scoreOf(context),
    notSell,
    card: cardPart(context, notSell),
    inside: insideOf(context),
    declared: declaredOf(context),
    tried: triedOf(context),
    next: nextOf(context),
    breadth: breadthOf(context),
    blocks: blocksOf(context),
    worth: curveOf(context),
    sure: sureOf(context),
    leftOut: leftOutOf(context),
    footer: footerOf(context),
    engine: tidy(document.engine.version),
  };
}
