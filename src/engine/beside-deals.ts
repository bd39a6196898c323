import { fitOptions } from "../build/fit.ts";
import { worth } from "../build/rows.ts";
import { withDeclared } from "../declared/features.ts";
import { InputError } from "../errors.ts";
import type { Feature } from "../features/assemble.ts";
import type { ColumnReader } from "../features/dictionary.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { Facts } from "../ingest/facts.ts";
import { designEffect } from "../stats/clustered.ts";
import type { Database } from "../warehouse/database.ts";
import { declaredOf, type IsThere, withCarried } from "./carried-rules.ts";
import { candidateFor, declaredCounts } from "./declared-counts.ts";
import { withHypothesis } from "./declared-document.ts";
import { withCountedRules } from "./declared-rules.ts";
import { supportIn } from "./declared-support.ts";
import type { Prepared } from "./prepare.ts";
import type { ReadDeclared } from "./read-declared.ts";

/** Gives the features of the deals what a person declared of them; null where nobody declared anything. */
export function declaring(
  declared: ReadDeclared | null,
  { candidates }: Facts,
): ((features: readonly Feature[], reader: ColumnReader) => Promise<readonly Feature[]>) | null {
  if (declared === null) return null;
  return (features, reader) =>
    withDeclared(features, declared.card, reader, (attribute) => candidateFor(attribute, candidates)?.name ?? null);
}

/** A person may say what bands are worth, or which way they go, not both. */
export function checkDirections({ eligible }: Prepared): void {
  const both = eligible.find(({ feature: { coded } }) => coded.monotone !== undefined && coded.declared !== undefined);
  if (both !== undefined)
    throw new InputError(
      `--monotone and --declared both say what ${both.feature.header} is worth: leave one of them out`,
    );
}

/** A document learned from deals, with what people declared held against them: now, or, without a declared file, in an earlier version. */
export async function besideDeals(
  database: Database,
  document: IcpDocument,
  declared: ReadDeclared | null,
  facts: Facts,
  prepared: Prepared,
  previous: IcpDocument | null,
  orderName: string | null,
): Promise<IcpDocument> {
  if (declared === null)
    return previous === null
      ? document
      : withCountedRules(
          withCarried(document, previous, declaredOf(previous.disqualifiers), inColumns(document)),
          facts,
          prepared,
          orderName,
        );
  const { matrix, examined } = prepared;
  const won = matrix.y.reduce((a, b) => a + b, 0);
  const base = { rate: won / matrix.n, effect: designEffect(matrix.y, matrix.account) };
  const ruleIn = (column: string) => examined.find(({ feature }) => feature.name === column)?.feature.rule ?? null;
  const few = await declaredCounts(database, facts, declared.card, base, ruleIn);
  const before = previous?.disqualifiers ?? [];
  const beside = withHypothesis(document, declared, few, supportIn(matrix, document.seed), before);
  const alone = fitOptions(worth(matrix)).steady === null;
  const told = alone ? { ...beside, notes: [...beside.notes, dealsAlone(matrix.n)] } : beside;
  return withCountedRules(told, facts, prepared, orderName);
}

function dealsAlone(n: number): string {
  return `The points were learned from the ${n.toLocaleString("en-US")} deals alone, which are enough; what was declared is held against them.`;
}

/** By the columns of companies that the deals of a document have. */
function inColumns({ attributes }: IcpDocument): IsThere {
  return ({ source, columns }) =>
    attributes.some(
      (own) => own.about === "account" && (own.source === source || own.columns.some((one) => columns.includes(one))),
    );
}
