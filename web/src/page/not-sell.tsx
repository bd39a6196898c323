import type { ReactNode } from "react";
import type { NotSellFigure, NotSellRule, NotSell as Part } from "../../../src/icp/page/not-sell.ts";
import { Figure } from "../components/figure.tsx";
import { Wide } from "../components/wide.tsx";
import { Phrase, plainText } from "./phrase.tsx";
import { Fold, Section } from "./section.tsx";

interface NotSellProps {
  readonly part: Part;
  /** What a person may do with a rule; nothing where they may not. */
  readonly decide: ((rule: NotSellRule) => ReactNode) | null;
}

/** Whom to leave alone: a rule a row, with what it saves and what it would have cost. */
export function NotSell({ part: { title, lead, rules, sentences }, decide }: NotSellProps) {
  const counted = rules.some(({ won, saves, costs }) => won !== null || saves !== null || costs !== null);
  const told = rules.filter(({ hint }) => hint !== "");
  return (
    <Section
      id="not"
      title={title}
      word="disqualifier"
      lead={
        rules.length === 0 ? undefined : (
          <>
            <Phrase words={lead} />{" "}
            {rules.some(({ status }) => status === "suggested")
              ? "What is suggested filters nothing until a person confirms it."
              : null}
          </>
        )
      }
    >
      {rules.length === 0 ? null : (
        <Wide label={title}>
          <table className="plain">
            <caption className="sr-only">{title}</caption>
            <thead>
              <tr>
                <th scope="col" className="number w-8">
                  no.
                </th>
                <th scope="col">kind of company</th>
                {counted ? (
                  <>
                    <th scope="col">won</th>
                    <th scope="col">saves</th>
                    <th scope="col">costs</th>
                  </>
                ) : null}
                {decide === null ? null : (
                  <th scope="col">
                    <span className="sr-only">decide</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {rules.map((rule) => (
                <tr key={rule.number}>
                  <td className="number text-soft">{rule.number}</td>
                  <th scope="row" className="min-w-48">
                    <strong>{rule.who}</strong> <span className="text-xs text-soft italic">{rule.status}</span>
                  </th>
                  {counted ? (
                    <>
                      <Cell figure={rule.won} hint={rule.hint} />
                      <Cell figure={rule.saves} hint="" />
                      <Cell figure={rule.costs} hint="" />
                    </>
                  ) : null}
                  {decide === null ? null : <td className="number">{decide(rule)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
      {sentences.map((words) => (
        <p key={plainText(words)} className="mt-2">
          <Phrase words={words} />
        </p>
      ))}
      {told.length === 0 ? null : (
        <Fold title="The counts behind this">
          <dl>
            {told.map(({ number, who, hint }) => (
              <div key={number} className="grid gap-x-3 py-1 sm:grid-cols-[4rem_minmax(0,1fr)]">
                <dt className="text-soft">No. {number}</dt>
                <dd>
                  {who}: {hint}.
                </dd>
              </div>
            ))}
          </dl>
        </Fold>
      )}
    </Section>
  );
}

function Cell({ figure, hint }: { readonly figure: NotSellFigure | null; readonly hint: string }) {
  return (
    <td className="min-w-28">
      {figure === null ? (
        <span className="text-soft">–</span>
      ) : (
        <Figure value={figure.value} range={figure.range} hint={hint} />
      )}
    </td>
  );
}
