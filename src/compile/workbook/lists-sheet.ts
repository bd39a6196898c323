import type { Card } from "./cards.ts";
import { missingList } from "./lists.ts";
import { type Cell, type Column, range, type Sheet } from "./sheet.ts";

/** Ranges of the sheet Lists by attribute: what is looked up, the codes; null where there is nothing. */
export interface Ranges {
  readonly texts: string | null;
  readonly from: string | null;
  readonly below: string | null;
  readonly codes: string | null;
  readonly missing: string | null;
  readonly aliases: string | null;
  readonly aliasCodes: string | null;
}

/** Per attribute six columns: texts or limits, codes, texts that mean missing, other spellings and their codes. */
export function listsSheet(cards: readonly Card[]): { sheet: Sheet; ranges: ReadonlyMap<Card, Ranges> } {
  const ranges = new Map<Card, Ranges>();
  const blocks = cards.map((card, k) => {
    const { title, attribute, list } = card;
    const missing = missingList(attribute);
    const aliases = list.aliases.map(({ text }) => text);
    const aliasCodes = list.aliases.map(({ code }) => code);
    const [first, second, third] =
      list.kind === "number"
        ? [
            list.limits.map(({ from }) => from),
            list.limits.map(({ below }) => below),
            list.limits.map(({ code }) => code),
          ]
        : [list.texts.map(({ text }) => text), [], list.texts.map(({ code }) => code)];
    const part = (offset: number, cells: readonly Cell[]): string | null =>
      cells.length === 0 ? null : range("Lists", 6 * k + offset, 3, cells.length + 2);
    ranges.set(card, {
      texts: list.kind === "number" ? null : part(0, first),
      from: list.kind === "number" ? part(0, first) : null,
      below: part(1, second),
      codes: part(2, third),
      missing: part(3, missing),
      aliases: part(4, aliases),
      aliasCodes: part(5, aliasCodes),
    });
    const heads = list.kind === "number" ? ["from", "below"] : [list.kind === "text" ? "value" : "token", ""];
    return {
      name: title,
      heads: [...heads, "code", "means missing", "also", "code"],
      columns: [first, second, third, missing, aliases, aliasCodes],
    };
  });
  const height = Math.max(...blocks.flatMap(({ columns }) => columns.map((column) => column.length)));
  const body = Array.from({ length: height }, (_, i) =>
    blocks.flatMap(({ columns }) => columns.map((column): Cell => column[i] ?? null)),
  );
  const titles = blocks.flatMap(({ name }): Cell[] => [name, null, null, null, null, null]);
  const sheet = {
    name: "Lists",
    columns: blocks.flatMap(() => [18, 10, 6, 16, 18, 6].map((width): Column => ({ width, entry: false }))),
    headings: 2,
    rows: [titles, blocks.flatMap(({ heads }) => heads), ...body],
  };
  return { sheet, ranges };
}
