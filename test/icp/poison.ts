import { type IcpDocument, icpDocument } from "../../src/icp/document.ts";

/** What an attacker would put into a CRM field. */
const PAYLOAD = `"><script>alert(1)</script><img src=x onerror='alert(1)'></style>\`| [evil](javascript:alert(1)) {{x}}`;

/** Keys whose values are words of the schema, not of a file. */
const FIXED = new Set([
  "schema",
  "goal",
  "about",
  "family",
  "kind",
  "status",
  "maturity",
  "method",
  "level",
  "as_of",
  "decimal",
  "rank",
  "market",
  "aim",
  "row_weights",
  "role",
  "timing",
  "measure",
  "is",
  "by",
]);

/** The document with the payload in every text that could come from a file or be written by one who edits it. */
export function poisoned(document: IcpDocument): IcpDocument {
  const visit = (value: unknown, key: string): unknown => {
    if (typeof value === "string")
      return FIXED.has(key) ||
        (key === "source" && ["learned", "declared", "counted", "said", "default"].includes(value)) ||
        (key === "verdict" && !value.includes(" that "))
        ? value
        : value + PAYLOAD;
    if (Array.isArray(value)) return value.map((inner) => visit(inner, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, visit(inner, name)]));
  };
  return icpDocument.parse(visit(document, ""));
}
