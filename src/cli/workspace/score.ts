import { InputError } from "../../errors.ts";
import { perform, type Surroundings } from "../run.ts";
import { checkTargets } from "../targets.ts";
import { lineOf, type VersionOptions, withWorkspace } from "./with-workspace.ts";

export interface ScoreWorkspaceOptions extends VersionOptions {
  readonly for?: string;
  readonly out?: string;
  readonly raw?: boolean;
  readonly anew?: boolean;
}

/** `openicp score` without a file: every account of the workspace by the version in force. */
export function scoreWorkspace(surroundings: Surroundings, options: ScoreWorkspaceOptions): Promise<void> {
  return perform(surroundings, options, (effects) =>
    withWorkspace(options, "score", effects, async (workspace, all) => {
      if (options.version !== undefined)
        throw new InputError("every account is scored by the version in force: leave out --version, or give a file");
      if (options.for !== undefined)
        throw new InputError("a file for the CRM is written by openicp activate --for, or of a file of accounts");
      await checkTargets([options.out], []);
      const { scoreAgain } = await import("../../engine/workspace/publish.ts");
      const { writeCurrent } = await import("../../engine/workspace/write-scores.ts");
      const icp = lineOf(options);
      const { stampWords } = await import("../../engine/workspace/stamps.ts");
      const { number, run, version, scored, stamped } = await scoreAgain(
        workspace,
        { icp, asOf: options.asOf ?? null, anew: options.anew === true },
        all,
      );
      const { out } = options;
      const written = out === undefined ? null : await writeCurrent(workspace, icp, out, options.raw === true);
      const n = (count: number): string => count.toLocaleString("en-US");
      const { levels, rows, changed, gone, moved, as_of } = scored;
      const timing = as_of === null ? "" : `; activity as of ${as_of}, another than before at ${n(moved)}`;
      const text = [
        `${n(rows)} accounts by version ${number}: ${n(levels.high)} high, ${n(levels.medium)} medium, ${n(levels.low)} low, ${n(levels.unknown)} unknown.`,
        `${n(changed)} scores are new or another than before${gone > 0 ? `, ${n(gone)} accounts are gone` : ""}${timing}.`,
        ...scored.notes,
        ...stampWords(stamped, new Set(stamped.map((one) => one.icp)).size > 1),
        ...(out === undefined ? [] : [`Written: ${out}`]),
        "",
      ].join("\n");
      return { json: { icp, version, number, run, scored, stamped, out: out ?? null, written }, text, warnings: [] };
    }),
  );
}
