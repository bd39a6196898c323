/** Columns that a grouped report writes once per group. */
export interface Groups {
  /** A record of full width. */
  readonly add: (cells: readonly string[]) => void;
  /** A subtotal's label stands in this place. */
  readonly label: (place: number) => void;
  /** The columns to fill down, outermost first, with the number of blank cells of each. */
  readonly filled: (titled: boolean) => readonly { readonly place: number; readonly cells: number }[];
}

/** Reports group by at most so many fields; the columns lie at the left. */
const MOST_GROUPED = 5;
/** Without a subtotal or a sort arrow, so many groups must be seen to have blanks below their first row. */
const LEAST_GROUPS = 3;

interface Column {
  readonly place: number;
  readonly arrow: boolean;
  labelled: boolean;
  blanks: number;
  groups: number;
  groupsWithBlanks: number;
  sinceBlank: boolean;
  last: string | null;
  /** Values since the group around it began. */
  readonly values: Set<string>;
  regular: boolean;
  rising: boolean;
  falling: boolean;
}

/**
 * Watches the leftmost columns. One is filled down only when nothing speaks against it (each value once per outer group, none missing where
 * an outer group begins) and something speaks for it: a subtotal's label in it, a sort arrow in its name, or a report's title above and sorted groups.
 */
export function createGroups(header: readonly string[]): Groups {
  const columns = header.slice(0, MOST_GROUPED).map(
    (cell, place): Column => ({
      place,
      arrow: /[\u2191\u2193]\s*$/.test(cell),
      labelled: false,
      blanks: 0,
      groups: 0,
      groupsWithBlanks: 0,
      sinceBlank: false,
      last: null,
      values: new Set(),
      regular: true,
      rising: true,
      falling: true,
    }),
  );
  return {
    add: (cells) => {
      let outerBegan = false;
      for (const column of columns) outerBegan = addTo(column, cells[column.place]!.trim(), outerBegan) || outerBegan;
    },
    label: (place) => {
      const column = columns[place];
      if (column !== undefined) column.labelled = true;
    },
    filled: (titled) => {
      const innermost = Math.max(-1, ...columns.filter(speaksForItself).map((one) => one.place));
      const grouped = columns.filter(
        (one, i) =>
          one.regular &&
          one.blanks > 0 &&
          (one.place <= innermost || (titled && i === firstUsed(columns) && isSorted(one))),
      );
      return grouped.map(({ place, blanks }) => ({ place, cells: blanks }));
    },
  };
}

/** True when the column names a new group in this row. */
function addTo(column: Column, value: string, outerBegan: boolean): boolean {
  if (outerBegan) column.values.clear();
  if (value === "") {
    if (outerBegan || column.last === null) column.regular = false;
    column.blanks++;
    if (!column.sinceBlank) column.groupsWithBlanks++;
    column.sinceBlank = true;
    return false;
  }
  if (column.values.has(value)) column.regular = false;
  else column.values.add(value);
  if (column.last !== null && column.last.toLowerCase() > value.toLowerCase()) column.rising = false;
  if (column.last !== null && column.last.toLowerCase() < value.toLowerCase()) column.falling = false;
  column.groups++;
  column.sinceBlank = false;
  column.last = value;
  return true;
}

/** An arrow alone may stand for a sorted column with blanks at its end. */
function speaksForItself({ labelled, arrow, groupsWithBlanks, groups }: Column): boolean {
  return labelled || (arrow && (groupsWithBlanks > 1 || groups === 1));
}

function firstUsed(columns: readonly Column[]): number {
  return columns.findIndex((one) => one.groups > 0);
}

function isSorted({ rising, falling, groupsWithBlanks, groups }: Column): boolean {
  return (rising || falling) && groups > LEAST_GROUPS && groupsWithBlanks >= LEAST_GROUPS;
}
