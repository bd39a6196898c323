import type { Apart, Kind, Kinds as Part } from "../../../src/icp/page/page.ts";
import { Hint } from "../components/hint.tsx";
import { Wide } from "../components/wide.tsx";
import { Notes } from "./facts.tsx";
import { Phrase } from "./phrase.tsx";
import { Fold, Section } from "./section.tsx";

/** The kinds of companies that are won, a card each. */
export function Kinds({ kinds: { title, lead, kinds, empty, notes } }: { readonly kinds: Part }) {
  return (
    <Section id="kinds" title={title} word="segment" lead={lead}>
      {empty === null ? (
        <div className="grid gap-4 lg:grid-cols-2 2xl:grid-cols-3">
          {kinds.map((kind) => (
            <Card key={kind.name} kind={kind} />
          ))}
        </div>
      ) : (
        <p>
          <Phrase words={empty} />
        </p>
      )}
      {notes.length === 0 ? null : (
        <Fold title="What took no part">
          <Notes notes={notes} />
        </Fold>
      )}
    </Section>
  );
}

function Card({
  kind: { name, rank, tentative, paragraph, rate, rule, rest, inside, apart },
}: {
  readonly kind: Kind;
}) {
  return (
    <article className="min-w-0 rounded-md bg-wash p-4">
      <h3 className="mb-1 text-lg leading-5">
        {name} <span className="text-sm font-normal text-soft">{rank}</span>
        {tentative === null ? null : <Mark hint={tentative}>tentative</Mark>}
      </h3>
      <p>
        <Phrase words={paragraph} />
      </p>
      {rate.length === 0 ? null : (
        <p className="mt-2">
          <Phrase words={rate} />
        </p>
      )}
      <Fold title="The rule, and what sets them apart">
        <p className="font-semibold">
          <Phrase words={rule} />
        </p>
        {apart.length === 0 ? null : <ApartTable name={name} rows={apart} />}
        <p className="text-soft">
          <Phrase words={rest} />
        </p>
        {inside.map((words) => (
          <p key={words.map(({ text }) => text).join("")} className="mt-1">
            <Phrase words={words} />
          </p>
        ))}
      </Fold>
    </article>
  );
}

/** A word that must not be overlooked, with its reason. */
export function Mark({ hint, children }: { readonly hint: string; readonly children: string }) {
  return (
    <span className="ml-2 rounded-sm border border-ink px-1.5 text-xs font-semibold whitespace-nowrap">
      <Hint text={hint} quiet>
        {children}
      </Hint>
    </span>
  );
}

function ApartTable({ name, rows }: { readonly name: string; readonly rows: readonly Apart[] }) {
  return (
    <Wide label={`What sets ${name} apart`} className="my-2">
      <table className="plain">
        <caption className="sr-only">What sets {name} apart</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">property</span>
            </th>
            <th scope="col" className="number">
              of them
            </th>
            <th scope="col" className="number">
              market
            </th>
            <th scope="col" className="number">
              times
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ attribute, value, here, market, times, range, n }) => (
            <tr key={`${attribute} ${value}`}>
              <th scope="row">
                <span className="text-soft">{attribute}</span> {value}
              </th>
              <td className="number">
                <Hint text={`of ${n} won companies of the kind that know it`} quiet>
                  {here}
                </Hint>
              </td>
              <td className="number text-soft">{market}</td>
              <td className="number">
                <strong>{times}</strong> <span className="text-soft">{range}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
