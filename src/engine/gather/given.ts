import type { RawTable, Role } from "../../ingest/facts.ts";
import { type GivenAs, requireKind } from "../../ingest/file-kind.ts";
import { type IngestOptions, requireHeader } from "../../ingest/options.ts";
import { COMMITTEE_HEADERS } from "./people/committee.ts";
import { ignoredHeaders, namedFields } from "./rules.ts";

/** The files of a reading by what they are, and what a person said of their columns. */
export interface Given {
  readonly deals: RawTable;
  readonly accounts: RawTable | null;
  readonly customers: readonly RawTable[];
  readonly histories: readonly RawTable[];
  /** All files, for those that are read by their role: contacts, leads, events. */
  readonly tables: readonly RawTable[];
  /** Header to field, as said with `--map`. */
  readonly named: ReadonlyMap<string, string>;
  /** Headers to leave out. */
  readonly ignored: ReadonlySet<string>;
  /** Header of the deals that orders them in time. */
  readonly order: string | null;
}

/** Under which option the files of a role are given. */
const AS: Readonly<Partial<Record<Role, GivenAs>>> = {
  deals: "deals",
  accounts: "--accounts",
  customers: "--customers",
  contacts: "--contacts",
  leads: "--leads",
  events: "--events",
};

/** Sorts the files by role. Throws `InputError` for a column in the options that no file has, and for a file that is plainly of another role. */
export function sortFiles(tables: readonly RawTable[], options: IngestOptions): Given {
  const of = (role: Role) => tables.filter((table) => table.role === role);
  const [deals] = of("deals");
  const [accounts = null] = of("accounts");
  const [customers, contacts] = [of("customers"), of("contacts")];
  const files = [...of("deals"), ...of("accounts"), ...contacts, ...of("leads"), ...of("events"), ...customers];
  const headers = [...files, ...of("history")]
    .flatMap(({ columns }) => columns)
    .concat(contacts.length > 0 ? COMMITTEE_HEADERS : []);
  const named = namedFields(options, headers);
  for (const { role, file, columns } of files)
    if (role !== "deals" || options.outcome === null) requireKind(AS[role]!, file, columns, named);
  return {
    deals: deals!,
    accounts,
    customers,
    histories: of("history"),
    tables,
    named,
    ignored: ignoredHeaders(options, headers),
    order: options.order === null ? null : requireHeader(options.order, "--order", deals!.columns),
  };
}
