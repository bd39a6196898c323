import { excelSerial, germanDate } from "./dates.ts";
import { type DealColumn, FLAT_COLUMNS } from "./flat-file.ts";
import type { OpportunityRecord } from "./opportunity-records.ts";

/** What Windows-1252 has where latin-1 has control characters, as far as it is written here. */
const WINDOWS_1252: Readonly<Record<string, number>> = { "€": 0x80, "–": 0x96 };

/** Steps that the German office puts in its own words. */
const GERMAN_STEPS: Readonly<Record<string, string>> = {
  "Send proposal": "Angebot schicken, Rückmeldung abwarten",
  "Reference call": "Referenzgespräch",
  "Follow up after board meeting": "Nach der Geschäftsführersitzung nachfassen",
  "Wait for budget approval": "Budgetfreigabe für nächstes Jahr abwarten",
};

/** `2,300` as `2.300`, `$2,300,000` as `2.300.000 $`, `2.3M` as `2,3M`; any other cell as it is. */
function germanNumber(cell: string): string {
  if (/^\$?\d{1,3}(,\d{3})+$/.test(cell)) {
    const grouped = cell.replace("$", "").replaceAll(",", ".");
    return cell.startsWith("$") ? `${grouped} $` : grouped;
  }
  return /^\d+\.\d+[KMB]?$/.test(cell) ? cell.replace(".", ",") : cell;
}

/** `16300` in euros as `16.300,00 €`. */
function germanAmount(amount: string, currency: string): string {
  if (amount === "") return "";
  const grouped = amount.replaceAll(/\B(?=(\d{3})+$)/g, ".");
  return `${grouped},00 ${currency === "EUR" ? "€" : "$"}`;
}

/** A moment in a column that was left in the format General: `45293,37108`. */
function serialMoment(day: number, second: number): string {
  const fraction = Math.round((second / 86_400) * 1e5);
  return `${excelSerial(day)}${fraction === 0 ? "" : `,${String(fraction).padStart(5, "0").replace(/0+$/, "")}`}`;
}

const OWN_CELLS: Readonly<Record<string, (row: OpportunityRecord) => string>> = {
  "Opportunity Name": (row) => row.name.replace(" - ", " – "),
  Amount: (row) => germanAmount(row.amount, row.currency),
  "Amount (converted)": (row) => germanAmount(row.amountConverted, "USD"),
  "Created Date": (row) => serialMoment(row.created, row.createdSecond),
  "Close Date": (row) => germanDate(row.closed),
  "Last Activity": (row) => String(excelSerial(row.lastActivity)),
  "Next Step": (row) => GERMAN_STEPS[row.nextStep] ?? row.nextStep,
};

/** Cells that a person typed and that Excel leaves as they are, digits and commas or not. */
const TYPED: ReadonlySet<string> = new Set(["Description", "Closed Lost Reason"]);

function cellOf({ header, cell }: DealColumn, row: OpportunityRecord): string {
  const own = OWN_CELLS[header];
  if (own !== undefined) return own(row);
  return TYPED.has(header) ? cell(row) : germanNumber(cell(row));
}

function quoted(cell: string): string {
  return /[";\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Bytes of a text in Windows-1252. Throws for a character that it (or the list above) lacks. */
function windows1252(text: string): Uint8Array {
  return Uint8Array.from([...text], (character) => {
    const code = WINDOWS_1252[character] ?? character.codePointAt(0)!;
    if (code > 0xff) throw new Error(`no Windows-1252 for ${character}`);
    return code;
  });
}

/**
 * The flat table as a German Excel saves it as CSV: semicolons, decimal commas, Windows-1252, CRLF. The close is formatted as a date,
 * the creation and the last activity were left as day numbers.
 */
export function germanExcelCsv(records: readonly OpportunityRecord[]): Uint8Array {
  const header = FLAT_COLUMNS.map((column) => quoted(column.header)).join(";");
  const lines = records.map((row) => FLAT_COLUMNS.map((column) => quoted(cellOf(column, row))).join(";"));
  return windows1252(`${[header, ...lines].join("\r\n")}\r\n`);
}
