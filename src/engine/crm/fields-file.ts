import { extname } from "node:path";
import {
  type Crm,
  fieldRows,
  hubspotProperties,
  salesforceObject,
  salesforcePackage,
} from "../../compile/crm-fields.ts";
import { InputError } from "../../errors.ts";
import { zipOf } from "../../warehouse/files/write-zip.ts";

/**
 * The definitions of a CRM's fields in the form that the name of the file asks for: `.csv` a table to read, `.zip` a Salesforce package to
 * deploy, `.json` the body of HubSpot's API call. @throws InputError for any other ending
 */
export function fieldsFile(crm: Crm, path: string): string | Uint8Array {
  const ending = extname(path).toLowerCase();
  if (ending === ".csv") return csv(fieldRows(crm));
  if (ending === ".zip" && crm === "salesforce")
    return zipOf({ "package.xml": salesforcePackage(), "objects/Account.object": salesforceObject() });
  if (ending === ".json" && crm === "hubspot") return hubspotProperties();
  const own = crm === "salesforce" ? ".zip (a package to deploy)" : ".json (the body of the API call)";
  throw new InputError(`cannot write the fields as ${path}: for ${crm} its name must end in ${own} or .csv (a table)`);
}

function csv(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => `${row.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",")}\n`)
    .join("");
}
