import { quoteText } from "../sql/quote.ts";
import { matchesSql } from "./text.ts";

/** Legal forms, as the last words of a company name: folded, without dots. */
const LEGAL_FORMS: readonly string[] = [
  ...[
    "sa de cv",
    "s de rl de cv",
    "sapi de cv",
    "sp z oo",
    "sp z o o",
    "s p a",
    "s r l",
    "s a s",
    "s a",
    "b v",
    "n v",
    "l l c",
    "g m b h",
  ],
  ..."inc incorporated corp corporation co company ltd limited llc llp lp plc pllc gmbh mbh ag kg kgaa ohg ug gbr ev eg se".split(
    " ",
  ),
  ..."sa sas sasu sarl srl srls spa snc scs bv nv vof ab as asa aps oy oyj sro spzoo kft zrt nyrt doo dd ad ood eood pty pte pvt private".split(
    " ",
  ),
  ..."kk gk sdnbhd sdn sl slu ltda me eireli bhd tbk pt ooo oao zao pao jsc ojsc llp and".split(" "),
];
const ENDINGS = `(?: (?:${LEGAL_FORMS.join("|")}))+$`;
const [ENDING, LEADING] = [new RegExp(ENDINGS), /^the (.+)$/];

/** Names that stand for no company in particular. */
const GENERIC: ReadonlySet<string> = new Set(
  `test|tests|testing|test account|test company|test customer|testfirma|demo|demo account|demo company|sample|example|dummy|asdf|xxx|x|abc|
  unknown|unbekannt|inconnu|desconocido|sconosciuto|not known|na|n a|none|null|nil|nothing|tbd|tba|tbc|not provided|not applicable|not available|not specified|
  no company|no name|no account|noname|name|company|company name|companyname|account|account name|customer|client|lead|prospect|organization|organisation|firma|unternehmen|
  private|privat|privatperson|privatkunde|private person|private individual|private client|individual|individual account|personal|person|particulier|particular|
  self|self employed|selfemployed|selbststandig|freiberufler|freelance|freelancer|independent|independent consultant|consultant|contractor|autonomo|owner|
  confidential|undisclosed|anonymous|anonym|stealth|stealth startup|stealth mode|stealth mode startup|startup|
  student|retired|unemployed|home|household|house account|various|misc|miscellaneous|other|others|general|default|default account|unassigned|
  my company|your company|mycompany|yourcompany|do not use|duplicate|to be deleted|delete`
    .split("|")
    .map((name) => name.trim()),
);

/**
 * A company name as it is compared: folded, without accents, punctuation, a leading article and legal form. `ACME, Inc.` and `Acme` are the
 * same. Null when nothing is left, and for names such as `Unknown` or `Self-employed` that stand for no company in particular.
 */
export function companyKey(name: string): string | null {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("&", " and ")
    .replace(/\.|['’](?=s)/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const key = plain.replace(LEADING, "$1").replace(ENDING, "");
  return key === "" || GENERIC.has(key) ? null : key;
}

/** SQL boolean: `plainNamesSql` reads the name (it is plain ASCII); all others need `companyKey`. */
export function isPlainNameSql(cell: string): string {
  return `strlen(${cell}) = length(${cell})`;
}

/**
 * SQL: `select` with `into`, the same as `companyKey` for its column `name` where that is in plain ASCII, but for the generic names; else NULL.
 * Step by step: inside CASE, DuckDB computes each mention of an expression anew.
 */
export function plainNamesSql(select: string, name: string, into: string): string {
  const steps = [
    `CASE WHEN contains(${into}, '&') OR contains(${into}, '''') THEN replace(replace(replace(${into}, '&', ' and '), '.', ''), '''s', 's')
      WHEN contains(${into}, '.') THEN replace(${into}, '.', '') ELSE ${into} END`,
    `CASE WHEN ${matchesSql(into, "[^a-z0-9 ]|  |^ | $")} THEN trim(regexp_replace(${into}, '[^a-z0-9]+', ' ', 'g')) ELSE ${into} END`,
    `CASE WHEN starts_with(${into}, 'the ') THEN substr(${into}, 5) ELSE ${into} END`,
    `nullif(regexp_replace(${into}, ${quoteText(ENDINGS)}, ''), '')`,
  ];
  return steps.reduce(
    (from, step) => `SELECT * REPLACE (${step} AS ${into}) FROM (${from})`,
    `SELECT *, CASE WHEN ${isPlainNameSql(name)} THEN lower(${name}) END AS ${into} FROM (${select})`,
  );
}

/** Keys of plain names that stand for no company in particular. */
export function genericNames(): readonly string[] {
  return [...GENERIC];
}
