import type { InsideTable, Inside as Part } from "../../../src/icp/page/inside.ts";
import { Hint } from "../components/hint.tsx";
import { Wide } from "../components/wide.tsx";
import { Facts, Notes } from "./facts.tsx";
import { Fold, Section } from "./section.tsx";

/** Who buys inside: what passes its test, and the counts a click away. */
export function Inside({ part: { title, lead, facts, tables, notes } }: { readonly part: Part }) {
  return (
    <Section id="inside" title={title} lead={lead}>
      <Facts facts={facts} wide />
      {tables.length + notes.length === 0 ? null : (
        <Fold title="The counts behind this">
          <div className="grid gap-6 xl:grid-cols-2">
            {tables.map((table) => (
              <Counts key={table.title} table={table} />
            ))}
          </div>
          <Notes notes={notes} />
        </Fold>
      )}
    </Section>
  );
}

function Counts({ table: { title, head, won, lost, rows, more } }: { readonly table: InsideTable }) {
  const heads = ["accounts", `of ${won} won`, `of ${lost} lost`, "win rate", "times"];
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-sm">{title}</h3>
      <Wide label={title}>
        <table className="plain">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              {heads.map((name) => (
                <th key={name} scope="col" className="number">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}>
                <th scope="row" className={row.finding ? "font-semibold" : ""}>
                  {row.label}
                </th>
                <td className="number text-soft">{row.accounts}</td>
                <td className="number">{row.won}</td>
                <td className="number">{row.lost}</td>
                <td className="number">
                  {row.rate} <span className="text-soft">{row.rateRange}</span>
                </td>
                <td className="number">
                  <Hint text={row.hint} quiet>
                    <span className={row.finding ? "font-semibold" : ""}>{row.times}</span>
                  </Hint>{" "}
                  <span className="text-soft">{row.range}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {more > 0 ? <p className="mt-1 text-soft">and {more} more, in the document</p> : null}
    </div>
  );
}
