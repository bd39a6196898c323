import { InputError } from "../../errors.ts";
import type { IcpDocument } from "../../icp/document.ts";
import { parseIcp } from "../../icp/parse.ts";
import { readVersion, type Version, versionInForce } from "../../store/versions.ts";
import { type GivenScore, type RawRow, rowScorer } from "./row-scorer.ts";
import type { Workspace } from "./workspace.ts";

/** A version that scores. */
export interface VersionScorer {
  readonly number: number;
  readonly document: IcpDocument;
  score(row: RawRow): GivenScore;
}

/** The scorers of a workspace, compiled when first asked for. */
export interface Scorers {
  /** By a version's number or id; null: by the one in force. @throws InputError where none is in force @throws NotFoundError */
  of(icp: string, version: string | null): Promise<VersionScorer>;
  /** Whoever asks from now on is scored by what is in force then. */
  renew(): void;
}

/** Versions that are remembered beside those in force. */
const MOST = 20;

/** Keeps the compiled scorers of a workspace in memory. */
export function makeScorers({ store }: Workspace): Scorers {
  const known = new Map<string, Promise<VersionScorer>>();
  const compiled = async (icp: string, version: string | null): Promise<VersionScorer> => {
    const found: Version | null =
      version === null ? await versionInForce(store.db, icp) : await readVersion(store.db, icp, version);
    if (found === null)
      throw new InputError(`no version of ${icp} is in force yet: publish one, or name a draft by its version`);
    const { document } = parseIcp(found.document, `version ${found.number}`);
    return { number: found.number, document, score: rowScorer(document) };
  };
  return {
    of: (icp, version) => {
      const key = JSON.stringify([icp, version]);
      const found = known.get(key);
      if (found !== undefined) return found;
      if (known.size >= MOST) known.clear();
      const made = compiled(icp, version);
      known.set(key, made);
      // One that could not be compiled is not kept: the next who asks tries again.
      made.catch(() => {
        if (known.get(key) === made) known.delete(key);
      });
      return made;
    },
    renew: () => known.clear(),
  };
}
