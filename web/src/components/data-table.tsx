import { createColumnHelper, tableFeatures, useTable } from "@tanstack/react-table";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { Fault } from "../api/ask.ts";
import { type Column, Head } from "./data-table-head.tsx";
import { ErrorState } from "./error-state.tsx";
import { useNarrow } from "./narrow.ts";
import { useRowWindow } from "./row-window.ts";
import { Skeleton } from "./skeleton.tsx";

export type { Column };

/** The rows: those fetched so far, the next being fetched at their end; or any of them, fetched where they come into view. */
type Rows<T> =
  | {
      readonly rows: readonly T[];
      /** Fetches what comes after `rows`; null when nothing does. */
      readonly more?: (() => void) | null;
      readonly rowAt?: never;
    }
  | {
      /** A row by its place from 0; null while it is on its way. */
      readonly rowAt: (place: number) => T | null;
      /** Told which rows are in view. */
      readonly onShow: (from: number, to: number) => void;
      readonly rows?: never;
    };

type DataTableProps<T extends object> = Rows<T> & {
  readonly title: string;
  readonly columns: readonly Column<T>[];
  readonly keyOf: (row: T) => string;
  /** How many rows there are, fetched or not. */
  readonly total: number;
  /** `fit`, or `-fit` for the largest first. */
  readonly sort?: string;
  readonly onSort?: (sort: string) => void;
  readonly loading?: boolean;
  readonly fault?: Fault | null;
  readonly onRetry?: () => void;
  /** Opens a row: Enter, or a click. */
  readonly onOpen?: (row: T) => void;
  readonly empty?: ReactNode;
  /** Height of the window on the rows, any CSS length. */
  readonly height?: string;
  /** What the rows are of: when it changes, the table begins at its first row again. */
  readonly about?: string;
};

/** px; one line of text on the 8 px grid. */
const ROW = 40;
/** px; the row of the heads. */
const HEAD = 32;
/** Rows before the end at which the next are fetched. */
const AHEAD = 30;
/** px of a column that has no width of its own. */
const LEAST = 160;

const features = tableFeatures({});

/** Where each table was left: how far it was scrolled, and its active row. */
const left = new Map<string, { readonly top: number; readonly at: number }>();

