import { paragraphOf } from "../disqualify/words.ts";
import { InputError } from "../errors.ts";
import type { Disqualifier, DisqualifierSearch } from "../icp/disqualifier.ts";
import type { IcpDocument, IcpEnvelope } from "../icp/document.ts";
import { nearest } from "../ingest/nearest.ts";
import { sealed } from "./document.ts";
import { readIcp } from "./read-icp.ts";

export type Decision = "confirmed" | "rejected";

/** A rule that a person decided on. */
export interface DecidedRule {
  /** Its place among the document's disqualifiers, from 1, as the page numbers them. */
  readonly number: number;
  readonly id: string;
  readonly who: string;
  readonly status: Disqualifier["status"];
}

/** A new version of a document, with what a person made of its rules. */
export interface Decided {
  readonly envelope: IcpEnvelope;
  /** Id of the version before. */
  readonly before: string;
  readonly rules: readonly DecidedRule[];
}

/**
 * Confirms or rejects disqualifiers of a document: a new version, not yet approved. Rules are named by number or id.
 *
 * @param today ISO day of the new version
 * @throws InputError for a rule that is not there, and for a watch-out to be confirmed
 */
export async function decideRules(
  path: string,
  names: readonly string[],
  decision: Decision,
  today: string,
): Promise<Decided> {
  const { document } = await readIcp(path);
  const { document: next, places } = withDecision(document, names, decision);
  return {
    envelope: { created_at: today, approved_by: null, document: sealed(next) },
    before: document.id,
    rules: places.map((place) => {
      const { id, who, status } = next.disqualifiers[place]!;
      return { number: place + 1, id, who, status };
    }),
  };
}

/** A document, not yet sealed, with a decision on rules named by number or id, and their places. @throws InputError as `decideRules` */
export function withDecision(
  document: IcpDocument,
  names: readonly string[],
  decision: Decision,
): { readonly document: IcpDocument; readonly places: readonly number[] } {
  const places = [...new Set(names.map((name) => placeOf(document, name)))];
  if (decision === "confirmed") for (const place of places) requireHard(document, place);
  const disqualifiers = document.disqualifiers.map((one, i) => (places.includes(i) ? decided(one, decision) : one));
  return { document: { ...document, disqualifiers, ...searches(document, disqualifiers) }, places };
}

function placeOf({ disqualifiers }: IcpDocument, name: string): number {
  const at = disqualifiers.findIndex(({ id }) => id === name);
  if (at >= 0) return at;
  if (disqualifiers.length === 0)
    throw new InputError("this profile holds no disqualifiers: there is nothing to confirm or reject");
  const number = Number(name);
  if (Number.isInteger(number) && number >= 1 && number <= disqualifiers.length) return number - 1;
  const ids = nearest(
    name,
    disqualifiers.map(({ id }) => id),
  );
  const hint = ids.length > 0 ? `did you mean ${ids.map((id) => `"${id}"`).join(" or ")}?` : "";
  const range = disqualifiers.length === 1 ? "it has one, 1" : `they are numbered 1 to ${disqualifiers.length}`;
  throw new InputError(
    `this profile has no disqualifier "${name}": ${hint === "" ? `${range}; openicp show lists them` : hint}`,
  );
}

function requireHard({ disqualifiers }: IcpDocument, place: number): void {
  const { kind, who, id } = disqualifiers[place]!;
  if (kind === "disqualifier") return;
  throw new InputError(
    `${place + 1}, "${who}" (${id}), is a watch-out: it is shown and never filters, so there is nothing to confirm; openicp reject takes it off the page`,
  );
}

function decided(one: Disqualifier, decision: Decision): Disqualifier {
  if (one.source === "declared") return { ...one, status: decision === "confirmed" ? "declared" : "rejected" };
  return { ...one, status: decision };
}

/** The paragraphs with the rules as they stand now; what all rules save together is counted anew by the next build. */
function searches(
  { disqualifier_search: before, disqualifiers: old }: IcpDocument,
  rules: readonly Disqualifier[],
): Pick<IcpDocument, "disqualifier_search"> {
  if (before === undefined) return {};
  const meant = (all: readonly Disqualifier[], aim: DisqualifierSearch["aim"]) =>
    all.flatMap((one) => (one.source === "learned" && one.aim === aim ? [one] : []));
  const hard = (all: readonly Disqualifier[], aim: DisqualifierSearch["aim"]): string =>
    meant(all, aim)
      .filter(({ kind, status }) => kind === "disqualifier" && status !== "rejected")
      .map(({ id }) => id)
      .join("\n");
  return {
    disqualifier_search: before.map((search) => {
      const { aim } = search;
      const together = hard(old, aim) === hard(rules, aim) ? search.together : null;
      if (search.searched === 0) return { ...search, together };
      return { ...search, together, paragraph: paragraphOf({ ...search, together, rules: meant(rules, aim) }) };
    }),
  };
}
