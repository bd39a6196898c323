import type { Store } from "../../store/store.ts";
import type { Warehouse } from "../../warehouse/kept/warehouse.ts";
import type { Away } from "../away/tasks.ts";
import type { Effects } from "../effects.ts";

/** A folder where data and versions live, open in this process alone. */
export interface Workspace {
  readonly dir: string;
  readonly about: AboutWorkspace;
  /** What files said, and the scores made of it. */
  readonly warehouse: Warehouse;
  /** What people and runs decided. */
  readonly store: Store;
  /** What opening it had to put in order, a sentence each. */
  readonly mended: readonly string[];
  close(): Promise<void>;
}

/** `workspace.json`. */
export interface AboutWorkspace {
  readonly format: 1;
  /** Told apart from other workspaces, also in a PostgreSQL database. */
  readonly id: string;
  /** ISO time. */
  readonly created_at: string;
  readonly store: "embedded" | "postgres";
}

/** What a verb needs from the world besides: the time, and who asks. */
export interface WorkspaceEffects extends Effects {
  now(): Date;
  /** Name of the person or job in runs, approvals and the audit log. */
  readonly by: string;
  /** The line of the run log that this work is a part of; who asked for it stands there. */
  readonly within?: number;
  /** Where work that takes seconds is done; default: in this thread. */
  readonly away?: Away;
}

/** The profile of a workspace with one product line. */
export const MAIN = "main";
