import type { Version } from "../api/types.ts";

/** What a person is about to do. */
export type Doing =
  | { readonly what: "build" }
  | { readonly what: "approve"; readonly version: Version }
  | { readonly what: "rollback"; readonly version: Version };

/** A job that was begun for it. */
export interface Begun {
  readonly id: string;
  readonly title: string;
  /** What is told when it ended well. */
  readonly done: string;
}
