import { dirichletLogOdds } from "../../stats/dirichlet-log-odds.ts";
import { normalCdf } from "../../stats/normal.ts";
import { type Contrast, compare, LEAST_ACCOUNTS } from "../contrasts.ts";
import { type Deals, type Presence, within } from "../presence.ts";

/** How much the background of all notes counts, as a share of what is read. */
const PRIOR = 0.1;
/** Overlap (Jaccard) from which two phrases say the same of the deals. */
const ECHO = 0.75;
const MOST_ROWS = 40;

/** A phrase held against the outcome; `z`: log-odds over their standard error, above 0 in the notes of won deals. */
export interface WordContrast extends Contrast {
  readonly z: number;
}

export interface PainPoints {
  readonly deals: number;
  readonly won: number;
  readonly lost: number;
  readonly tested: number;
  readonly rows: readonly WordContrast[];
}

/**
 * Phrases that set notes of one group of deals apart from the others' (`deals.y`): log-odds with an informative Dirichlet prior over accounts
 * that use a phrase, and a test of the deals in which those of one account go together; both must hold, Benjamini-Hochberg over all.
 *
 * @param noted deals with a note
 */
export function painPoints(phrases: Presence, deals: Deals, noted: Int32Array): PainPoints {
  const own = within(phrases, deals, noted);
  const z = zOf(own.presence, own.deals);
  const { compared, tested } = compare([
    { ...own, test: () => true, other: (label) => 2 * normalCdf(-Math.abs(z[label]!)) },
  ]);
  const [{ contrasts, ...counts }] = compared as [(typeof compared)[number]];
  const place = new Map(own.presence.labels.map((label, i) => [label, i]));
  const rowsOf = (label: string): Int32Array => own.presence.rows[place.get(label)!]!;
  const rows = contrasts
    .filter(({ accounts }) => accounts >= LEAST_ACCOUNTS)
    .map((one) => ({ ...one, z: Number(z[place.get(one.label)!]!.toFixed(2)) + 0 }));
  return { ...counts, tested, rows: withoutEchoes(rows, rowsOf).slice(0, MOST_ROWS) };
}

/** z per phrase; words and pairs apart, for a pair's words are counted as words too. */
function zOf({ labels, rows }: Presence, { y, account }: Deals): Float64Array {
  const z = new Float64Array(labels.length);
  for (const pairs of [false, true]) {
    const some = labels.map((_, i) => i).filter((i) => labels[i]!.includes(" ") === pairs);
    const counts = some.map((i) => accountsBy(rows[i]!, y, account));
    const first = counts.map(([won]) => won);
    const second = counts.map(([, lost]) => lost);
    const prior = counts.map(([won, lost]) => PRIOR * (won + lost) + 0.01);
    dirichletLogOdds(first, second, prior).forEach((odds, k) => {
      z[some[k]!] = odds.z;
    });
  }
  return z;
}

/** Accounts with a won deal, and with a lost deal, among rows. */
function accountsBy(rows: Int32Array, y: Uint8Array, account: Int32Array): [won: number, lost: number] {
  const seen: [Set<number>, Set<number>] = [new Set(), new Set()];
  for (const row of rows) seen[y[row] === 1 ? 0 : 1].add(account[row]!);
  return [seen[0].size, seen[1].size];
}

/** Without phrases that stand in nearly the same notes as one before them; of a word and a pair that holds it the pair stays. */
function withoutEchoes(rows: readonly WordContrast[], rowsOf: (label: string) => Int32Array): WordContrast[] {
  const kept: { row: WordContrast; has: Set<number> }[] = [];
  for (const row of rows) {
    const has = new Set(rowsOf(row.label));
    const same = kept.findIndex((one) => jaccard(one.has, has) >= ECHO);
    if (same < 0) kept.push({ row, has });
    else if (longer(row, kept[same]!.row)) kept[same] = { row, has };
    if (kept.length > 2 * MOST_ROWS) break;
  }
  return kept.map(({ row }) => row);
}

function longer(one: WordContrast, other: WordContrast): boolean {
  return one.finding === other.finding && one.label.includes(" ") && !other.label.includes(" ");
}

function jaccard(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  let both = 0;
  for (const x of b) if (a.has(x)) both++;
  return both / (a.size + b.size - both);
}
