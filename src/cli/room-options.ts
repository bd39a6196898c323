import { type Command, InvalidArgumentError, Option } from "commander";
import type { Levels } from "../build/check.ts";
import type { Room } from "../engine/reach/room.ts";
import type { TierSummary } from "../engine/tiers/lay-tiers.ts";
import type { TierRequest, TiersBy } from "../engine/tiers/request.ts";

/** Options that say how many accounts there is room for. */
export interface RoomOptions {
  readonly capacity?: readonly [number, number];
  readonly sellers?: number;
  readonly accountsPerSeller?: number;
}

/** `50,200`. */
function pair(text: string): readonly [number, number] {
  const parts = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  if (parts.length !== 2 || parts.some((n) => !Number.isInteger(n) || n < 0 || n > 1e9))
    throw new InvalidArgumentError(
      "give two whole numbers with a comma: how many accounts tiers A and B hold, 50,200.",
    );
  return [parts[0]!, parts[1]!];
}

function above(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError("give a whole number, 1 or more.");
  return value;
}

/** `data`, or where high and medium begin: `65,35`. */
function levels(text: string): Levels | "data" {
  if (text === "data") return "data";
  const [high, medium, ...more] = text.split(",").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const whole = [high, medium].every((n) => Number.isInteger(n));
  if (more.length > 0 || !whole || !(medium! >= 1 && high! > medium! && high! <= 100))
    throw new InvalidArgumentError(
      "give data, or from how many points on a fit is high and medium, 65,35: whole numbers from 1 to 100, high above medium.",
    );
  return { high: high!, medium: medium! };
}

/** How many accounts tiers A and B hold. */
export function capacityOption(): Option {
  return new Option("--capacity <a,b>", "how many accounts tiers A and B hold (default: 50,200)").argParser(pair);
}

/** Adds what `build` can be told of levels and of room. */
export function withRoomOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        "--levels <data|high,medium>",
        "from how many points on a fit is high and medium: 65,35; data: as the universe and held-out deals suggest",
      ).argParser(levels),
    )
    .addOption(capacityOption())
    .addOption(new Option("--sellers <n>", "how many sellers work the accounts").argParser(above))
    .addOption(
      new Option("--accounts-per-seller <n>", "how many accounts a seller can work at a time").argParser(above),
    );
}

/** What was said of room. */
export function roomOf({ capacity, sellers, accountsPerSeller }: RoomOptions): Room {
  return { tiers: capacity ?? null, sellers: sellers ?? null, accountsPerSeller: accountsPerSeller ?? null };
}

/** Adds what `score` can be told of tiers. */
export function withTierOptions(command: Command): Command {
  return command
    .addOption(capacityOption())
    .addOption(
      new Option(
        "--tiers-by <how>",
        "tiers by rank among high fit, by criteria met, or of the best 20% by fit",
      ).choices(["rank", "criteria", "share"]),
    )
    .addOption(
      new Option("--control <n>", "mark so many accounts below the line, drawn by seed, to compare with").argParser(
        above,
      ),
    );
}

export interface TierOptions extends Pick<RoomOptions, "capacity"> {
  readonly tiersBy?: TiersBy;
  readonly control?: number;
}

/** The tiers that were asked for; null for none. */
export function tierRequest({ capacity, tiersBy, control }: TierOptions, seed: number): TierRequest | null {
  if (capacity === undefined && tiersBy === undefined && control === undefined) return null;
  return { by: tiersBy ?? "rank", capacity: capacity ?? null, control: control ?? 0, seed };
}

/** The tiers in words, with what they are ranked by. */
export function tierLines(summary: TierSummary | undefined): string {
  if (summary === undefined) return "";
  const write = (n: number): string => n.toLocaleString("en-US");
  const { tiers, key, below, control } = summary;
  const each = tiers.map(({ tier, accounts, from, capacity }) => {
    const room = capacity === null ? "" : ` of ${write(capacity)}`;
    return `${tier} ${write(accounts)}${room}${from === null ? "" : ` (fit ${from} and up)`}`;
  });
  const marked = control === null ? "" : `, ${write(control)} of them marked as control`;
  return `tiers: ${each.join(" · ")} · none ${write(below)}${marked}\nranked by ${key.join(", then ")}\n`;
}
