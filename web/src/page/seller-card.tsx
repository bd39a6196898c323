import { useState } from "react";
import type { Card } from "../../../src/icp/page/card.ts";
import { Button } from "../components/button.tsx";
import { LevelBadge } from "../components/level-badge.tsx";
import { Wide } from "../components/wide.tsx";
import { Phrase, plainText } from "./phrase.tsx";
import { Section } from "./section.tsx";

/** The seller card: questions to tick, when to say no, a polite no. */
export function SellerCard({
  card: { title, lead, questions, counted, levels, notes, no, polite },
}: {
  readonly card: Card;
}) {
  const [yes, setYes] = useState<ReadonlySet<string>>(new Set());
  const total = questions.reduce((sum, { number, points }) => sum + (yes.has(number) ? Number(points) : 0), 0);
  const level = levels.find(({ from, to }) => total >= from && total <= to);
  const turn = (number: string): void => {
    const next = new Set(yes);
    if (!next.delete(number)) next.add(number);
    setYes(next);
  };
  return (
    <Section id="card" title={title} lead={<Phrase words={lead} />}>
      <div className={questions.length === 0 ? "" : "grid items-start gap-x-10 gap-y-6 xl:grid-cols-2"}>
        {questions.length === 0 ? null : (
          <div className="min-w-0">
            <Wide label={title}>
              <table className="plain">
                <caption className="sr-only">{title}: the questions</caption>
                <thead>
                  <tr>
                    <th scope="col">
                      <span className="sr-only">question</span>
                    </th>
                    <th scope="col" className="number">
                      points
                    </th>
                    {counted === null ? null : (
                      <>
                        <th scope="col" className="number max-sm:hidden">
                          yes: {counted}
                        </th>
                        <th scope="col" className="number max-sm:hidden">
                          no: {counted}
                        </th>
                      </>
                    )}
                  </tr>
                </thead>
                <tbody>
                  {questions.map((row) => (
                    <tr key={row.number} className={yes.has(row.number) ? "bg-tint" : ""}>
                      <th scope="row">
                        <label className="flex items-start gap-2">
                          <input
                            type="checkbox"
                            className="mt-1 size-4 shrink-0 accent-accent"
                            checked={yes.has(row.number)}
                            onChange={() => turn(row.number)}
                            aria-label={`${row.attribute}: ${row.question} ${row.points} points`}
                          />
                          <span>
                            <span className="text-soft">{row.attribute}:</span> <strong>{row.question}</strong>
                            {row.aboutDeal ? (
                              <span className="ml-2 text-xs text-soft italic">about the deal</span>
                            ) : null}
                          </span>
                        </label>
                      </th>
                      <td className="number font-semibold">{row.points}</td>
                      {row.yes === null ? null : (
                        <>
                          <td className="number text-soft max-sm:hidden">{row.yes}</td>
                          <td className="number text-soft max-sm:hidden">{row.no}</td>
                        </>
                      )}
                    </tr>
                  ))}
                </tbody>
              </table>
            </Wide>
            <p className="mt-3 flex min-h-8 flex-wrap items-center gap-x-4" aria-live="polite">
              <span>
                Total <strong className="text-xl text-accent">{total}</strong> <span className="text-soft">of 10</span>
              </span>
              {yes.size === 0 || level === undefined ? (
                levels.map(({ level: name, rule }) => (
                  <span key={name}>
                    <LevelBadge level={name} /> <span className="text-soft">{rule}</span>
                  </span>
                ))
              ) : (
                <LevelBadge level={level.level} />
              )}
              <Button look="quiet" className={yes.size === 0 ? "invisible" : ""} onClick={() => setYes(new Set())}>
                Clear
              </Button>
            </p>
            {notes.map((words) => (
              <p key={plainText(words)} className="mt-1 text-sm text-soft">
                <Phrase words={words} />
              </p>
            ))}
          </div>
        )}
        <div className="min-w-0">
          <h3 className="mb-1 text-sm">{no.title}</h3>
          <ul className="list-disc pl-5">
            {[...no.rules, ...no.low].map((words) => (
              <li key={plainText(words)}>
                <Phrase words={words} />
              </li>
            ))}
          </ul>
          <h3 className="mt-4 mb-1 text-sm">{polite.title}</h3>
          <blockquote className="border-l-2 border-line pl-3">{polite.text}</blockquote>
        </div>
      </div>
    </Section>
  );
}
