import type { BlockTable, Block as Part } from "../../../src/icp/page/block.ts";
import { HeadWord } from "../app/term.tsx";
import { Wide } from "../components/wide.tsx";
import { Facts, Notes } from "./facts.tsx";
import { Phrase, plainText } from "./phrase.tsx";
import { PlotFigure } from "./plot-figure.tsx";
import { Fold, Section } from "./section.tsx";

/** More columns than this need the whole width. */
const NARROW = 5;

/** A block of the view model: what it says, its open tables, and a click away the others. */
export function Block({ block }: { readonly block: Part }) {
  const { id, title, lead, facts, tables, notes, plots = [] } = block;
  const open = tables.filter((table) => table.open);
  const shut = tables.filter((table) => !table.open);
  const beside = plots.length === 0 && open.length > 1 && open.every(({ columns }) => columns.length <= NARROW);
  return (
    <Section id={id} title={title} lead={lead.length === 0 ? undefined : <Phrase words={lead} />}>
      <Facts facts={facts} wide />
      <div
        className={
          plots.length > 0 ? "mt-4 grid gap-8 lg:grid-cols-2" : open.length > 0 && facts.length > 0 ? "mt-4" : ""
        }
      >
        {plots.length === 0 ? null : (
          <div className="grid gap-6">
            {plots.map((plot) => (
              <PlotFigure key={plot.title} plot={plot} />
            ))}
          </div>
        )}
        <div className={beside ? "grid gap-x-10 gap-y-6 lg:grid-cols-2" : "grid gap-6"}>
          {open.map((table) => (
            <PlainTable key={table.title} table={table} />
          ))}
        </div>
      </div>
      {shut.length + notes.length === 0 ? null : (
        <Fold title="The counts behind this">
          <div className="grid gap-6">
            {shut.map((table) => (
              <PlainTable key={table.title} table={table} />
            ))}
          </div>
          <Notes notes={notes} />
        </Fold>
      )}
    </Section>
  );
}

/** A table of a block: the first cell of a row names it. */
export function PlainTable({ table: { title, columns, rows, more } }: { readonly table: BlockTable }) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-sm">{title}</h3>
      <Wide label={title}>
        <table className="plain">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              {columns.map(({ head, number }, place) =>
                head === "" ? (
                  <td key={`${head}${place}`} />
                ) : (
                  <th key={`${head}${place}`} scope="col" className={number ? "number" : ""}>
                    <HeadWord head={head} />
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells) => (
              <tr key={cells.map(plainText).join("\t")}>
                {cells.map((cell, place) =>
                  place === 0 ? (
                    <th key={place} scope="row">
                      <Phrase words={cell} />
                    </th>
                  ) : (
                    <td key={place} className={columns[place]?.number ? "number" : ""}>
                      <Phrase words={cell} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {more > 0 ? <p className="mt-1 text-soft">and {more} more, in the document</p> : null}
    </div>
  );
}
