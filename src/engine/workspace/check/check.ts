import { InputError } from "../../../errors.ts";
import { quoteIdentifier, quoteText } from "../../../sql/quote.ts";
import { keptSources, rawName } from "../../../warehouse/kept/source.ts";
import type { AccountIndex } from "../accounts/account-index.ts";
import type { AccountLine } from "../accounts/shapes.ts";
import type { VersionScorer } from "../in-force-scorers.ts";
import type { RawRow } from "../row-scorer.ts";
import type { Workspace } from "../workspace.ts";
import { type Answers, rowOfAnswers } from "./answers.ts";
import { findAccounts } from "./find-account.ts";
import type { Peers } from "./peers.ts";
import { type Question, questionsOf } from "./questions.ts";
import { type CheckTold, tellCheck } from "./tell-check.ts";

/** What a person learns of a company that they typed. */
export type Checked =
  | { readonly found: "account"; readonly account: AccountLine; readonly told: CheckTold }
  | { readonly found: "several"; readonly candidates: readonly AccountLine[] }
  | { readonly found: "none"; readonly why: string; readonly questions: readonly Question[] };

/** What a check works with. */
export interface CheckTools {
  readonly workspace: Workspace;
  readonly index: AccountIndex;
  readonly scorer: VersionScorer;
  readonly peers: Peers;
}

/** Looks an account up by a domain, an address, an e-mail or a name. */
export async function checkAccount(tools: CheckTools, text: string): Promise<Checked> {
  const found = await findAccounts(tools.index, text);
  const questions = questionsOf(tools.scorer.document);
  if (found === null)
    return {
      found: "none",
      why: `"${text.trim().slice(0, 100)}" does not say which company it is: type its own website or name, or answer these questions`,
      questions,
    };
  const { exact, near } = found;
  const [only, ...others] = exact;
  if (only !== undefined && others.length === 0) {
    const row = await rowOf(tools.workspace, only);
    const { document, score } = tools.scorer;
    if (row !== null) {
      const told = tellCheck(document, score, tools.peers, row, only);
      const { timing, action } = only;
      return { found: "account", account: only, told: { ...told, score: { ...told.score, timing, action } } };
    }
  }
  if (exact.length + near.length > 0) return { found: "several", candidates: [...exact, ...near] };
  return {
    found: "none",
    why: `${text.trim().slice(0, 100)} is not among the accounts: answer these questions`,
    questions,
  };
}

/** The score of a company that nobody imported, by answers. @throws InputError for answers that fit no question, and without any */
export function checkAnswers({ scorer, peers }: Omit<CheckTools, "workspace" | "index">, answers: Answers): CheckTold {
  const row = rowOfAnswers(scorer.document, answers);
  if (Object.keys(row).length === 0) throw new InputError("answer at least one question");
  return tellCheck(scorer.document, scorer.score, peers, row, null);
}

/** What the newest row of an account says; null where it is gone. */
async function rowOf({ warehouse }: Workspace, { source, key }: AccountLine): Promise<RawRow | null> {
  const database = await warehouse.work();
  try {
    const kept = (await keptSources(database)).find((one) => one.source === source);
    if (kept === undefined) return null;
    const columns = kept.columns.map(quoteIdentifier).join(", ");
    const [row] = await database.rows<RawRow>(
      `SELECT ${columns} FROM ${rawName(kept)} WHERE __key = ${quoteText(key)} AND __nth = 1 AND __gone IS NULL`,
    );
    return row ?? null;
  } finally {
    database.close();
  }
}
