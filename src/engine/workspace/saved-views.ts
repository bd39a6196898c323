import { InputError, NotFoundError } from "../../errors.ts";
import { audit } from "../../store/audit.ts";
import {
  countSavedViews,
  giveSavedView,
  putSavedView,
  readSavedView,
  removeSavedView,
  type SavedView,
  savedViewsOf,
} from "../../store/saved-views.ts";
import type { Db } from "../../store/store.ts";
import type { Workspace } from "./workspace.ts";

/** Who keeps a view, and when. */
export interface Keeper {
  readonly id: string;
  readonly name: string;
  /** What belongs to everybody may be changed. */
  readonly everybodys: boolean;
  readonly at: Date;
}

export interface WantedView {
  /** A new one's id. */
  readonly id: string;
  readonly page: string;
  readonly name: string;
  readonly choice: Readonly<Record<string, unknown>>;
  readonly everybody: boolean;
}

/** Views of a page that somebody has, or everybody. */
const MOST = 100;

/** The views of a page that somebody sees: everybody's, then their own. */
export function tellSavedViews({ store }: Workspace, page: string, user: string): Promise<readonly SavedView[]> {
  return savedViewsOf(store.db, page, user);
}

/** Keeps what is picked on a page under a name. @throws InputError where there are too many */
export function keepView({ store }: Workspace, wanted: WantedView, keeper: Keeper): Promise<SavedView> {
  const { everybody, ...view } = wanted;
  const user = everybody ? null : keeper.id;
  return store.transaction(async (tx) => {
    const there = await savedViewsOf(tx, view.page, keeper.id);
    if (!there.some(({ name, user_id }) => name === view.name && user_id === user))
      await requireRoom(tx, view.page, user);
    const kept = await putSavedView(tx, { ...view, user_id: user, made_at: keeper.at, made_by: keeper.name });
    await log(tx, keeper, "keep view", kept);
    return kept;
  });
}

/** Gives a view of one's own to everybody, or takes it back. @throws InputError where the name is taken, and for a view that somebody else gave */
export function giveView({ store }: Workspace, id: string, everybody: boolean, keeper: Keeper): Promise<SavedView> {
  return store.transaction(async (tx) => {
    const view = await requireView(tx, id, keeper);
    const user = everybody ? null : keeper.id;
    if (view.user_id === user) return view;
    if (!everybody && view.made_by !== keeper.name)
      throw new InputError(
        "somebody else gave this view to everybody: keep one of your own, or forget it for everybody",
      );
    const there = await savedViewsOf(tx, view.page, keeper.id);
    if (there.some(({ name, user_id }) => name === view.name && user_id === user))
      throw new InputError(
        everybody
          ? `everybody has a view "${view.name}" already: give yours another name first`
          : `you have a view "${view.name}" already: forget it first`,
      );
    await requireRoom(tx, view.page, user);
    const given = await giveSavedView(tx, id, user);
    await log(tx, keeper, everybody ? "share view" : "end share of view", given);
    return given;
  });
}

/** Forgets a view. @throws NotFoundError */
export function forgetView({ store }: Workspace, id: string, keeper: Keeper): Promise<void> {
  return store.transaction(async (tx) => {
    const view = await requireView(tx, id, keeper);
    await removeSavedView(tx, id);
    await log(tx, keeper, "forget view", view);
  });
}

/** A view that this person may change: for others it is not there. */
async function requireView(tx: Db, id: string, { id: user, everybodys }: Keeper): Promise<SavedView> {
  const found = await readSavedView(tx, id);
  if (found === null || (found.user_id !== null && found.user_id !== user))
    throw new NotFoundError("there is no such view");
  if (found.user_id === null && !everybodys)
    throw new InputError("this view is everybody's: an editor or an admin changes it");
  return found;
}

async function requireRoom(tx: Db, page: string, user: string | null): Promise<void> {
  if ((await countSavedViews(tx, page, user)) >= MOST)
    throw new InputError(`there are ${MOST} views already: forget some of them first`);
}

/** Neither the view's name nor what it picks: both may name somebody. */
async function log(tx: Db, { at, name }: Keeper, action: string, { id, page, user_id }: SavedView): Promise<void> {
  await audit(tx, {
    at,
    who: name,
    action,
    subject: `a view of ${page}`,
    details: { id, everybody: user_id === null },
  });
}
