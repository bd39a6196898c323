import type { Levels } from "../build/check.ts";
import type { IcpDocument } from "../icp/document.ts";
import type { IngestOptions } from "../ingest/options.ts";
import type { MoneyWishes } from "../value/outcomes.ts";
import type { ReadOptions } from "../warehouse/files/read.ts";
import type { Wishes } from "./complete.ts";
import type { DirectionWish } from "./directions.ts";
import type { InputFiles } from "./input-files.ts";
import type { Room } from "./reach/room.ts";
import type { WeightWishes } from "./row-weights.ts";

/** What `build` is asked to do, complete: nothing optional. */
export interface BuildRequest {
  readonly files: InputFiles;
  /** What a high fit stands for. */
  readonly goal: IcpDocument["goal"];
  /** `openicp build` names a document after its deals file unless told otherwise. */
  readonly name: string | null;
  readonly ingest: IngestOptions;
  readonly reading: ReadOptions;
  /** Fields and headers a person allows out of quarantine. */
  readonly allow: readonly string[];
  /** null: account attributes only when there is an accounts table, all of them otherwise. */
  readonly about: "account" | "all" | null;
  /** Leaves out attributes that no source of prospects has. */
  readonly findableOnly: boolean;
  /** Ordered attributes whose points may only rise, or only fall. */
  readonly monotone: readonly DirectionWish[];
  /** Attribute for whose parts a card each is tried, `auto` where the build chooses; null: one card. */
  readonly parts: string | null;
  /** How much deals count for in learning. */
  readonly weights: WeightWishes;
  /** What a sale leaves, and what one costs. */
  readonly money: MoneyWishes;
  readonly wishes: Wishes;
  readonly seed: number;
  /** Path of a declared ICP; null without one. */
  readonly declared: string | null;
  /** Path of an earlier version, whose confirmed and rejected disqualifiers stay so; null without one. */
  readonly previous: string | null;
  readonly resampling: boolean;
  readonly forceScore: boolean;
  /** Where levels begin: as a person says, as the data suggests, or null for 70 and 40 or what was declared. */
  readonly levels: Levels | "data" | null;
  /** How many accounts tiers hold and the team can work. */
  readonly room: Room;
  /** Path of a value map; null without one. */
  readonly valueMap: string | null;
  /** Path of a list of technologies by role; null without one. */
  readonly technologies: string | null;
}
