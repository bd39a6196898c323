/** What can be found by its name. */
export interface Named {
  readonly name: string;
  /** Said beside the name, in lighter type. */
  readonly note?: string;
  /** Other words for it, which are looked through and not shown. */
  readonly also?: string;
}

const FOLDED = /\p{M}/gu;
const WORD = /[\p{L}\p{N}]+/gu;

function folded(text: string): string {
  return text.normalize("NFKD").replace(FOLDED, "").toLowerCase();
}

/** How far a name is from what was typed: 0 it begins with it, 1 each word begins one of its own, 2 they stand in it, 3 in its other words; null not at all. */
function distance({ name, note = "", also = "" }: Named, typed: string): number | null {
  const own = folded(name);
  const wanted = typed.match(WORD) ?? [];
  if (own.startsWith(typed)) return 0;
  const begins = (text: string): boolean => {
    const words = text.match(WORD) ?? [];
    return wanted.every((one) => words.some((word) => word.startsWith(one)));
  };
  if (wanted.length === 0) return null;
  if (begins(own)) return 1;
  if (wanted.every((one) => own.includes(one))) return 2;
  return begins(folded(`${name} ${note} ${also}`)) ? 3 : null;
}

/** Those that what was typed may mean, the nearest first, those alike in their own order; all of them for nothing typed. */
export function found<T extends Named>(things: readonly T[], text: string): readonly T[] {
  const typed = folded(text.trim());
  if (typed === "") return things;
  return things
    .flatMap((thing) => {
      const far = distance(thing, typed);
      return far === null ? [] : [{ thing, far }];
    })
    .sort((a, b) => a.far - b.far)
    .map(({ thing }) => thing);
}
