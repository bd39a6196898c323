import { cardParts } from "./card-parts.ts";
import type { Context } from "./context.ts";
import { decisionsBlockOf } from "./decisions.ts";
import { editedBlockOf } from "./edited.ts";
import { goalBlockOf } from "./goal.ts";
import { leavesBlockOf } from "./leaves.ts";
import { marketBlockOf } from "./market.ts";
import type { Fact } from "./page.ts";
import type { Phrase } from "./phrase.ts";
import { pipelineBlockOf } from "./pipeline.ts";
import type { ReportPlot } from "./report.ts";
import { samplesBlockOf } from "./samples.ts";
import { tiersBlockOf } from "./tiers.ts";
import { valueBlockOf } from "./value.ts";
import { whenOf } from "./when.ts";

/** A section of the page that is made of facts, tables and notes. Every renderer sets any block, so that a new part needs none of its own. */
export interface Block {
  /** Name of its place in the page, kebab-case. */
  readonly id: string;
  readonly title: string;
  /** One short sentence beside the title; empty for none. */
  readonly lead: Phrase;
  readonly facts: readonly Fact[];
  readonly tables: readonly BlockTable[];
  /** How to read it, and what is missing. */
  readonly notes: readonly Phrase[];
  /** False for what the sheet has no room for: it stands in the file only. */
  readonly onPaper?: boolean;
  /** Drawn beside the tables, which say the same, where a page can draw. */
  readonly plots?: readonly ReportPlot[];
}

export interface BlockTable {
  readonly title: string;
  readonly columns: readonly BlockColumn[];
  /** One cell for each column; the first names the row. */
  readonly rows: readonly (readonly Phrase[])[];
  /** Shown at once; else a click away, and not on paper. */
  readonly open: boolean;
  /** Rows that only the document has. */
  readonly more: number;
}

export interface BlockColumn {
  readonly head: string;
  readonly number: boolean;
}

/** The blocks of a document in the order of the page; those with nothing to say are left out. */
export function blocksOf(context: Context): readonly Block[] {
  return BLOCKS.flatMap((blockOf) => blockOf(context) ?? []);
}

const BLOCKS: readonly ((context: Context) => Block | null)[] = [
  goalBlockOf,
  editedBlockOf,
  decisionsBlockOf,
  leavesBlockOf,
  cardParts,
  valueBlockOf,
  whenOf,
  marketBlockOf,
  tiersBlockOf,
  samplesBlockOf,
  pipelineBlockOf,
];
