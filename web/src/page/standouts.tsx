import type { Standouts as Part } from "../../../src/icp/page/page.ts";
import { Figure } from "../components/figure.tsx";
import { Section } from "./section.tsx";

/** The bands that stand out among the won, or among the lost. */
export function Standouts({ id, part: { title, lead, rows, empty } }: { readonly id: string; readonly part: Part }) {
  return (
    <Section id={id} title={title} lead={lead}>
      {rows.length === 0 ? (
        <p className="text-soft">{empty}</p>
      ) : (
        <table className="plain">
          <caption className="sr-only">{title}</caption>
          <tbody>
            {rows.map(({ attribute, band, aboutDeal, figure }) => (
              <tr key={`${attribute} ${band}`}>
                <th scope="row">
                  <span className="text-soft">{attribute}</span> {band}
                  {aboutDeal ? <span className="ml-2 text-xs text-soft italic">about the deal</span> : null}
                </th>
                <td className="number">
                  <Figure value={figure.value} range={figure.range} n={figure.n} hint={figure.hint} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
