import { Command, InvalidArgumentError, Option } from "commander";

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError("give a whole number, 0 or more.");
  return value;
}

function workers(text: string): number {
  const value = whole(text);
  if (value < 1 || value > 256) throw new InvalidArgumentError("give a whole number from 1 to 256.");
  return value;
}

/** A date as people type it: YYYY-MM-DD. */
export function isoDate(text: string): string {
  const date = new Date(`${text}T00:00:00Z`);
  const valid =
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
  if (!valid) throw new InvalidArgumentError("give a date as YYYY-MM-DD.");
  return text;
}

/** Gathers a repeatable option. */
export function several(value: string, before: string[] | undefined): string[] {
  return [...(before ?? []), value];
}

/** Options of every command. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly seed: number;
  readonly asOf?: string;
  readonly workers?: number;
}

function month(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 12) throw new InvalidArgumentError("give a month from 1 to 12.");
  return value;
}

/** Options of every command that reads a file. */
export interface ReadingOptions {
  readonly outcome?: string;
  readonly newBusiness?: string[];
  readonly map?: string[];
  readonly valueMap?: string;
  readonly ignore?: string[];
  readonly allow?: string[];
  readonly about?: "account" | "all";
  readonly order?: string;
  readonly sheet?: string[];
  readonly delimiter?: string;
  readonly encoding?: string;
  readonly decimal?: "." | ",";
  readonly dateFormat?: "day-first" | "month-first";
  readonly pipeline?: string[];
  readonly lossReason?: string[];
  readonly staleOpen?: "no_decision";
  readonly hierarchy?: "account" | "ultimate-parent";
  readonly merge?: boolean;
  readonly currency?: string;
  readonly rates?: string;
  readonly amountIs?: "acv" | "tcv" | "mrr";
  readonly fiscalYearStart?: number;
  readonly keepPersonal?: boolean;
  readonly saveMap?: string;
  readonly mapFile?: string | boolean;
}

/** Files by role, beside the deals themselves. Each may be given several times. */
export interface FileOptions {
  readonly accounts?: string[];
  readonly universe?: string[];
  readonly customers?: string[];
  readonly contacts?: string[];
  readonly leads?: string[];
  readonly events?: string[];
  readonly history?: string[];
}

/** Adds the options that every command takes. */
export function withCommonOptions(command: Command): Command {
  return command
    .option("--json", "one JSON value on stdout, nothing else")
    .option("--quiet", "say nothing but errors")
    .addOption(new Option("--seed <n>", "seed of every random choice").argParser(whole).default(1))
    .addOption(
      new Option(
        "--as-of <date>",
        "the day to look from, YYYY-MM-DD (default: the newest day on which something happened)",
      ).argParser(isoDate),
    )
    .addOption(
      new Option("--workers <n>", "threads for resampling (default: one per core); the result is the same").argParser(
        workers,
      ),
    );
}

/** For pages that others see. */
export function anonymousOption(): Option {
  return new Option("--anonymous", "pages without names: of your company, its files, accounts, people");
}

/** For builds and refreshes of a workspace. */
export function beliefsOption(): Option {
  return new Option("--no-beliefs", "with a workspace: leave out what you believe, which is taken along otherwise");
}

/** Adds the options that every command takes which reads deals. Each has a guess as default, and the guess is printed. */
export function withReadingOptions(command: Command): Command {
  return command
    .option(
      "--outcome <column=won/lost>",
      "'StageName=Closed Won|Signed/Closed Lost'; with =WON alone, every other closed deal is lost",
    )
    .option(
      "--new-business <column=values>",
      "'Type=New Customer|New Business', 'Type!=Renewal' (repeatable: the first that is filled decides), first-won, words, all",
      several,
    )
    .option("--map <column=field>", "read a column as a field: 'Firm=account_name' (repeatable)", several)
    .option("--value-map <file>", "what words of a field mean, CSV: field, from, to")
    .option("--ignore <column>", "leave a column out (repeatable)", several)
    .option("--allow <column>", "take a column out of quarantine (repeatable)", several)
    .addOption(
      new Option("--about <what>", "score from attributes of the account, or of the deal too").choices([
        "account",
        "all",
      ]),
    )
    .option("--pipeline <name>", "only deals of this pipeline (repeatable)", several)
    .option("--loss-reason <value=kind>", "'Ghosted=no_decision' (repeatable)", several)
    .addOption(
      new Option("--stale-open <kind>", "open deals older than three median cycles count as lost").choices([
        "no_decision",
      ]),
    )
    .addOption(
      new Option("--hierarchy <level>", "a subsidiary is a company of its own, or part of its group").choices([
        "account",
        "ultimate-parent",
      ]),
    )
    .option("--no-merge", "keep every account as it comes")
    .option("--currency <code>", "show money in this currency (needs converted amounts or --rates)")
    .option("--rates <file>", "exchange rates, CSV: currency, rate, from")
    .addOption(new Option("--amount-is <what>", "what an amount stands for").choices(["acv", "tcv", "mrr"]))
    .addOption(new Option("--fiscal-year-start <month>", "first month of the fiscal year, 1-12").argParser(month))
    .option("--keep-personal", "keep names, e-mails and phones of people")
    .option("--save-map <file>", "write what the files were taken to mean, to read and edit: openicp.map.yaml")
    .option("--map-file <file>", "read such a file (openicp.map.yaml beside the deals is read by itself)")
    .option("--no-map-file", "read no such file")
    .option("--order <column>", "a column that orders the deals in time, where there are no dates")
    .option("--sheet <name>", "sheet of a workbook, for every workbook given (repeatable); or FILE.xlsx#NAME", several)
    .option("--delimiter <sign>", "separator of the CSV file")
    .option("--encoding <name>", "utf-8, utf-16, latin-1")
    .addOption(decimalOption())
    .addOption(
      new Option("--date-format <order>", "how 03/04/2024 is read, where a column does not tell").choices([
        "day-first",
        "month-first",
      ]),
    );
}

/** How a list that is scored writes its numbers. */
export function decimalOption(): Option {
  return new Option(
    "--decimal <sign>",
    "sign for decimals in a list that is scored, where 2,300 does not tell",
  ).choices([".", ","]);
}

/** A command with examples under its help. */
export function command(name: string, description: string, examples: readonly string[]): Command {
  const text = examples.map((e) => `  $ openicp ${e}`).join("\n");
  return new Command(name).description(description).addHelpText("after", `\nExamples:\n${text}`);
}
