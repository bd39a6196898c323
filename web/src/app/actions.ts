import type { Action } from "../../../src/icp/action.ts";

/** What each action means, in the order of what comes first. */
export const ACTION_WORDS: Readonly<Record<Action, string>> = {
  pursue: "sell to them now",
  watch: "they fit; wait until something happens",
  nurture: "marketing keeps in touch",
  check: "a person looks first",
  ask: "find out more first",
  suppress: "leave them alone",
};
