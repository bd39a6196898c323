import type { Database } from "../../../warehouse/database.ts";
import { INDEX } from "./lay-index.ts";

/** Which accounts fit a condition, in which order: places in the order of fit, remembered for whoever asks for the next page. */
export interface Places {
  /** Null: all of them, as they lie. @param where SQL condition @param order SQL order; `place` is the order of fit */
  of(where: string, order: string): Promise<Int32Array | null>;
  /** Sorts by these beforehand: the first who asks does not wait for it. */
  warm(orders: readonly string[]): void;
  /** Waits for what is being sorted. */
  close(): Promise<void>;
}

/** Lists of places that are remembered, of each kind; one takes four bytes an account. */
const MOST = 12;

/** Keeps the places of an index. @param total accounts in it */
export function keepPlaces(database: Database, total: number): Places {
  const matches = remember((where) => placesOf(database, `WHERE ${where}`));
  const orders = remember((order) => placesOf(database, `ORDER BY ${order}`));
  const both = remember(async (key) => {
    const [where, order] = JSON.parse(key) as [string, string];
    return among(await matches.of(where), await orders.of(order), total);
  });
  const warming = new Set<Promise<unknown>>();
  let closed = false;
  return {
    of: async (where, order) => {
      if (where === "true") return order === "place" ? null : orders.of(order);
      return order === "place" ? matches.of(where) : both.of(JSON.stringify([where, order]));
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

async function placesOf(database: Database, rest: string): Promise<Int32Array> {
  const sorted = rest.startsWith("ORDER");
  const [places] = await database.numbers(`SELECT place FROM ${INDEX} ${rest}`);
  const found = Int32Array.from(places ?? []);
  return sorted ? found : found.sort();
}

/** Those of the first, in the order of the second. */
function among(matching: Int32Array, order: Int32Array, total: number): Int32Array {
  const fits = new Uint8Array(total);
  for (const place of matching) fits[place] = 1;
  const found = new Int32Array(matching.length);
  let at = 0;
  for (const place of order) if (fits[place] === 1) found[at++] = place;
  return found;
}
