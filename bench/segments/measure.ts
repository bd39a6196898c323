import { flatBackground, universeBackground } from "../../src/segments/background.ts";
import { cellShares, packCells } from "../../src/segments/cells.ts";
import { chooseClasses, MOST_CLASSES } from "../../src/segments/choose.ts";
import { assign, NAMED, stabilityOf } from "../../src/segments/stability.ts";
import { adjustedRand } from "../../src/stats/adjusted-rand.ts";
import { type SegmentWorldOptions, segmentWorld } from "../../test/generators/segment-world.ts";

/** What the won accounts of one world gave. */
interface Draw {
  readonly found: number;
  readonly named: number;
  readonly many: boolean;
  readonly right: boolean;
  readonly cpuMs: number;
  /** Agreement with the truth among accounts of a kind that were put into one; NaN where there is nothing to compare. */
  readonly core: number;
  readonly coreBest: number;
  /** Share of the kinds' accounts that were put into a kind. */
  readonly placed: number;
  /** Agreement among all accounts of a kind, the background being a group like the others. */
  readonly all: number;
  readonly allBest: number;
}

export interface Measured {
  readonly draws: number;
  readonly right: number;
  readonly many: number;
  readonly namedRight: number;
  readonly namedMany: number;
  readonly core: number;
  readonly coreBest: number;
  readonly placed: number;
  readonly all: number;
  readonly allBest: number;
  readonly cpuMs: number;
}

function everyRow(n: number): Int32Array {
  return Int32Array.from({ length: n }, (_, i) => i);
}

function agreement(truth: Uint8Array, mine: Uint8Array, rows: readonly number[]): number {
  const of = (x: Uint8Array): number[] => rows.map((i) => x[i]!);
  const groups = MOST_CLASSES + 1;
  return rows.length === 0 ? Number.NaN : adjustedRand(of(truth), of(mine), groups, groups);
}

function draw(seed: number, options: Partial<SegmentWorldOptions> & { kinds: number }, universe: boolean): Draw {
  const world = segmentWorld(seed, options);
  const began = process.cpuUsage();
  const n = world.kind.length;
  const cells = packCells(world.won, world.levels, everyRow(n));
  const market = packCells(world.universe, world.levels, everyRow(world.universe[0]!.length));
  const prior = universe ? universeBackground(cellShares(market)) : flatBackground(cells);
  const { model, posterior } = chooseClasses(cells, prior, seed);
  const cpuMs = process.cpuUsage(began).user / 1000;
  const K = model.classes;
  const mine = assign(posterior.of, K);
  const steady = stabilityOf(world.won, cells, prior, model, mine, seed);
  const best = assign(world.posterior, options.kinds);
  const ofKinds = Array.from(world.kind.keys()).filter((i) => world.kind[i]! > 0);
  const comparable = options.kinds >= 2 && K === options.kinds;
  const within = (x: Uint8Array): number =>
    comparable
      ? agreement(
          world.kind,
          x,
          ofKinds.filter((i) => x[i]! > 0),
        )
      : Number.NaN;
  const among = (x: Uint8Array): number => (comparable ? agreement(world.kind, x, ofKinds) : Number.NaN);
  return {
    found: K,
    named: steady.filter((s) => s >= NAMED).length,
    right: K === options.kinds,
    many: K > options.kinds,
    cpuMs,
    core: within(mine),
    coreBest: within(best),
    placed: comparable ? ofKinds.filter((i) => mine[i]! > 0).length / ofKinds.length : Number.NaN,
    all: among(mine),
    allBest: among(best),
  };
}

function mean(values: readonly number[]): number {
  const known = values.filter((v) => !Number.isNaN(v));
  return known.length === 0 ? Number.NaN : known.reduce((a, b) => a + b, 0) / known.length;
}

/** `draws` worlds of a kind: how often the number of kinds was right, and how well the accounts were told apart. */
export function measureKinds(
  draws: number,
  options: Partial<SegmentWorldOptions> & { kinds: number },
  universe = true,
): Measured {
  const all = Array.from({ length: draws }, (_, s) => draw(10_000 * options.kinds + s + 1, options, universe));
  const share = (of: (d: Draw) => boolean): number => all.filter(of).length / draws;
  const { kinds } = options;
  return {
    draws,
    right: share((d) => d.right),
    many: share((d) => d.many),
    namedRight: share((d) => d.named === kinds),
    namedMany: share((d) => d.named > kinds),
    core: mean(all.map((d) => d.core)),
    coreBest: mean(all.map((d) => d.coreBest)),
    placed: mean(all.map((d) => d.placed)),
    all: mean(all.map((d) => d.all)),
    allBest: mean(all.map((d) => d.allBest)),
    cpuMs: mean(all.map((d) => d.cpuMs)),
  };
}
