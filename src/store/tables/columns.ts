import { bigint, customType, timestamp } from "drizzle-orm/pg-core";

/** A primary key counted up by the database, read as a number on every engine. */
export const identity = () => bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity();

/** A reference to such a key, or any whole number up to 2^53. */
export const whole = () => bigint({ mode: "number" });

/** A moment, always given by the caller: no table has a clock of its own. */
export const moment = (name?: string) =>
  name === undefined
    ? timestamp({ withTimezone: true, mode: "date", precision: 3 })
    : timestamp(name, { withTimezone: true, mode: "date", precision: 3 });

/**
 * A value as JSON text. Not jsonb: its drivers disagree on what a JSON string or number is when it comes back, and it reorders keys.
 */
export const json = <T>() =>
  customType<{ data: T; driverData: string }>({
    dataType: () => "text",
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (text) => JSON.parse(text) as T,
  })();

/** Facts as a flat or nested value; what is in it is the writer's business. */
export type Details = Readonly<Record<string, unknown>>;
