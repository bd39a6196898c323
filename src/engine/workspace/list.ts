import { resolve } from "node:path";
import { InputError } from "../../errors.ts";
import { quoteIdentifier } from "../../sql/quote.ts";
import { audit } from "../../store/audit.ts";
import { entriesNow, type ListEntry, moveEntries } from "../../store/list-entries.ts";
import { addList, changeList, freezeList, type List, listsOf } from "../../store/lists.ts";
import { visibleRuns } from "../../store/score-runs.ts";
import type { Database } from "../../warehouse/database.ts";
import { copyToCsv } from "../../warehouse/files/write.ts";
import { interruptOn } from "../../warehouse/interrupt-on.ts";
import { keptImports } from "../../warehouse/kept/source.ts";
import { safeCell } from "../../warehouse/safe-cell.ts";
import { type Current, currentScores } from "./current.ts";
import { type Change, changesOf } from "./list/changes.ts";
import { detailsOf, type NewPlace, newPlaces, type TierMove } from "./list/entries.ts";
import { inflationWarnings } from "./list/inflation.ts";
import { type LaidPlaces, layPlaces, leftOutSql, NAMED, SCORES } from "./list/lay-places.ts";
import { type LastMade, type ListSpec, newSpec, specOf } from "./list/spec.ts";
import { enteredWhy, leftWhy, movedWhy, type WhyContext } from "./list/why.ts";
import type { Workspace, WorkspaceEffects } from "./workspace.ts";

/** The list that is meant where none is named. */
export const TARGETS = "targets";

export interface ListRequest {
  readonly icp: string;
  readonly name: string;
  /** What is said of how it is made: the rest stays as it was. */
  readonly spec: Partial<Omit<ListSpec, "seed">>;
  /** For a new list: draws its control. */
  readonly seed: number;
  /** ISO day that lost deals are counted back from; null: the newest day on which something happened. */
  readonly asOf: string | null;
  /** Where whoever is left out goes (CSV); null for nowhere. */
  readonly dropped: string | null;
  /** Cells go out as they are, formulas included. */
  readonly raw: boolean;
}

/** What became of an account by making a list. */
export interface Moved {
  readonly account: string;
  readonly name: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly why: string;
}