/**
 * A table of any number of rows: only those in view are drawn. Arrow keys, Page Up and Down, Home and End go through the rows; Enter opens one.
 */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { title, columns: all, keyOf, total, sort, onSort, loading = false, fault = null, onRetry } = props;
  const { onOpen, empty, height = "min(70dvh, 48rem)", about = "" } = props;
  const { rows, rowAt } = props;
  const onShow = rows === undefined ? props.onShow : null;
  const more = rows === undefined ? null : (props.more ?? null);
  const count = rows === undefined ? total : rows.length;
  const narrow = useNarrow();
  const columns = useMemo(() => (narrow ? all.filter(({ wide }) => wide !== true) : all), [all, narrow]);
  const scroll = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  const wanted = useRef<number | null>(null);
  const { shown, show } = useRowWindow(scroll, { count, row: ROW, head: HEAD });
  const { from, to } = shown;

  const definitions = useMemo(() => {
    const helper = createColumnHelper<typeof features, T>();
    return columns.map(({ id, head, cell }) =>
      helper.display({ id, header: head, cell: ({ row }) => cell(row.original) }),
    );
  }, [columns]);
  const places = Array.from({ length: Math.max(0, Math.min(to, count) - from) }, (_, i) => from + i);
  const found = places.map((place) => (rows === undefined ? rowAt(place) : (rows[place] ?? null)));
  const data = useStable(found.filter((row) => row !== null));
  const table = useTable({ features, columns: definitions, data, getRowId: keyOf });
  const drawn = new Map(table.getRowModel().rows.map((row) => [row.original, row]));

  useEffect(() => {
    if (more !== null && !loading && fault === null && to >= count - AHEAD) more();
  }, [more, loading, fault, to, count]);
  useEffect(() => onShow?.(from, to), [onShow, from, to]);
  // What is asked for now begins at its beginning; who comes back to it finds it as it was.
  const name = `${title} ${about}`;
  const none = count === 0;
  useLayoutEffect(() => {
    if (none || scroll.current === null) return;
    const { top, at } = left.get(name) ?? { top: 0, at: 0 };
    setActive(at);
    scroll.current.scrollTop = top;
  }, [name, none]);
  const leave = (at: number): void => void left.set(name, { top: scroll.current?.scrollTop ?? 0, at });
  // The row that a key leads to may be drawn only now.
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    const row = scroll.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`);
    if (!row) return;
    wanted.current = null;
    row.focus({ preventScroll: true });
  });

  if (count === 0) {
    if (fault !== null)
      return <ErrorState title={`${title} could not be read`} fault={fault} {...(onRetry ? { onRetry } : {})} />;
    return loading ? <Skeleton lines={8} title={false} /> : (empty ?? null);
  }

  const go = (place: number): void => {
    const next = Math.max(0, Math.min(count - 1, place));
    wanted.current = next;
    setActive(next);
    show(next);
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
  const onKey = (event: KeyboardEvent<HTMLTableRowElement>, place: number, row: T | null): void => {
    if (event.target !== event.currentTarget || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      go(place + step);
    } else if (event.key === "Enter" && row !== null) {
      // What opens takes the focus at once: the key would press its first button.
      event.preventDefault();
      onOpen?.(row);
    }
  };
  const onClick = (event: MouseEvent, row: T): void => {
    if (hasSelection() || (event.target instanceof Element && event.target.closest("a, button, input") !== null))
      return;
    onOpen?.(row);
  };
  // The one row that the Tab key reaches is always among those drawn.
  const reached = Math.max(from, Math.min(active, Math.min(to, count) - 1));
  return (
    <div
      ref={scroll}
      className="relative overflow-auto border-y border-line"
      style={{ maxHeight: height, overflowAnchor: "none" }}
      aria-busy={loading}
      onScroll={() => leave(active)}
    >
      <table
        className="w-full table-fixed border-separate border-spacing-0"
        style={{ minWidth: columns.reduce((sum, { width = LEAST }) => sum + width, 0) }}
        aria-rowcount={total + 1}
      >
        <caption className="sr-only">{title}</caption>
        <colgroup>
          {columns.map(({ id, width }) => (
            <col key={id} style={width === undefined ? {} : { width }} />
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
          <Spacer height={shown.above} columns={columns.length} />
          {places.map((place, i) => {
            const row = found[i] ?? null;
            const cells = row === null ? null : drawn.get(row)?.getAllCells();
            return (
              <tr
                key={place}
                data-row={place}
                aria-rowindex={place + 2}
                tabIndex={place === reached ? 0 : -1}
                onFocus={() => {
                  setActive(place);
                  leave(place);
                }}
                onKeyDown={(event) => onKey(event, place, row)}
                onClick={onOpen && row !== null ? (event) => onClick(event, row) : undefined}
                className={`-outline-offset-2 hover:bg-wash ${onOpen ? "cursor-pointer" : ""}`}
                style={{ height: ROW }}
              >
                {columns.map(({ id, number }, column) => (
                  <td key={id} className={`truncate border-b border-line py-0 pr-3 ${number ? "text-right" : ""}`}>
                    {cells?.[column] === undefined ? (
                      <span className="inline-block h-3 w-1/2 rounded-sm bg-wash align-middle" />
                    ) : (
                      <table.FlexRender cell={cells[column]} />
                    )}
                  </td>
                ))}
              </tr>
            );
          })}
          <Spacer height={shown.below} columns={columns.length} />
        </tbody>
      </table>
      {fault === null ? null : (
        <div className="sticky bottom-0 left-0 bg-paper p-4">
          <ErrorState title="The next rows could not be read" fault={fault} {...(onRetry ? { onRetry } : {})} />
        </div>
      )}
      <p className="sr-only" role="status">
        {loading ? "Fetching rows" : `${total.toLocaleString()} rows`}
      </p>
    </div>
  );
}

/** The list of before while it holds the same rows, so that what rests on it is not made anew. */
function useStable<T>(list: readonly T[]): T[] {
  const before = useRef<readonly T[]>([]);
  const same = list.length === before.current.length && list.every((one, place) => one === before.current[place]);
  if (!same) before.current = list;
  return before.current as T[];
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
