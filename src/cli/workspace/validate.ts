import type { StampCounts } from "../../engine/workspace/validate-stamps.ts";
import { writeWhole } from "../../engine/write.ts";
import { InputError } from "../../errors.ts";
import { reportFormat, reportText } from "../report-text.ts";
import { perform, type Surroundings } from "../run.ts";
import { checkTargets } from "../targets.ts";
import { validateWords } from "../validate.ts";
import { validateReport } from "../validate-report.ts";
import { lineOf, type WorkspaceOptions, withWorkspace } from "./with-workspace.ts";

export interface ValidateWorkspaceOptions extends WorkspaceOptions {
  readonly out?: string;
  readonly anonymous?: boolean;
  readonly against?: string;
}

function n(count: number, one: string, many: string): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

/** How many opportunities carry a stamp, and which of them count. */
function stampLines(stamps: StampCounts): string[] {
  const { stamped, open, late, other_levels, met, counted, unstamped, since, versions } = stamps;
  const by = versions.length === 0 ? "" : ` by version${versions.length === 1 ? "" : "s"} ${versions.join(", ")}`;
  const parts = [
    [counted, `closed since and ${counted === 1 ? "counts" : "count"}${by}`],
    [met, "closed, of accounts that earlier ones told of"],
    [open, "open still, or not part of the proof (deleted, no new business)"],
    [late, "closed before the account was scored: no stamp of the creation"],
    [other_levels, "stamped by versions whose levels begin elsewhere"],
  ] as const;
  return [
    `${n(stamped, "opportunity is", "opportunities are")} stamped${since === null ? "" : ` since ${since}`}:`,
    ...parts
      .filter(([count]) => count > 0)
      .map(([count, words]) => `  ${count.toLocaleString("en-US").padStart(6)}  ${words}`),
    ...(unstamped > 0
      ? [
          `${n(unstamped, "closed opportunity has", "closed opportunities have")} no stamp (created before a version was in force, or of no scored account): left out.`,
        ]
      : []),
    "",
  ];
}

/** `openicp validate` without files: the opportunities that closed since, by the score each carries since its creation. */
export function validateWorkspace(surroundings: Surroundings, options: ValidateWorkspaceOptions): Promise<void> {
  return perform(surroundings, options, (effects) =>
    withWorkspace(options, "validate", effects, async (workspace, all) => {
      if (options.against !== undefined)
        throw new InputError(
          "--against reads another score from files: openicp validate deals.csv --icp icp.json --against COLUMN",
        );
      const { out } = options;
      await checkTargets([out], []);
      const format = out === undefined ? null : reportFormat(out);
      const { validateStamps } = await import("../../engine/workspace/validate-stamps.ts");
      const result = await validateStamps(workspace, lineOf(options), all);
      const { facts: _, said: __, ...json } = result;
      const shown = options.anonymous === true ? { ...result, name: "The profile" } : result;
      if (out !== undefined)
        await writeWhole(
          out,
          format === "json" ? `${JSON.stringify(json, null, 2)}\n` : reportText(validateReport(shown), format!),
        );
      const { check, stamps } = result;
      const few =
        check !== null && check.n === 0
          ? "No stamped opportunity has closed yet: they count as they close.\n"
          : validateWords({ ...shown, met: 0 });
      const closing = out === undefined ? "" : `Written: ${out}\n`;
      return { json, text: `${stampLines(stamps).join("\n")}${few}${closing}`, warnings: result.warnings };
    }),
  );
}
