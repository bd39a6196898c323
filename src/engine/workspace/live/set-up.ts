import { randomUUID } from "node:crypto";
import { InputError } from "../../../errors.ts";
import type { LiveOutcome } from "../../../ingest/live-outcomes.ts";
import { controlNeeded, eachNeeded, smallestShown } from "../../../live/sample-size.ts";
import { audit } from "../../../store/audit.ts";
import { entryCounts } from "../../../store/list-entries.ts";
import { freezeList, type List, requireThawed } from "../../../store/lists.ts";
import { USUAL } from "../../compare.ts";
import type { Workspace, WorkspaceEffects } from "../workspace.ts";
import { putTest, requireTest, testsOf } from "./kept-tests.ts";
import type { LiveTest, LiveTestPlan } from "./shapes.ts";

export interface PlanRequest {
  readonly outcome: LiveOutcome;
  /** The rate that the control is expected to have; null: what is usual for the outcome. */
  readonly usual: number | null;
  /** A difference that is to show; null for none. */
  readonly difference: number | null;
}

/** What a test of a list against its control could show. */
export async function planTest(
  { store }: Workspace,
  list: List,
  { outcome, usual: said, difference }: PlanRequest,
): Promise<LiveTestPlan> {
  const counts = await entryCounts(store.db, list.id);
  const tiered = counts.filter(({ tier }) => tier !== null).reduce((sum, { accounts }) => sum + accounts, 0);
  const sides = { list: tiered, control: counts.find(({ tier }) => tier === null)?.accounts ?? 0 };
  const usual = said ?? USUAL[outcome];
  return {
    ...{ list: list.name, outcome, usual, sides, difference },
    smallest: smallestShown(sides, usual),
    control_needed: difference === null ? null : controlNeeded(sides.list, usual, difference),
    each_needed: difference === null ? null : eachNeeded(usual, difference),
  };
}

export interface StartRequest {
  readonly icp: string;
  readonly outcome: LiveOutcome;
  readonly usual: number | null;
  /** ISO days; null for today. */
  readonly since: string | null;
  readonly until: string;
}

/**
 * Begins a live test of a list against the control that it keeps aside, and freezes the list, so that it is worked as it stands.
 *
 * @throws InputError for a list without a control, for days that do not fit, and while another test of the list runs
 */
export async function startTest(
  workspace: Workspace,
  list: List,
  { icp, outcome, usual, since: said, until }: StartRequest,
  effects: WorkspaceEffects,
): Promise<LiveTest> {
  const { sides, smallest, usual: rate } = await planTest(workspace, list, { outcome, usual, difference: null });
  const at = effects.now();
  const today = at.toISOString().slice(0, 10);
  const since = said ?? today;
  if (list.made_at === null || sides.list === 0) throw new InputError(`nobody is on ${list.name}: make it first`);
  if (sides.control === 0)
    throw new InputError(`${list.name} keeps nobody aside to compare with: say how many, and make it again`);
  // Whoever begins later than it is said to begin has seen outcomes that would then decide it.
  if (since < today)
    throw new InputError(`a live test begins on ${today} at the earliest: what happened before then was seen already`);
  if (until <= since || until <= today)
    throw new InputError(
      `the last day has to be said before the test begins: ${until} has come, or is not after ${since}`,
    );
  const test = {
    ...{ id: randomUUID(), list: list.name, list_id: list.id, outcome, usual: rate, since, until },
    ...{ started_at: at.toISOString(), ended_at: null, sides, smallest },
  };
  await workspace.store.transaction(async (tx) => {
    if ((await testsOf(tx, icp)).some((one) => one.list_id === list.id && one.ended_at === null))
      throw new InputError(`a live test of ${list.name} runs already: end it first`);
    if (list.frozen_at === null) {
      await requireThawed(tx, list.id);
      await freezeList(tx, list.id, at);
    }
    await putTest(tx, icp, test, at, effects.by);
    const details = { outcome, since, until, list: sides.list, control: sides.control };
    await audit(tx, { at, who: effects.by, action: "begin live test", subject: `list ${list.name}`, details });
  });
  return test;
}

/** Ends a test: nothing is lost, the list stays frozen until somebody thaws it. @throws NotFoundError */
export async function endTest(
  workspace: Workspace,
  icp: string,
  id: string,
  effects: WorkspaceEffects,
): Promise<LiveTest> {
  const at = effects.now();
  return workspace.store.transaction(async (tx) => {
    const test = await requireTest(tx, icp, id);
    if (test.ended_at !== null) return test;
    const ended = { ...test, ended_at: at.toISOString() };
    await putTest(tx, icp, ended, at, effects.by);
    await audit(tx, { at, who: effects.by, action: "end live test", subject: `list ${test.list}` });
    return ended;
  });
}
