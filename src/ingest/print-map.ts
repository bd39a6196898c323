import { foldText } from "../normalise/fold.ts";
import { maskValue } from "../normalise/masked-names.ts";
import { MAP_FILE } from "./map-file.ts";
import type { Entry, Mapping } from "./mapping-entries.ts";
import type { IngestOptions } from "./options.ts";

/** What a mapping file keeps beside the meaning of columns and values. */
export interface Kept {
  readonly ingest: IngestOptions;
  readonly allow: readonly string[];
  readonly about: "account" | "all" | null;
  readonly goal?: "win" | "good-win" | "value" | "retention";
  /** Path of the rates file as the mapping file shall name it. */
  readonly rates: string | null;
}

const HEAD = `# What these files mean, as guessed or said. Change a line and run the command again: a file named ${MAP_FILE} is read
# by itself from the folder of the deals file, else from the current one. Options on the command line go before it.
# A line that is taken out is guessed anew.
`;

/** The mapping as a small file that a person reads, edits and gives back; see `parseMapFile`. */
export function printMapFile(mapping: Mapping, kept: Kept): string {
  const { ingest, allow, about, rates, goal = "win" } = kept;
  const parts = [
    pairsPart("Which sheet of a workbook is read.", "sheets", mapping.sheets),
    outcomePart(mapping.outcome),
    listPart(
      "Which deals are new business: the first line whose column is filled decides.",
      "new_business",
      mapping.newBusiness,
    ),
    listPart("Which pipelines count.", "pipelines", mapping.pipelines),
    pairsPart(
      "What the reasons of lost deals mean: no_decision, competitor, price, timing, fit, other; administrative is no loss.",
      "loss_reasons",
      reasonsToKeep(mapping.lossReasons, ingest.lossReasons),
    ),
    pairsPart(
      "What each column is read as. Columns that are not listed tell nothing here (ids, people, dates, empty).",
      "columns",
      mapping.columns,
    ),
    listPart("Columns left out.", "ignore", { says: ingest.ignore, comment: "" }),
    listPart("Columns taken out of quarantine.", "allow", { says: allow, comment: "" }),
    part("What orders the deals in time.", ingest.order === null ? [] : [`order: ${scalar(ingest.order)}`]),
    part("Old open deals count as lost.", ingest.staleOpen === null ? [] : [`stale_open: ${ingest.staleOpen}`]),
    datesPart(ingest),
    moneyPart(ingest, rates),
    part("Whether a subsidiary is a company of its own, and records of one company are merged.", [
      `hierarchy: ${ingest.hierarchy}`,
      `merge: ${ingest.merge}`,
    ]),
    part("Names, e-mails and phones of people are kept.", ingest.keepPersonal ? ["keep_personal: true"] : []),
    part("What the profile is about and for.", [...(about === null ? [] : [`about: ${about}`]), `goal: ${goal}`]),
  ];
  return [HEAD, ...parts.filter((one) => one !== "")].join("\n");
}

/** More reasons than this are free text. */
const MOST_REASONS = 50;
const LONGEST_REASON = 100;

/**
 * The reasons worth keeping: those that a person spoke of, and the others unless they hold personal data or are free text (long, or one deal's
 * own among many). Their words give these the same kind again.
 */
function reasonsToKeep(reasons: Mapping["lossReasons"], said: readonly string[]): Mapping["lossReasons"] {
  const stated = new Set(said.flatMap((text) => text.slice(0, text.lastIndexOf("=")).split("|").map(foldText)));
  const many = reasons.length > MOST_REASONS;
  return reasons.filter(({ says: [reason], comment }) => {
    if (stated.has(foldText(reason))) return true;
    const own = many && comment === "1 deal";
    return !own && reason.length <= LONGEST_REASON && maskValue(reason) === reason;
  });
}

function part(comment: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : `${commented(comment)}${lines.join("\n")}\n`;
}

function outcomePart({ says, comment }: Entry<string | null>): string {
  const line = says === null ? "# outcome: 'COLUMN=WON/LOST'" : `outcome: ${scalar(says)}`;
  return `${commented(`Which deals are won and lost. ${comment}`)}${line}\n`;
}

function listPart(what: string, key: string, { says, comment }: Entry<readonly string[]>): string {
  if (says.length === 0 && comment === "") return "";
  const told = commented(comment === "" ? what : `${what} ${comment}`);
  return says.length === 0 ? told : `${told}${key}:\n${says.map((one) => `  - ${scalar(one)}\n`).join("")}`;
}

function pairsPart(what: string, key: string, entries: readonly Entry<readonly [string, string]>[]): string {
  const seen = new Set<string>();
  const own = entries.filter(({ says: [name] }) => !seen.has(name) && seen.add(name));
  if (own.length === 0) return "";
  const lines = own.map(
    ({ says: [name, value], comment }) =>
      `  ${scalar(name)}: ${scalar(value)}${comment === "" ? "" : ` # ${oneLine(comment)}`}\n`,
  );
  return `${commented(what)}${key}:\n${lines.join("")}`;
}

function datesPart({ dateOrder, fiscalYearStart }: IngestOptions): string {
  const format = dateOrder === null ? [] : [`  format: ${dateOrder}`];
  return part("How 03/04/2024 is read where a column does not tell, and the first month of the fiscal year.", [
    "dates:",
    ...format,
    `  fiscal_year_start: ${fiscalYearStart}`,
  ]);
}

function moneyPart({ currency, amountIs }: IngestOptions, rates: string | null): string {
  const lines = [
    ...(currency === null ? [] : [`  currency: ${scalar(currency)}`]),
    ...(rates === null ? [] : [`  rates: ${scalar(rates)}`]),
    ...(amountIs === null ? [] : [`  amount_is: ${amountIs}`]),
  ];
  return part(
    "Money: the currency shown, the file of rates, and what an amount stands for.",
    lines.length === 0 ? [] : ["money:", ...lines],
  );
}

const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N} _./()&!=|+-]*$/u;

/** A text as one YAML scalar on one line. */
function scalar(text: string): string {
  return PLAIN.test(text) && !text.endsWith(" ") ? text : JSON.stringify(text);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

const WIDTH = 118;

function commented(text: string): string {
  const lines: string[] = [];
  let line = "#";
  for (const word of oneLine(text).split(" ")) {
    if (line.length + word.length + 1 > WIDTH && line !== "#") {
      lines.push(line);
      line = "#";
    }
    line += ` ${word}`;
  }
  return `${[...lines, line].join("\n")}\n`;
}
