import type { Declared, Strategic } from "../declared.ts";
import type { IcpDocument } from "../document.ts";
import type { Edited } from "../edited.ts";

const NOBODY = "A company that is not named";

/** Words of a title that name no company. */
const GENERIC = new Set(
  "account accounts analysis best buyer buyers churn client clients closed companies company contact contacts crm customer customers data deal deals demo example export file final fit germany hubspot icp ideal lead leads lost new opportunities opportunity our pipeline profile report sales salesforce sample score summary team test the user users version wins won your".split(
    " ",
  ),
);

/** Names of files wherever a sentence has them. */
const FILES = /[^\s"“”',;()]*\.(?:csv|tsv|txt|xlsx?|parquet|json|ndjson|ya?ml|zip|gz)(?:\.gz)?(?:#[^\s"',;()]+)?/gi;
const ADDRESSES = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b(?:[a-z0-9-]+\.)+(?:com|net|org|io|ai|eu|de|fr|nl|ch|at|uk|co)\b/g;

const ROLES: Readonly<Record<string, string>> = {
  deals: "the deals",
  accounts: "the accounts",
  universe: "the universe",
};

/**
 * The document without names: of the company itself, of its files (which often carry it), of accounts and of people. What a person wrote
 * freely (why companies buy, what to say to a buyer, who answers for the page) and what was noticed in the files may name anybody: it is
 * left out whole. Values that the profile is about (industries, tools, competitors) stay.
 */
export function anonymised(document: IcpDocument): IcpDocument {
  const hide = hider(document);
  const own = document.declared === null ? null : declaredOf(document.declared);
  const { strategic, notes, input, edited, timing } = document;
  const set = timing?.set;
  const bare: IcpDocument = {
    ...document,
    name: NOBODY,
    input: { ...input, files: input.files.map((file) => ({ ...file, name: ROLES[file.role] ?? file.role })) },
    declared: own,
    strategic: strategic === null ? null : strategicOf(strategic),
    ...(edited === undefined ? {} : { edited: editedOf(edited) }),
    timing: timing === null || set === undefined ? timing : { ...timing, set: { ...set, why: null } },
    notes: notes.length === 0 ? [] : [toldOf(notes.length)],
  };
  return visited(bare, hide) as IcpDocument;
}

function declaredOf(declared: Declared): Declared {
  return {
    ...declared,
    file: "the declared file",
    personas: declared.personas.map((one) => ({ ...one, message: null })),
  };
}

function strategicOf({ review_date }: Strategic): Strategic | null {
  return review_date === null ? null : { narrative: null, owner: null, review_date };
}

function editedOf(edited: Edited): Edited {
  return { ...edited, why: null, earlier: edited.earlier.map((one) => ({ ...one, why: null })) };
}

function toldOf(notes: number): string {
  return notes === 1
    ? "One thing that was noticed in the files is not shown: it may name a company."
    : `${notes.toLocaleString("en-US")} things that were noticed in the files are not shown: they may name companies.`;
}

/** Puts something else for every name that is known of a text. */
function hider({ name, input, declared }: IcpDocument): (text: string) => string {
  const files = [...input.files.map((file) => file.name), ...(declared === null ? [] : [declared.file])];
  const known = [...new Set(files)].filter((file) => file !== "").sort((a, b) => b.length - a.length);
  const words = name
    .split(/[^\p{L}\p{N}&'-]+/u)
    .filter((word) => /^[\p{Lu}\p{N}]/u.test(word) && word.length > 2 && !GENERIC.has(word.toLowerCase()));
  const company =
    words.length === 0
      ? null
      : new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map(escaped).join("|")})(?![\\p{L}\\p{N}])`, "giu");
  return (text) => {
    const without = known.reduce((rest, file) => rest.replaceAll(file, "a file"), text);
    const bare = withoutFiles(without);
    return company === null ? bare : bare.replace(company, "our company");
  };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/** A sentence without names of files and addresses. */
export function withoutFiles(text: string): string {
  return text.replace(FILES, "a file").replace(ADDRESSES, "an address");
}

/** Texts of the same kind are changed alike everywhere, so that what refers to an attribute still finds it. */
function visited(value: unknown, hide: (text: string) => string): unknown {
  if (typeof value === "string") return hide(value);
  if (Array.isArray(value)) return value.map((one) => visited(one, hide));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, visited(one, hide)]));
}
