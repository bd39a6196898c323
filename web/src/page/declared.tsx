import type { DeclaredPart } from "../../../src/icp/page/declared.ts";
import { Wide } from "../components/wide.tsx";
import { Facts } from "./facts.tsx";
import { Fold, Section } from "./section.tsx";

/** What people believed, and, a click away, each of its bands against the deals. */
export function Declared({ part: { title, lead, facts, rows } }: { readonly part: DeclaredPart }) {
  return (
    <Section id="declared" title={title} lead={lead}>
      <Facts facts={facts} wide />
      {rows.length === 0 ? null : (
        <Fold title="Band by band">
          <Wide label={`${title}, band by band`}>
            <table className="plain">
              <caption className="sr-only">{title}, band by band</caption>
              <thead>
                <tr>
                  <th scope="col">band</th>
                  <th scope="col" className="number">
                    points
                  </th>
                  <th scope="col" className="number">
                    counted
                  </th>
                  <th scope="col" className="number">
                    rate
                  </th>
                  <th scope="col">deals</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ attribute, band, points, counted, rate, range, verdict }) => (
                  <tr key={`${attribute} ${band}`}>
                    <th scope="row">
                      <span className="text-soft">{attribute}</span> {band}
                    </th>
                    <td className="number">{points}</td>
                    <td className="number">{counted}</td>
                    <td className="number">
                      <strong>{rate}</strong> <span className="text-soft">{range}</span>
                    </td>
                    <td>{verdict}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Wide>
        </Fold>
      )}
    </Section>
  );
}
