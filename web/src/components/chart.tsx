import type * as PlotModule from "@observablehq/plot";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "./button.tsx";
import { downloadText, safeCell, standaloneSvg } from "./download.ts";
import { Menu, MenuItem } from "./menu.tsx";
import { Wide } from "./wide.tsx";

export type Plot = typeof PlotModule;

/** The rows behind a chart; numbers stand right. */
export interface ChartTable {
  readonly columns: readonly { readonly head: string; readonly number: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

interface ChartProps {
  /** The answer that the chart gives. */
  readonly title: string;
  /** What is drawn, in lighter type. */
  readonly note?: ReactNode;
  /** The same rows are the same value: the chart is drawn again when it is another. */
  readonly table: ChartTable;
  /** Draws at a width in px; colours are the tokens: `var(--accent)`. */
  readonly draw: (plot: Plot, width: number) => Element;
  /** px, kept free while the chart is on its way. */
  readonly height: number;
  /** Name of the files it is downloaded as, without an ending. */
  readonly file: string;
}

/** A chart titled with its answer; its table is a click away, and it downloads as SVG and CSV. */
export function Chart({ title, note, table, draw, height, file }: ChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const [failed, setFailed] = useState(false);
  const drawing = useRef(draw);
  drawing.current = draw;
  useEffect(() => {
    const element = place.current;
    if (element === null || asTable || table.rows.length === 0) return;
    let left = false;
    let plot: Plot | null = null;
    const paint = (): void => {
      if (plot === null || left || element.clientWidth === 0) return;
      element.replaceChildren(readable(drawing.current(plot, element.clientWidth), title));
    };
    const watch = new ResizeObserver(paint);
    watch.observe(element);
    import("@observablehq/plot").then(
      (module) => {
        plot = module;
        paint();
      },
      () => setFailed(true),
    );
    return () => {
      left = true;
      watch.disconnect();
    };
  }, [asTable, title, table]);
  const saveSvg = (): void => {
    const svg = place.current?.querySelector("svg");
    if (svg) downloadText(`${file}.svg`, "image/svg+xml", standaloneSvg(svg));
  };
  const shown = asTable || failed;
  return (
    <figure>
      <figcaption className="mb-2 flex items-start justify-between gap-x-4 max-sm:flex-wrap">
        <div className="min-w-0">
          <p className="font-semibold">{title}</p>
          {note === undefined ? null : <p className="text-sm text-soft">{note}</p>}
        </div>
        <div className="no-print -mt-1 -mr-3 flex max-sm:-ml-3">
          <Button look="quiet" onClick={() => setAsTable(!asTable)} aria-pressed={asTable}>
            As a table
          </Button>
          <Menu label={title} trigger="Download" className="min-h-8 rounded-md px-3 text-accent hover:bg-tint">
            <MenuItem onSelect={saveSvg} disabled={shown}>
              Picture (SVG)
            </MenuItem>
            <MenuItem onSelect={() => downloadText(`${file}.csv`, "text/csv", csvOf(table))}>Table (CSV)</MenuItem>
          </Menu>
        </div>
      </figcaption>
      {shown ? <Rows title={title} table={table} /> : <div ref={place} style={{ minHeight: height }} />}
    </figure>
  );
}

function Rows({ title, table: { columns, rows } }: { readonly title: string; readonly table: ChartTable }) {
  return (
    <Wide label={title}>
      <table className="plain">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            {columns.map(({ head, number }) => (
              <th key={head} scope="col" className={number ? "number" : ""}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells) => (
            <tr key={cells.join("\t")}>
              {cells.map((cell, column) => (
                <td key={columns[column]?.head} className={columns[column]?.number ? "number" : ""}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** Plot names its groups for readers that may not have names; the whole picture gets one instead. */
function readable(drawn: Element, title: string): Element {
  for (const group of drawn.querySelectorAll("g[aria-label]")) group.removeAttribute("aria-label");
  for (const group of drawn.querySelectorAll("g[aria-description]")) group.removeAttribute("aria-description");
  const svg = drawn instanceof SVGElement ? drawn : drawn.querySelector("svg");
  svg?.setAttribute("role", "img");
  svg?.setAttribute("aria-label", title);
  return drawn;
}

function csvOf({ columns, rows }: ChartTable): string {
  return [columns.map(({ head }) => head), ...rows]
    .map((cells) => cells.map(safeCell).join(","))
    .join("\r\n")
    .concat("\r\n");
}
