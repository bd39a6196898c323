import type { Database } from "./database.ts";

/**
 * The same database for whoever shares its connection: what is asked of it is done one after the other. Without, what is read piece by piece ends
 * without a word as soon as somebody else asks for something.
 */
export function inTurn(database: Database): Database {
  let queue: Promise<unknown> = Promise.resolve();
  const after = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = queue.then(work, work);
    queue = mine.catch(() => undefined);
    return mine;
  };
  return {
    run: (sql) => after(() => database.run(sql)),
    rows: <T>(sql: string) => after(() => database.rows<T>(sql)),
    value: <T>(sql: string) => after(() => database.value<T>(sql)),
    numbers: (sql) => after(() => database.numbers(sql)),
    texts: (sql) => after(() => database.texts(sql)),
    eachTexts: (sql, take) => after(() => database.eachTexts(sql, take)),
    create: (table, columns) => after(() => database.create(table, columns)),
    interrupt: () => database.interrupt(),
    check: () => database.check(),
    close: () => database.close(),
  };
}
