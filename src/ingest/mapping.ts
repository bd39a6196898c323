import type { Column } from "./column.ts";
import type { Guess } from "./facts.ts";
import { isBareDate, type Meaning, type Meanings } from "./meaning.ts";
import { shellWord } from "./shell.ts";

/** What a meaning is called where the mapping is told, in this order. */
const TOLD: readonly (readonly [Meaning, string])[] = [
  ["opportunity_id", "deal id"],
  ["created", "creation"],
  ["closed", "close"],
  ["loss_reason", "loss reason"],
];

/** The mapping of a deals file, told: which column is read as what. Null when there is nothing to tell. */
export function mappingGuess(meanings: Meanings, amount: string | null): Guess | null {
  const read = TOLD.flatMap(([meaning, name]) => {
    const column = meanings[meaning];
    return column === null ? [] : [`${name} from ${column.header}`];
  });
  const all = amount === null ? read : [...read, `amount from ${amount}`];
  if (all.length === 0) return null;
  return {
    what: "columns",
    text: `Read ${all.join(", ")}.`,
    override: "--map 'COLUMN=created_date' (or close_date, amount, ...)",
  };
}

/** A date that does not say of what is taken for the close: told, for it may be the creation. */
export function bareDateGuess({ closed }: Meanings): Guess | null {
  if (closed === null || !isBareDate(closed)) return null;
  return {
    what: "dates",
    text: `${closed.header} is taken for the day on which a deal closed: no other column says when deals were created or closed. If it is the creation: --map ${shellWord(`${closed.header}=created_date`)}.`,
    override: `--map ${shellWord(`${closed.header}=close_date`)}`,
  };
}

/** Dates that belong to the deal's way through the sale, or to another record: neither its creation nor its close. */
const OTHER_DATES =
  /modif|chang|updat|activity|touch|contact|next|demo|meeting|due|renew|end_|_end|start|birth|found|estab|stage/;
/** Most columns that are named. */
const MOST_NAMED = 3;

/** No column was taken for the day on which deals were created, or closed, and others hold dates: which, and what to type. */
export function missingDateGuess({ created, closed }: Meanings, columns: readonly Column[]): Guess | null {
  const missing = [...(created === null ? ["created"] : []), ...(closed === null ? ["closed"] : [])];
  const others = columns.filter(
    (column) =>
      column.profile.shares.date >= 0.5 && column !== created && column !== closed && !OTHER_DATES.test(column.field),
  );
  const [first] = others;
  if (missing.length === 0 || first === undefined) return null;
  const named = others.slice(0, MOST_NAMED).map(({ header }) => header);
  const field = created === null ? "created_date" : "close_date";
  return {
    what: "dates",
    text: `No column was taken for the day on which a deal was ${missing.join(" or ")}. ${named.join(", ")} ${named.length === 1 ? "holds" : "hold"} dates: name ${named.length === 1 ? "it" : "one"} if it is that day.`,
    override: `--map ${shellWord(`${first.header}=${field}`)}`,
  };
}

/** How the accounts of one flat table are told apart. */
export function accountsGuess(meanings: Meanings): Guess {
  const keys = [meanings.account_id, meanings.domain, meanings.account_name].filter((column) => column !== null);
  const text =
    keys.length > 0
      ? `One table; accounts are told apart by ${keys.map((column) => column.header).join(", else ")}.`
      : "One table in which nothing names the account, so every row counts as an account of its own.";
  return { what: "accounts", text, override: "--map 'COLUMN=account_id' (or domain, account_name)" };
}
