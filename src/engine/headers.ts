import { InputError } from "../errors.ts";
import type { IcpDocument } from "../icp/document.ts";
import { scoredBy } from "../icp/scored-by.ts";
import { testsOf } from "../icp/tests-of.ts";
import { fieldName, squashedHeader } from "../ingest/field-name.ts";
import { splitAssignment } from "../ingest/options.ts";
import { listsPeople } from "./match/stand-ins.ts";

/** Fields that say which company or deal a row is, in the order in which a scores file shows them. */
const ID_FIELDS =
  /^(id|(account|opportunity|deal|company|record|crm|external|lead)_id|permalink|domain|website|(account_|company_|opportunity_|deal_)?name|account|company)$/;

/** Fields that a list of people says of the person and of the company. */
const PLACES: readonly string[] = ["country", "state", "city", "region", "postal_code", "street"];

/** An address of the company that says least where it is at home. */
const BILLING = /^billing/i;

/** Which column of a file each attribute of the scorecard, and of rules, is read from: by the header of the build, else by field name. */
export interface HeaderMatch {
  readonly columns: ReadonlyMap<string, string>;
  /** Labels of attributes of the scorecard whose column the file does not have. */
  readonly absent: readonly string[];
}

/** `COLUMN=field` as a person says it: the header that stands for a field. */
function namedColumns(
  map: readonly string[],
  headers: readonly string[],
  fields: readonly string[],
): ReadonlyMap<string, string> {
  return new Map(
    map.map((text) => {
      const { header, rest } = splitAssignment(text, "--map", headers);
      const field = fieldName(rest);
      if (!fields.includes(field))
        throw new InputError(
          `--map: this profile does not score by "${rest}"; it reads ${[...new Set(fields)].join(", ")}`,
        );
      return [field, header];
    }),
  );
}

/**
 * Finds the columns of a file for a document's scorecard; headers may be spelled in any way that gives the same field name.
 * Where the rows are people, a place is read from the company's own columns only.
 *
 * @param map `COLUMN=field` for what the names do not tell @throws InputError for a column that is not there
 */
export function matchHeaders(
  document: IcpDocument,
  headers: readonly string[],
  map: readonly string[] = [],
): HeaderMatch {
  const used = testsOf(document);
  const scored = new Set(scoredBy(document.scorecard));
  const fields = document.attributes.filter((a) => used.has(a.name)).map((a) => a.source);
  const named = namedColumns(map, headers, fields);
  const people = listsPeople(headers);
  const columns = new Map<string, string>();
  const absent: string[] = [];
  for (const attribute of document.attributes) {
    if (!used.has(attribute.name)) continue;
    const own = people && PLACES.includes(attribute.source) ? headers.filter(isOfCompany) : headers;
    const found =
      named.get(attribute.source) ??
      (own === headers ? undefined : own.find((h) => fieldName(h) === attribute.source && !BILLING.test(h))) ??
      own.find((h) => attribute.columns.includes(h)) ??
      own.find((h) => fieldName(h) === attribute.source);
    if (found !== undefined) columns.set(attribute.source, found);
    else if (scored.has(attribute.name)) absent.push(attribute.label);
  }
  return { columns, absent };
}

/** Whether a file lacks the column of every attribute of the scorecard, given the labels of those it lacks. */
export function readsNothing({ scorecard }: IcpDocument, absent: readonly string[]): boolean {
  return absent.length > 0 && absent.length >= scoredBy(scorecard).length;
}

/** A column of a list of people that is the person's own, and not read as the attribute of the company that it is named like. */
export interface PersonalColumn {
  readonly source: string;
  readonly label: string;
  readonly header: string;
}

/** The places of a list of people that were left alone, where nothing else says those of the company. */
export function personalColumns(
  document: IcpDocument,
  headers: readonly string[],
  columns: ReadonlyMap<string, string>,
): readonly PersonalColumn[] {
  if (!listsPeople(headers)) return [];
  const used = testsOf(document);
  const sources = new Map(document.attributes.filter((a) => used.has(a.name)).map((a) => [a.source, a]));
  return [...sources.values()].flatMap(({ source, label }) => {
    const header = headers.find((h) => fieldName(h) === source);
    return columns.has(source) || !PLACES.includes(source) || header === undefined ? [] : [{ source, label, header }];
  });
}

/** `Company Country` of a list of people, whose `Country` is the person's own. */
function isOfCompany(header: string): boolean {
  return /^(company|account|organi[sz]ation|hq|headquarter|billing)/.test(squashedHeader(header));
}

/** The columns of a file by which people recognise a row. */
export function idColumns(headers: readonly string[]): string[] {
  return headers.filter((h) => ID_FIELDS.test(fieldName(h)));
}
