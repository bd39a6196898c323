import { type Command, InvalidArgumentError, Option } from "commander";
import type { EditWishes } from "../engine/edit/find-edits.ts";
import { InputError } from "../errors.ts";
import type { HalfLife } from "../icp/half-lives.ts";
import { type FileOptions, type ReadingOptions, several } from "./common.ts";
import type { VersionOptions } from "./workspace/with-workspace.ts";

export interface EditOptions extends VersionOptions, ReadingOptions, FileOptions {
  readonly weight?: string[];
  readonly points?: string[];
  readonly levels?: { readonly high: number; readonly medium: number };
  readonly halfLife?: string[];
  readonly confirm?: string[];
  readonly reject?: string[];
  readonly why?: string;
  readonly deals?: string[];
  readonly top: number;
  readonly report?: string;
  readonly out?: string;
}

function levelsOf(text: string): { readonly high: number; readonly medium: number } {
  const found = /^(\d{1,3})\s*,\s*(\d{1,3})$/.exec(text.trim());
  if (found === null) throw new InvalidArgumentError("give where high and medium begin: 65,35.");
  return { high: Number(found[1]), medium: Number(found[2]) };
}

function most(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 1000)
    throw new InvalidArgumentError("give a whole number from 0 to 1000.");
  return value;
}

/** Adds what an edit sets, and where it is told. */
export function withEditOptions(command: Command): Command {
  return command
    .option(
      "--weight <attribute=weight>",
      "'Industry=30'; 0 takes it out; the other weights share the rest (repeatable)",
      several,
    )
    .option("--points <attribute:band=points>", "'Industry:fintech=12' (repeatable)", several)
    .addOption(new Option("--levels <high,medium>", "where levels begin: 65,35").argParser(levelsOf))
    .option(
      "--half-life <event=days>",
      "'demo_request=30d', 'intent_surge:pricing=2w': days after which such an event counts half (repeatable)",
      several,
    )
    .option("--confirm <rule>", "a disqualifier that filters from now on, by its number or id (repeatable)", several)
    .option("--reject <rule>", "a disqualifier or watch-out that is none (repeatable)", several)
    .option("--why <text>", "why, kept in the document")
    .addOption(
      new Option("--top <n>", "accounts that are named, those that change most first").argParser(most).default(10),
    )
    .option("--report <file>", "write the report there: .html, .md or .json")
    .option("--out <file>", "write the new version (JSON)");
}

/** `demo_request=30d`: an event by its name, and topic where it has one. @throws InputError */
function halfLifeOf(text: string): HalfLife {
  const [, name, number, unit] = /^\s*(.+?)\s*=\s*(\d{1,4})\s*([dw]?)\w*\s*$/i.exec(text) ?? [];
  if (name === undefined)
    throw new InputError(
      `--half-life "${text}" is not understood: write the event and its days, 'demo_request=30d' or 'intent_surge:pricing=2w'`,
    );
  const [type, topic] = name.split(/:(.*)/s);
  const days = Number(number) * (unit?.toLowerCase() === "w" ? 7 : 1);
  return { type: type!.trim().toLowerCase().replaceAll(" ", "_"), topic: topic?.trim() ?? null, days };
}

/** What is asked: points of the card, half-lives of events, or decisions on rules. */
export type EditAsked =
  | { readonly kind: "card"; readonly wishes: EditWishes }
  | { readonly kind: "half-lives"; readonly wanted: readonly HalfLife[] }
  | { readonly kind: "rules"; readonly confirm: readonly string[]; readonly reject: readonly string[] };

/** @throws InputError for two at once: each has an effect of its own to be looked at */
export function editAsked({
  weight = [],
  points = [],
  levels,
  halfLife = [],
  confirm = [],
  reject = [],
}: EditOptions): EditAsked {
  const card = weight.length + points.length > 0 || levels !== undefined;
  const rules = confirm.length + reject.length > 0;
  if (halfLife.length > 0 && (card || rules))
    throw new InputError(
      "half-lives are an edit of their own, with an effect of its own: first one, then the other on the new version",
    );
  if (card && rules)
    throw new InputError(
      "points and disqualifiers are two edits, each with an effect of its own: first one, then the other on the new version",
    );
  if (halfLife.length > 0) return { kind: "half-lives", wanted: halfLife.map(halfLifeOf) };
  if (rules) return { kind: "rules", confirm, reject };
  return { kind: "card", wishes: { weights: weight, points, levels: levels ?? null } };
}
