import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from "react";

/** The rows to draw, and the height of those above and below, in px. */
export interface RowWindow {
  readonly from: number;
  /** Past the last one. */
  readonly to: number;
  readonly above: number;
  readonly below: number;
}

interface Rows {
  readonly count: number;
  /** Height of a row, px. */
  readonly row: number;
  /** Height of what stands above the rows and does not scroll, px. */
  readonly head: number;
}

/** Rows that are drawn beyond those in view, at each end. */
const BEYOND = 8;
/** px; browsers make nothing higher than 17 to 33 million. What would be is scrolled through faster. */
const HIGHEST = 15_000_000;

/**
 * Which of many rows of one height are in view. Costs the same for a hundred rows and for a million.
 *
 * @returns the window, and what brings a row into view
 */
export function useRowWindow(scroll: RefObject<HTMLElement | null>, { count, row, head }: Rows) {
  const [shown, setShown] = useState<RowWindow>({ from: 0, to: Math.min(count, 40), above: 0, below: 0 });
  const rows = useRef({ count, row, head });
  rows.current = { count, row, head };

  const measure = useCallback((): void => {
    const element = scroll.current;
    if (element === null) return;
    const next = windowOf(rows.current, element);
    setShown((before) => (same(before, next) ? before : next));
  }, [scroll]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of rows is measured anew
  useLayoutEffect(() => {
    const element = scroll.current;
    if (element === null) return;
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => {
      element.removeEventListener("scroll", measure);
      watch.disconnect();
    };
  }, [scroll, measure, count]);

  const show = useCallback(
    (index: number): void => {
      const element = scroll.current;
      if (element === null) return;
      const { row } = rows.current;
      const { view, speed } = sizes(rows.current, element);
      const top = element.scrollTop * speed;
      const wanted = Math.min(index * row, Math.max(top, (index + 1) * row - view));
      if (wanted !== top) element.scrollTop = wanted / speed;
      measure();
    },
    [scroll, measure],
  );
  return { shown, show };
}

function sizes({ count, row, head }: Rows, { clientHeight }: HTMLElement) {
  const view = Math.max(row, clientHeight - head);
  const whole = count * row;
  const height = Math.min(whole, HIGHEST);
  // How many px of rows go by for each px that is scrolled.
  const speed = height === whole || height <= view ? 1 : (whole - view) / (height - view);
  return { view, height, speed };
}

function windowOf(rows: Rows, element: HTMLElement): RowWindow {
  const { count, row } = rows;
  const { view, height, speed } = sizes(rows, element);
  const top = Math.max(0, element.scrollTop) * speed;
  const from = Math.max(0, Math.min(count, Math.floor(top / row) - BEYOND));
  const to = Math.min(count, Math.ceil((top + view) / row) + BEYOND);
  const above = speed === 1 ? from * row : Math.max(0, element.scrollTop - (top - from * row));
  return { from, to, above, below: Math.max(0, height - above - (to - from) * row) };
}

function same(a: RowWindow, b: RowWindow): boolean {
  return a.from === b.from && a.to === b.to && a.above === b.above && a.below === b.below;
}
