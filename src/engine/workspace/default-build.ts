import { DEFAULT_OPTIONS } from "../../ingest/options.ts";
import type { BuildRequest } from "../build-request.ts";
import { AS_KEPT } from "./kept-request.ts";

/** How a job builds a candidate: as `openicp build` does where nothing is said; the version in force settles the rest. */
export function defaultBuild(seed: number, resampling: boolean): Omit<BuildRequest, "files"> {
  return {
    goal: "win",
    name: null,
    ingest: DEFAULT_OPTIONS,
    reading: AS_KEPT,
    allow: [],
    about: null,
    findableOnly: false,
    monotone: [],
    parts: null,
    weights: { halfLifeDays: null, strategy: [] },
    money: { margin: 1, cac: null },
    wishes: { map: "none", rates: null, typed: [] },
    seed,
    declared: null,
    previous: null,
    resampling,
    forceScore: false,
    levels: null,
    room: { tiers: null, sellers: null, accountsPerSeller: null },
    valueMap: null,
    technologies: null,
  };
}
