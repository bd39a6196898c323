import type { ReactNode } from "react";
import type { NotSellRule } from "../../../src/icp/page/not-sell.ts";
import type { Check, Page, Sure, Verdict } from "../../../src/icp/page/page.ts";
import { Block } from "./block.tsx";
import { Declared } from "./declared.tsx";
import { Facts } from "./facts.tsx";
import { Inside } from "./inside.tsx";
import { Kinds } from "./kinds.tsx";
import { LeftOut } from "./left-out.tsx";
import { LevelTable } from "./levels.tsx";
import { Breadth } from "./market.tsx";
import { NextSteps } from "./next-steps.tsx";
import { NotSell } from "./not-sell.tsx";
import { Phrase, plainText } from "./phrase.tsx";
import { Score } from "./score.tsx";
import { Fold, Section } from "./section.tsx";
import { SellerCard } from "./seller-card.tsx";
import { Standouts } from "./standouts.tsx";
import { Tried } from "./tried.tsx";
import { Worth } from "./worth.tsx";

interface OnePageProps {
  readonly page: Page;
  /** What a person may do with a rule of who not to sell to. */
  readonly decide: ((rule: NotSellRule) => ReactNode) | null;
}

/** The whole page of a version, below its title. */
export function OnePage({ page, decide }: OnePageProps) {
  const { verdict, call, kinds, winners, losers, score, notSell, card, inside, declared, tried, next, breadth } = page;
  const { blocks, worth, sure, leftOut, footer, engine } = page;
  return (
    <article>
      <VerdictPart verdict={verdict} />
      <Index page={page} />
      {call === null ? null : (
        <p className="mt-6 text-lg">
          <Phrase words={call} />
        </p>
      )}
      {kinds === null ? null : <Kinds kinds={kinds} />}
      {winners === null && losers === null ? null : (
        <div className="grid gap-x-10 lg:grid-cols-2">
          {winners === null ? null : <Standouts id="winners" part={winners} />}
          {losers === null ? null : <Standouts id="losers" part={losers} />}
        </div>
      )}
      {score === null ? null : <Score score={score} />}
      {tried === null ? null : <Tried part={tried} />}
      {notSell === null ? null : <NotSell part={notSell} decide={decide} />}
      <NextSteps next={next} />
      {inside === null ? null : <Inside part={inside} />}
      {declared === null ? null : <Declared part={declared} />}
      <div className="grid gap-x-10 lg:grid-cols-2">
        {breadth === null ? null : <Breadth part={breadth} />}
        {worth === null ? null : <Worth curve={worth} />}
      </div>
      {blocks.map((block) => (
        <Block key={block.id} block={block} />
      ))}
      <SellerCard card={card} />
      <SurePart sure={sure} />
      <LeftOut part={leftOut} />
      <footer className="mt-8 border-t border-line pt-2 text-sm text-soft">
        <Phrase words={footer} /> · OpenICP {engine}
      </footer>
    </article>
  );
}

/** The verdict, what supports it, and deals by level. */
export function VerdictPart({ verdict: { headline, support, levels } }: { readonly verdict: Verdict }) {
  return (
    <div className="grid gap-x-10 gap-y-4 border-t-2 border-ink pt-4 xl:grid-cols-2">
      <div>
        <p className="mb-2 text-xl tracking-tight text-pretty">
          <Phrase words={headline} />
        </p>
        {support.map((words) => (
          <p key={plainText(words)} className="mt-1">
            <Phrase words={words} />
          </p>
        ))}
      </div>
      {levels === null ? null : <LevelTable chart={levels} />}
    </div>
  );
}

/** Where the parts are, as the page is long. */
function Index({ page }: { readonly page: Page }) {
  const named: readonly (readonly [string, string | undefined])[] = [
    ["kinds", page.kinds?.title],
    ["score", page.score?.title],
    ["not", page.notSell?.title],
    ["inside", page.inside?.title],
    ["declared", page.declared?.title],
    ["breadth", page.breadth?.title],
    ...page.blocks.map(({ id, title }): [string, string] => [id, title]),
    ["card", page.card.title],
    ["sure", page.sure.title],
    ["left-out", page.leftOut.title],
  ];
  return (
    <nav
      aria-label="On this page"
      className="scroll-x no-print mt-6 flex gap-x-4 gap-y-1 text-sm whitespace-nowrap md:flex-wrap"
    >
      {named.map(([id, title]) =>
        title === undefined ? null : (
          <a key={id} href={`#${id}`} className="text-accent underline-offset-4 hover:underline max-md:py-2">
            {title}
          </a>
        ),
      )}
    </nav>
  );
}

/** How far the page may be trusted. */
export function SurePart({ sure: { title, facts, checks } }: { readonly sure: Sure }) {
  return (
    <Section id="sure" title={title}>
      <Facts facts={facts} wide />
      {checks.length === 0 ? null : (
        <Fold title={checks.length === 1 ? "The check in full" : "The checks in full"}>
          <div className="grid gap-8 lg:grid-cols-2">
            {checks.map((check) => (
              <CheckPart key={check.title} check={check} />
            ))}
          </div>
        </Fold>
      )}
    </Section>
  );
}

function CheckPart({ check: { title, lead, levels, facts } }: { readonly check: Check }) {
  return (
    <div className="min-w-0">
      <h3 className="text-sm">{title}</h3>
      <p className="mb-2 text-soft">
        <Phrase words={lead} />
      </p>
      <LevelTable chart={levels} />
      <div className="mt-2">
        <Facts facts={facts} />
      </div>
    </div>
  );
}
