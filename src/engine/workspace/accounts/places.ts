import type { Database } from "../../../warehouse/database.ts";
import { INDEX, WORDS } from "./lay-index.ts";

/** Which accounts are meant, in which order: places in the order of fit, remembered for whoever asks for the next page. */
export interface Places {
  /** Null: all of them, as they lie. @param picks SQL condition on the index @param words on the words @param order SQL; `place` is the order of fit */
  of(picks: string, words: string, order: string): Promise<Int32Array | null>;
  /** Sorts by these beforehand: the first who asks does not wait for it. */
  warm(orders: readonly string[]): void;
  /** Waits for what is being sorted. */
  close(): Promise<void>;
}

/** Lists of places that are remembered, of each kind; one takes four bytes an account. */
const MOST = 12;

/** Keeps the places of an index. @param total accounts in it */
export function keepPlaces(database: Database, total: number): Places {
  const picked = remember((where) => placesOf(database, `${INDEX} WHERE ${where}`));
  const worded = remember((where) => placesOf(database, `${WORDS} WHERE ${where}`));
  const orders = remember((order) => sortedOf(database, order));
  const mixed = remember(async (key) => {
    const [picks, words, order] = JSON.parse(key) as [string, string, string];
    const lists = [
      ...(picks === "true" ? [] : [await picked.of(picks)]),
      ...(words === "true" ? [] : [await worded.of(words)]),
      ...(order === "place" ? [] : [await orders.of(order)]),
    ];
    return lists.reduce((before, list) => among(before, list, total));
  });
  const warming = new Set<Promise<unknown>>();
  let closed = false;
  return {
    of: async (picks, words, order) => {
      const said = [picks !== "true", words !== "true", order !== "place"];
      if (!said.includes(true)) return null;
      if (said.filter(Boolean).length > 1) return mixed.of(JSON.stringify([picks, words, order]));
      return said[0] ? picked.of(picks) : said[1] ? worded.of(words) : orders.of(order);
    },
    warm: (wanted) => {
      const all = (async (): Promise<void> => {
        for (const order of wanted) if (!closed) await orders.of(order).catch(() => undefined);
      })();
      warming.add(all);
      void all.then(() => warming.delete(all));
    },
    close: async () => {
      closed = true;
      await Promise.all(warming);
    },
  };
}

/** Works each key out once; the one that nobody asked for the longest is forgotten first. */
function remember(work: (key: string) => Promise<Int32Array>): { of(key: string): Promise<Int32Array> } {
  const known = new Map<string, Promise<Int32Array>>();
  return {
    of: (key) => {
      const found = known.get(key) ?? work(key);
      known.delete(key);
      known.set(key, found);
      const [oldest] = known.keys();
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      found.catch(() => {
        if (known.get(key) === found) known.delete(key);
      });
      return found;
    },
  };
}

async function placesOf(database: Database, from: string): Promise<Int32Array> {
  const [places] = await database.numbers(`SELECT place FROM ${from}`);
  return new Int32Array(places ?? []).sort();
}

async function sortedOf(database: Database, order: string): Promise<Int32Array> {
  const [places] = await database.numbers(`SELECT place FROM ${INDEX} ORDER BY ${order}`);
  return new Int32Array(places ?? []);
}

/** Those that are among both, in the order of the second. */
function among(first: Int32Array, second: Int32Array, total: number): Int32Array {
  const there = new Uint8Array(total);
  for (const place of first) there[place] = 1;
  const found = new Int32Array(Math.min(first.length, second.length));
  let at = 0;
  for (const place of second) if (there[place] === 1) found[at++] = place;
  return found.slice(0, at);
}