/** A list as it was made. `accounts = tiers + left_out + below`, always. */
export interface MadeList {
  readonly list: string;
  readonly icp: string;
  readonly version: string;
  readonly number: number;
  readonly made_at: string;
  readonly spec: ListSpec;
  /** Accounts with a score. */
  readonly accounts: number;
  readonly levels: LaidPlaces["levels"];
  readonly tiers: LaidPlaces["tiers"]["tiers"];
  readonly ranked_by: readonly string[];
  readonly provisional: boolean;
  readonly control: number;
  readonly left_out: LaidPlaces["left_out"];
  /** Accounts whose score does not bring them on the list. */
  readonly below: number;
  readonly first: boolean;
  readonly entered: readonly Moved[];
  readonly left: readonly Moved[];
  readonly moved: readonly Moved[];
  readonly as_of: string | null;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** The list of this name; null where there is none. @throws InputError for a list of another profile */
export async function findList({ store }: Workspace, icp: string, name: string): Promise<List | null> {
  const found = (await listsOf(store.db)).find((list) => list.name === name);
  if (found !== undefined && found.icp !== icp)
    throw new InputError(`the list ${name} is of the profile ${found.icp}: name it with --product-line ${found.icp}`);
  return found ?? null;
}

/**
 * Makes a list, or makes it again, from the scores in force: whoever fits, minus whom not to touch, in tiers. Who enters, leaves or changes
 * tier is kept with why.
 *
 * @throws InputError where no version is in force, and for a list that is frozen
 */
export async function makeList(
  workspace: Workspace,
  request: ListRequest,
  effects: WorkspaceEffects,
): Promise<MadeList> {
  const list = await findList(workspace, request.icp, request.name);
  if (list?.frozen_at != null)
    throw new InputError(
      `the list ${list.name} is frozen since ${list.frozen_at.toISOString().slice(0, 10)}: it stays as it is until --thaw`,
    );
  const { spec: before, made } = list === null ? { spec: await newSpec(workspace, request), made: null } : specOf(list);
  const spec = specWith(before, request.spec);
  const database = await workspace.warehouse.work();
  const close = interruptOn(effects.signal, database);
  try {
    effects.progress("reading the scores", 0, 3);
    const current = await currentScores(workspace, database, request.icp);
    const laid = await layPlaces(database, current, spec, request.asOf);
    effects.progress("who comes and goes", 1, 3);
    const places = await newPlaces(database);
    const context = {
      ...{ made, spec, version: current.version.id, number: current.version.number },
      remade: list !== null && JSON.stringify(spec) !== JSON.stringify(before),
      full: new Set(laid.tiers.tiers.flatMap((one) => (one.accounts === one.capacity ? [one.tier] : []))),
    };
    const at = effects.now();
    const there = list === null ? [] : await entriesNow(workspace.store.db, list.id);
    const moves = await movesOf(database, current, there, places, context, at);
    const stale = await staleNotes(workspace, database, current);
    if (request.dropped !== null) await writeDropped(database, request.dropped, request.raw);
    effects.progress("keeping it", 2, 3);
    const now: LastMade = {
      version: current.version.id,
      number: current.version.number,
      run: current.run,
      accounts: laid.accounts,
      high: laid.levels.high,
      provisional: laid.tiers.provisional,
    };
    await workspace.store.transaction(async (tx) => {
      const { icp, name } = request;
      const kept = list ?? (await addList(tx, { name, icp, spec: { ...spec, made: now }, at, by: effects.by }));
      if (list !== null) await changeList(tx, kept.id, { ...spec, made: now });
      await moveEntries(tx, kept.id, { at, entered: moves.enter, left: moves.leave, stayed: moves.changed });
      const { entered, left, moved } = moves;
      const details = { version: now.version, entered: entered.length, left: left.length, moved: moved.length };
      await audit(tx, { at, who: effects.by, action: "make list", subject: `list ${name}`, details });
    });
    effects.progress("done", 3, 3);
    const tiered = laid.tiers.tiers.reduce((sum, { accounts }) => sum + accounts, 0);
    const out = laid.left_out.reduce((sum, { accounts }) => sum + accounts, 0);
    const { entered, left, moved } = moves;
    return {
      list: request.name,
      icp: request.icp,
      version: now.version,
      number: now.number,
      made_at: at.toISOString(),
      spec,
      accounts: laid.accounts,
      levels: laid.levels,
      tiers: laid.tiers.tiers,
      ranked_by: laid.tiers.key,
      provisional: laid.tiers.provisional,
      control: laid.tiers.control ?? 0,
      left_out: laid.left_out,
      below: laid.accounts - tiered - out,
      first: made === null,
      ...{ entered, left, moved },
      as_of: laid.as_of,
      notes: [...laid.notes, ...stale],
      warnings: inflationWarnings(now, made, list?.made_at ?? null),
    };
  } finally {
    close();
  }
}

/** How a list is made from now on; paths are kept whole, so that it is made again from any folder. */
function specWith(before: ListSpec, said: ListRequest["spec"]): ListSpec {
  const { exclude, teams } = said;
  return {
    ...before,
    ...said,
    ...(exclude === undefined ? {} : { exclude: exclude.map((path) => resolve(path)) }),
    ...(teams === undefined || teams === null ? {} : { teams: resolve(teams) }),
  };
}

interface Moves {
  readonly enter: readonly (NewPlace & { readonly why: string })[];
  readonly leave: readonly { readonly account: string; readonly why: string }[];
  /** Who stays and stands elsewhere, or is otherwise than before. */
  readonly changed: readonly NewPlace[];
  readonly entered: readonly Moved[];
  readonly left: readonly Moved[];
  readonly moved: readonly Moved[];
}

/** Who enters, leaves and changes tier, each with why. */
async function movesOf(
  database: Database,
  current: Current,
  there: readonly ListEntry[],
  places: readonly NewPlace[],
  context: WhyContext,
  at: Date,
): Promise<Moves> {
  const before = new Map(there.map((entry) => [entry.account, entry]));
  const now = new Map(places.map((place) => [place.account, place]));
  const leaving = there.filter(({ account }) => !now.has(account));
  const entering = places.filter(({ account }) => !before.has(account));
  const staying = places.filter(({ account }) => before.has(account));
  const isMoved = ({ account, tier }: NewPlace): boolean => before.get(account)!.tier !== tier;
  const asked = [...leaving, ...entering, ...staying.filter(isMoved)].map(({ account }) => account);
  const changes: ReadonlyMap<string, Change> = await changesOf(database, asked, current, context.made);
  const enter = entering.map((place) => ({
    ...place,
    why: enteredWhy(changes.get(place.account), place.tier === null, context),
  }));
  const leave = leaving.map(({ account, tier }) => ({
    account,
    why: leftWhy(changes.get(account), tier === null, context),
  }));
  const moved: Moved[] = [];
  const stay = staying.map((place) => {
    const entry = before.get(place.account)!;
    const { moves = [] } = detailsOf(entry);
    const kept = moves.length === 0 ? place : { ...place, details: { ...place.details, moves } };
    if (!isMoved(place)) return kept;
    const why = movedWhy(changes.get(place.account), entry.tier, place.tier, context);
    moved.push({ account: place.account, name: place.details.name, from: entry.tier, to: place.tier, why });
    const move: TierMove = { at: at.toISOString(), from: entry.tier, to: place.tier, why };
    return { ...place, details: { ...place.details, moves: [...moves, move] } };
  });
  return {
    ...{ enter, leave, moved },
    changed: stay.filter((place) => !isSame(place, before.get(place.account)!)),
    entered: enter.map(({ account, tier, details, why }) => ({
      account,
      name: details.name,
      from: null,
      to: tier,
      why,
    })),
    left: leave.map(({ account, why }) => {
      const entry = before.get(account)!;
      return { account, name: detailsOf(entry).name, from: entry.tier, to: null, why };
    }),
  };
}

function isSame(place: NewPlace, entry: ListEntry): boolean {
  const { tier, action, owner, rank, control } = entry;
  const same =
    place.tier === tier &&
    place.action === action &&
    place.owner === owner &&
    place.rank === rank &&
    place.control === control;
  return same && JSON.stringify(place.details) === JSON.stringify(entry.details);
}

/** Rows came since the accounts were scored: the list does not know them. */
async function staleNotes({ store }: Workspace, database: Database, { version, run }: Current): Promise<string[]> {
  const shown = (await visibleRuns(store.db, { version: version.id })).find((one) => one.run === run);
  const upTo = (shown?.counts as { readonly import?: number } | null | undefined)?.import;
  if (upTo === undefined) return [];
  const newer = (await keptImports(database)).filter(
    (one) => one.import > upTo && one.new + one.changed + one.gone > 0,
  );
  if (newer.length === 0) return [];
  return [
    `${newer.length} ${newer.length === 1 ? "import came" : "imports came"} since the accounts were scored: openicp score, then the list again, takes them in`,
  ];
}

/** Freezes a list as it stands, or lets it move again. @throws InputError where there is no such list */
export async function freeze(
  workspace: Workspace,
  { icp, name, frozen }: { readonly icp: string; readonly name: string; readonly frozen: boolean },
  effects: WorkspaceEffects,
): Promise<List> {
  const list = await findList(workspace, icp, name);
  if (list === null) throw new InputError(`there is no list ${name}: openicp list ${name} makes it`);
  const at = effects.now();
  // A list that is frozen keeps the day on which it was.
  if ((list.frozen_at !== null) === frozen) return list;
  const frozenAt = frozen ? at : null;
  await workspace.store.transaction(async (tx) => {
    await freezeList(tx, list.id, frozenAt);
    await audit(tx, { at, who: effects.by, action: frozen ? "freeze list" : "thaw list", subject: `list ${name}` });
  });
  return { ...list, frozen_at: frozenAt };
}

/** Writes whoever their score would bring on the list and who is left out, each with the reason. */
async function writeDropped(database: Database, path: string, raw: boolean): Promise<void> {
  const text = (sql: string, name: string): string => `${raw ? sql : safeCell(sql)} AS ${quoteIdentifier(name)}`;
  const cells = [
    ...[text("s.account", "account"), text("n.name", "name"), text("n.website", "website"), text("n.owner", "owner")],
    ...["s.fit", "s.level", text("d.reason", "reason"), "d.code AS reason_code", "d.also"],
    ...[
      text("d.deal", "deal"),
      text("d.deal_owner", "deal_owner"),
      "d.since AS customer_since",
      "d.matched AS matched_by",
    ],
  ];
  await copyToCsv(
    database,
    `SELECT ${cells.join(", ")} FROM (${leftOutSql()}) d JOIN ${SCORES} s USING (__row) LEFT JOIN ${NAMED} n USING (__row) ORDER BY s.account`,
    path,
  );
}
