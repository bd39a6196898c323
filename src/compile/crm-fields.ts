/** The systems that take scores back. */
export type Crm = "salesforce" | "hubspot";

/** A field of the CRM that holds a part of the score, to be created once. */
export interface CrmField {
  /** Column of the file, and API name (Salesforce) or internal name (HubSpot). */
  readonly name: string;
  readonly label: string;
  readonly kind: "number" | "choice" | "text" | "day";
  /** Characters of a text. */
  readonly length: number | null;
  /** Values of a choice. */
  readonly values: readonly string[];
  readonly description: string;
}

/** Most UTF-16 code units of the sentence of reasons: what a text field of Salesforce holds. */
export const REASONS_LENGTH = 255;
/** Of a segment's name. */
export const SEGMENT_LENGTH = 80;
/** Of the version. */
export const VERSION_LENGTH = 80;

const PARTS: readonly (Omit<CrmField, "name" | "label"> & { readonly part: string })[] = [
  {
    part: "Fit",
    kind: "number",
    length: null,
    values: [],
    description: "Fit with the ideal customer profile, 0 to 100",
  },
  {
    part: "Level",
    kind: "choice",
    length: null,
    values: ["high", "medium", "low", "unknown"],
    description: "Level of the fit; unknown when too little is known",
  },
  {
    part: "Segment",
    kind: "text",
    length: SEGMENT_LENGTH,
    values: [],
    description: "Kind of best customer that the company is of",
  },
  {
    part: "Timing",
    kind: "number",
    length: null,
    values: [],
    description: "How active the company is now, 0 to 100; empty when no events were given",
  },
  {
    part: "Action",
    kind: "choice",
    length: null,
    values: ["pursue", "watch", "nurture", "check", "suppress", "ask"],
    description: "What to do, from fit and timing",
  },
  {
    part: "Reasons",
    kind: "text",
    length: REASONS_LENGTH,
    values: [],
    description: "Why: the points of each attribute",
  },
  {
    part: "Version",
    kind: "text",
    length: VERSION_LENGTH,
    values: [],
    description: "Version of the profile that scored",
  },
  { part: "Scored At", kind: "day", length: null, values: [], description: "Day of the score" },
];

/** The fields of the score in a CRM, in the order of the file. */
export function crmFields(crm: Crm): readonly CrmField[] {
  return PARTS.map(({ part, ...rest }) => {
    const label = `OpenICP ${part}`;
    const words = part.replaceAll(" ", "_");
    const name = crm === "salesforce" ? `OpenICP_${words}__c` : `openicp_${words.toLowerCase()}`;
    return { name, label, ...rest };
  });
}

const SALESFORCE_TYPES = { number: "Number(3, 0)", choice: "Picklist", text: "Text", day: "Date" } as const;
const HUBSPOT_TYPES = {
  number: "Number",
  choice: "Dropdown select",
  text: "Single-line text",
  day: "Date picker",
} as const;

/** The fields as rows of a table a person can create them from: header first. */
export function fieldRows(crm: Crm): readonly (readonly string[])[] {
  const rows = crmFields(crm).map(({ name, label, kind, length, values, description }) => {
    const type = crm === "salesforce" ? SALESFORCE_TYPES[kind] : HUBSPOT_TYPES[kind];
    const size = crm === "salesforce" && length !== null ? `(${length})` : "";
    return [name, label, `${type}${size}`, values.join("; "), description];
  });
  return [[crm === "salesforce" ? "API name" : "internal name", "label", "type", "values", "description"], ...rows];
}

/** `objects/Account.object` of a Salesforce metadata package: the custom fields, ready to deploy. */
export function salesforceObject(): string {
  const fields = crmFields("salesforce").map((field) => {
    const lines = [
      `<fullName>${field.name}</fullName>`,
      `<label>${field.label}</label>`,
      `<description>${field.description}</description>`,
      "<required>false</required>",
      ...salesforceType(field),
    ];
    return `    <fields>\n${lines.map((line) => `        ${line}\n`).join("")}    </fields>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<CustomObject xmlns="http://soap.sforce.com/2006/04/metadata">\n${fields.join("")}</CustomObject>\n`;
}

function salesforceType({ kind, length, values }: CrmField): readonly string[] {
  if (kind === "number") return ["<type>Number</type>", "<precision>3</precision>", "<scale>0</scale>"];
  if (kind === "day") return ["<type>Date</type>"];
  if (kind === "text") return ["<type>Text</type>", `<length>${length}</length>`];
  const entries = values.map(
    (value) => `        <value><fullName>${value}</fullName><default>false</default><label>${value}</label></value>`,
  );
  return [
    "<type>Picklist</type>",
    "<valueSet>",
    "    <restricted>false</restricted>",
    "    <valueSetDefinition>",
    "        <sorted>false</sorted>",
    ...entries,
    "    </valueSetDefinition>",
    "</valueSet>",
  ];
}

/** `package.xml` that names those fields. */
export function salesforcePackage(): string {
  const members = crmFields("salesforce").map(({ name }) => `        <members>Account.${name}</members>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Package xmlns="http://soap.sforce.com/2006/04/metadata">\n    <types>\n${members.join("")}        <name>CustomField</name>\n    </types>\n    <version>60.0</version>\n</Package>\n`;
}

const HUBSPOT_API = {
  number: { type: "number", fieldType: "number" },
  choice: { type: "enumeration", fieldType: "select" },
  text: { type: "string", fieldType: "text" },
  day: { type: "date", fieldType: "date" },
} as const;

/** Body of `POST /crm/v3/properties/companies/batch/create` of HubSpot. */
export function hubspotProperties(): string {
  const inputs = crmFields("hubspot").map(({ name, label, kind, values, description }) => ({
    groupName: "companyinformation",
    name,
    label,
    description,
    ...HUBSPOT_API[kind],
    ...(kind === "choice"
      ? { options: values.map((value, i) => ({ label: value, value, displayOrder: i, hidden: false })) }
      : {}),
  }));
  return `${JSON.stringify({ inputs }, null, 2)}\n`;
}

/** HubSpot's own ICP tier of a level; null leaves it as it is. */
export function hubspotTier(level: string): string | null {
  const tiers: Readonly<Record<string, string>> = { high: "tier_1", medium: "tier_2", low: "tier_3" };
  return tiers[level] ?? null;
}
