import { InputError, NotFoundError } from "../../errors.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { timingReason } from "../../icp/half-lives.ts";
import type { TimedEvent } from "../../icp/timing.ts";
import { timingIn } from "../../timing/default-events.ts";
import { readStanding, type Standing } from "./standing.ts";
import { envelopeOf } from "./versions.ts";
import type { Workspace } from "./workspace.ts";

/** An event, and what its half-life was before a person set it. */
export interface ToldLine extends TimedEvent {
  readonly was: { readonly days: number; readonly source: "learned" | "default" } | null;
}

/** What stands for a profile, and what of the version in force a person may set by hand. */
export interface ToldSettings {
  readonly standing: Standing;
  readonly version: {
    readonly number: number;
    readonly goal: IcpDocument["goal"];
    readonly levels: IcpDocument["scorecard"]["levels"];
    /** Why its levels cannot be set by hand; null: they can. */
    readonly fixed: "no-card" | "parts" | null;
    readonly timing: { readonly reason: string; readonly events: readonly ToldLine[] };
  } | null;
}

/** The settings of a profile; without a version where none is in force. */
export async function tellSettings(workspace: Workspace, icp: string): Promise<ToldSettings> {
  const standing = await readStanding(workspace, icp);
  const found = await envelopeOf(workspace, icp, null).catch((error: unknown) => {
    if (error instanceof InputError || error instanceof NotFoundError) return null;
    throw error;
  });
  if (found === null) return { standing, version: null };
  const { document } = found.envelope;
  const { levels, attributes, parts } = document.scorecard;
  const timing = timingIn(document);
  const events = timing.events.map((line): ToldLine => {
    const set = timing.set?.changes.find((one) => one.type === line.type && one.topic === line.topic);
    return { ...line, was: set === undefined ? null : { days: set.before, source: set.source } };
  });
  const fixed = attributes.length === 0 ? "no-card" : parts === undefined ? null : "parts";
  return {
    standing,
    version: {
      ...{ number: found.number, goal: document.goal, levels, fixed },
      timing: { reason: timingReason(timing), events },
    },
  };
}
