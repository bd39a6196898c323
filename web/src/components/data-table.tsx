import { createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import type { Fault } from "../api/ask.ts";
import { ErrorState } from "./error-state.tsx";
import { Icon } from "./icon.tsx";
import { Skeleton } from "./skeleton.tsx";

export interface Column<T> {
  readonly id: string;
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  /** Set at the right, and sorted from the largest first. */
  readonly number?: boolean;
  readonly sortable?: boolean;
  /** Width in px; columns without one share what is left. */
  readonly width?: number;
}

interface DataTableProps<T extends object> {
  readonly title: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly keyOf: (row: T) => string;
  /** How many rows there are, fetched or not. */
  readonly total: number;
  /** `fit`, or `-fit` for the largest first. */
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  /** Fetches what comes after `rows`; null when nothing does. */
  readonly more?: (() => void) | null;
  readonly loading?: boolean;
  readonly fault?: Fault | null;
  readonly onRetry?: () => void;
  /** Opens a row: Enter, or a click. */
  readonly onOpen?: (row: T) => void;
  readonly empty?: ReactNode;
  /** Height of the window on the rows, any CSS length. */
  readonly height?: string;
}

/** px; one line of text on the 8 px grid. */
const ROW = 40;
/** Rows before the end at which the next are fetched. */
const AHEAD = 30;

const features = tableFeatures({});

/**
 * A table of any number of rows: only those in view are drawn, the next are fetched while one scrolls. Arrow keys, Page Up and Down, Home and End go
 * through the rows; Enter opens one.
 */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const {
    title,
    columns,
    rows,
    keyOf,
    total,
    sort,
    onSort,
    more = null,
    loading = false,
    fault = null,
    onRetry,
  } = props;
  const { onOpen, empty, height = "min(70dvh, 48rem)" } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, T>();
    return columns.map(({ id, head, cell }) =>
      helper.display({ id, header: head, cell: ({ row }) => cell(row.original) }),
    );
  }, [columns]);
  const data = useMemo(() => [...rows], [rows]);
  const table = useTable({ features, columns: definitions, data, getRowId: keyOf });
  const model = table.getRowModel().rows;
  const virtual = useVirtualizer({
    count: model.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    getItemKey: (index) => model[index]?.id ?? index,
    overscan: 8,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more !== null && !loading && fault === null && last >= rows.length - AHEAD) more();
  }, [more, loading, fault, last, rows.length]);

  if (rows.length === 0) {
    if (fault !== null)
      return <ErrorState title={`${title} could not be read`} fault={fault} {...(onRetry ? { onRetry } : {})} />;
    return loading ? <Skeleton lines={8} title={false} /> : (empty ?? null);
  }

  const go = (to: number): void => {
    const next = Math.max(0, Math.min(model.length - 1, to));
    setActive(next);
    virtual.scrollToIndex(next, { align: "auto" });
    requestAnimationFrame(() =>
      scroll.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus({ preventScroll: true }),
    );
  };
  const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? ROW * 10) / ROW) - 2);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    ArrowUp: -1,
    PageDown: page,
    PageUp: -page,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  const onKey = (event: KeyboardEvent<HTMLTableRowElement>, index: number): void => {
    if (event.target !== event.currentTarget) return;
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      go(index + step);
    } else if (event.key === "Enter" && model[index] !== undefined) {
      // What opens takes the focus at once: the key would press its first button.
      event.preventDefault();
      onOpen?.(model[index].original);
    }
  };
  const above = shown[0]?.start ?? 0;
  const below = Math.max(0, virtual.getTotalSize() - (shown.at(-1)?.end ?? 0));
  return (
    <div
      ref={scroll}
      className="overflow-auto border-y border-line"
      style={{ maxHeight: height, overflowAnchor: "none" }}
    >
      <table className="w-full min-w-max table-fixed border-separate border-spacing-0" aria-rowcount={total + 1}>
        <caption className="sr-only">{title}</caption>
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} style={width === undefined ? { minWidth: 160 } : { width }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Spacer height={above} columns={columns.length} />
          {shown.map(({ index, key }) => {
            const row = model[index];
            return row === undefined ? null : (
              <tr
                key={key}
                data-row={index}
                aria-rowindex={index + 2}
                tabIndex={index === Math.min(active, model.length - 1) ? 0 : -1}
                onFocus={() => setActive(index)}
                onKeyDown={(event) => onKey(event, index)}
                onClick={onOpen && !hasSelection() ? () => onOpen(row.original) : undefined}
                className={`-outline-offset-2 hover:bg-wash ${onOpen ? "cursor-pointer" : ""}`}
                style={{ height: ROW }}
              >
                {row.getAllCells().map((cell, place) => (
                  <td
                    key={cell.id}
                    className={`truncate border-b border-line py-0 pr-3 ${columns[place]?.number ? "text-right" : ""}`}
                  >
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer height={below} columns={columns.length} />
        </tbody>
      </table>
      {fault === null ? null : (
        <div className="sticky left-0 p-4">
          <ErrorState title="The next rows could not be read" fault={fault} {...(onRetry ? { onRetry } : {})} />
        </div>
      )}
      <p className="sr-only" role="status">
        {loading ? "Fetching more rows" : `${rows.length} of ${total} rows`}
      </p>
    </div>
  );
}

function Head<T>({ column, sort, onSort }: HeadProps<T>) {
  const { id, head, number = false, sortable = false } = column;
  const way = sort === id ? "ascending" : sort === `-${id}` ? "descending" : undefined;
  const look = `sticky top-0 z-10 h-8 border-b border-edge bg-paper pr-3 text-xs text-soft ${number ? "text-right" : ""}`;
  if (!sortable || onSort === undefined)
    return (
      <th scope="col" className={look}>
        {head}
      </th>
    );
  const first = number ? `-${id}` : id;
  const other = number ? id : `-${id}`;
  return (
    <th scope="col" className={look} aria-sort={way ?? "none"}>
      <button
        type="button"
        className={`inline-flex h-full items-center gap-1 hover:text-ink ${way ? "font-semibold text-ink" : ""}`}
        onClick={() => onSort(sort === first ? other : first)}
      >
        {head}
        <span className={way ? "" : "invisible"}>
          <Icon name={way === "ascending" ? "up" : "down"} />
        </span>
      </button>
    </th>
  );
}

interface HeadProps<T> {
  readonly column: Column<T>;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string) => void) | undefined;
}

/** Stands for the rows that are not drawn. */
function Spacer({ height, columns }: { readonly height: number; readonly columns: number }) {
  return height === 0 ? null : (
    <tr>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}

/** A click that ends the marking of text opens nothing. */
function hasSelection(): boolean {
  return (getSelection()?.toString() ?? "") !== "";
}
