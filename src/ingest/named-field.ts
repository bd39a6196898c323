import { InputError } from "../errors.ts";
import { knownSpellings } from "./aliases.ts";
import { fieldName } from "./field-name.ts";
import { editDistance } from "./nearest.ts";

/** Fields that mean something beside those with spellings of their own. */
const MORE = [
  "id",
  "name",
  "pipeline",
  "email_domain",
  "contract_term",
  "contract_months",
  "contract_years",
  "deleted",
];
/** Shorter words than these differ by one letter, or two, and mean different things (state, stage; lead score, lead source). */
const ONE_LETTER = 5;
const TWO_LETTERS = 12;

/** The field that a person names for a column. Throws `InputError` for one that is almost a known field: a typing error, not a name. */
export function namedField(header: string, wanted: string): string {
  if (wanted.trim() === "")
    throw new InputError(`--map: say which field "${header}" is, such as '${header}=employees'`);
  const field = fieldName(wanted);
  if (field === fieldName(header) || isKnown(field)) return field;
  const meant = almost(field.replaceAll("_", ""));
  if (meant !== null)
    throw new InputError(
      `--map: there is no field "${wanted.trim()}"; did you mean '${header}=${meant}'? To make it an attribute of its own, choose a name that differs more`,
    );
  return field;
}

/** The name is one that no rule knows: the column becomes an attribute called so. */
export function isOwnField(header: string, field: string): boolean {
  return field !== fieldName(header) && !isKnown(field);
}

function isKnown(field: string): boolean {
  return MORE.includes(field) || fields().has(field);
}

function fields(): ReadonlySet<string> {
  return new Set(knownSpellings().values());
}

function almost(squashed: string): string | null {
  const most = squashed.length >= TWO_LETTERS ? 2 : squashed.length >= ONE_LETTER ? 1 : 0;
  const spellings = [...knownSpellings(), ...[...fields()].map((field) => [field.replaceAll("_", ""), field] as const)];
  const near = spellings
    .map(([spelling, field]) => ({ field, distance: editDistance(squashed, spelling) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.field ?? null;
}
