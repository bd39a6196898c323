import type { ReactNode } from "react";
import { Hint, type HintText, hintAttributes } from "./hint.tsx";
import { Icon } from "./icon.tsx";

export interface Column<T> {
  readonly id: string;
  readonly head: string;
  /** What the head means. */
  readonly hint?: HintText;
  readonly cell: (row: T) => ReactNode;
  /** Set at the right, and sorted from the largest first. */
  readonly number?: boolean;
  readonly sortable?: boolean;
  /** Width in px; columns without one share what is left. */
  readonly width?: number;
  /** Left out on a phone. */
  readonly wide?: boolean;
}

/** The head of a column; pressing it sorts. What it means is its hint. */
export function Head<T>({ column, sort, onSort }: HeadProps<T>) {
  const { id, head, hint = { text: "" }, number = false, sortable = false } = column;
  const way = sort === id ? "ascending" : sort === `-${id}` ? "descending" : undefined;
  const look = `sticky top-0 z-10 h-8 border-b border-edge bg-paper pr-3 text-xs text-soft ${number ? "text-right" : ""}`;
  if (!sortable || onSort === undefined)
    return (
      <th scope="col" className={look}>
        <Hint {...hint}>{head}</Hint>
      </th>
    );
  const first = number ? `-${id}` : id;
  const other = number ? id : `-${id}`;
  return (
    <th scope="col" className={look} aria-sort={way ?? "none"}>
      <button
        type="button"
        className={`inline-flex h-full max-w-full items-center gap-1 -outline-offset-2 hover:text-ink ${number ? "flex-row-reverse" : ""} ${way ? "font-semibold text-ink" : ""}`}
        onClick={() => onSort(sort === first ? other : first)}
        {...(hint.text === "" ? {} : hintAttributes(hint))}
      >
        {head}
        <span className={way ? "" : "hidden"}>
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
