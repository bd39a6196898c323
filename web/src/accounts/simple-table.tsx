import type { ReactNode } from "react";
import { HeadWord } from "../app/term.tsx";
import { Wide } from "../components/wide.tsx";

export interface SimpleColumn {
  readonly head: string;
  readonly number?: boolean;
  /** Left out on a phone. */
  readonly wide?: boolean;
}

/** A small table; the first cell of a row names it. */
export function SimpleTable({ title, columns, rows }: SimpleTableProps) {
  const look = ({ number = false, wide = false }: SimpleColumn): string =>
    `${number ? "number" : ""} ${wide ? "max-sm:hidden" : ""}`;
  return (
    <Wide label={title}>
      <table className="plain">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" className={look(column)}>
                <HeadWord head={column.head} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {columns.map((column, place) =>
                place === 0 ? (
                  <th key={column.head} scope="row" className={look(column)}>
                    {cells[place]}
                  </th>
                ) : (
                  <td key={column.head} className={look(column)}>
                    {cells[place]}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

interface SimpleTableProps {
  readonly title: string;
  readonly columns: readonly SimpleColumn[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}
