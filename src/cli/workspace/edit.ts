import { writeTogether } from "../../engine/write.ts";
import { InputError } from "../../errors.ts";
import { printIcp } from "../../icp/print.ts";
import { decisionReport } from "../decision-report.ts";
import { type EditOptions, editAsked } from "../edit-options.ts";
import { editReport } from "../edit-report.ts";
import { halfLivesReport } from "../half-lives-report.ts";
import { readingReport } from "../report.ts";
import { reportFormat, reportText } from "../report-text.ts";
import { perform, type Surroundings } from "../run.ts";
import { checkTargets } from "../targets.ts";
import { typedIngest } from "./import.ts";
import { lineOf, oneVersion, withWorkspace } from "./with-workspace.ts";

/** Files that a workspace holds itself. */
function refuseFiles({ deals, accounts, universe, customers, contacts, history }: EditOptions): void {
  const given = Object.entries({ deals, accounts, universe, customers, contacts, history });
  const typed = given.find(([, files]) => (files ?? []).length > 0);
  if (typed !== undefined)
    throw new InputError(`in a workspace its own rows are held against both versions: leave out --${typed[0]}`);
}

/** `openicp edit` on a workspace: a draft of the version in force, or of another. */
export function editWorkspace(
  surroundings: Surroundings,
  argument: string | null,
  options: EditOptions,
): Promise<void> {
  return perform(surroundings, options, (effects) =>
    withWorkspace(options, "edit", effects, async (workspace, all) => {
      const asked = editAsked(options);
      refuseFiles(options);
      const { out, report: path } = options;
      await checkTargets([out, path], [options.rates]);
      const format = path === undefined ? null : reportFormat(path);
      const { decideVersion, editVersion, setHalfLives } = await import("../../engine/workspace/edit.ts");
      const request = {
        icp: lineOf(options),
        version: oneVersion(argument, options.version),
        why: options.why ?? null,
        seed: options.seed,
        typed: typedIngest(options),
      };
      const made = await (async () => {
        const plain = { read: "", warnings: [] as readonly string[] };
        if (asked.kind === "half-lives") {
          const done = await setHalfLives(workspace, { ...request, wanted: asked.wanted }, all);
          return {
            ...done,
            ...plain,
            report: halfLivesReport(done.result),
            json: { timing: done.result.document.timing },
          };
        }
        if (asked.kind === "rules") {
          const { confirm, reject } = asked;
          const done = await decideVersion(workspace, { ...request, confirm, reject }, all);
          return { ...done, ...plain, report: decisionReport(done.result), json: { decisions: done.result.decisions } };
        }
        const done = await editVersion(workspace, { ...request, wishes: asked.wishes, top: options.top }, all);
        const { document, moves, warnings, facts } = done.result;
        const read = facts === null ? "" : `${readingReport(facts)}\n`;
        return {
          ...done,
          read,
          warnings,
          report: editReport(done.result),
          json: { edited: document.edited, moves, warnings },
        };
      })();
      const { result, draft, from, report, json, read, warnings } = made;
      const envelope = {
        created_at: all.now().toISOString().slice(0, 10),
        approved_by: null,
        document: result.document,
      };
      const written = [out, path].filter((one) => one !== undefined);
      const value = { ...draft, from, ...json, written };
      await writeTogether(
        [
          ...(out === undefined ? [] : [{ path: out, text: printIcp(envelope) }]),
          ...(path === undefined
            ? []
            : [
                { path, text: format === "json" ? `${JSON.stringify(value, null, 2)}\n` : reportText(report, format!) },
              ]),
        ],
        async () => undefined,
      );
      const next = draft.isNew
        ? `Version ${draft.number} is a draft, made by hand from version ${from}: openicp publish ${draft.number} approves it.`
        : `This edit gave version ${draft.number} before: nothing new.`;
      const closing = written.length === 0 ? "" : `Written: ${written.join(", ")}\n`;
      return {
        json: value,
        text: `${read}${reportText(report, "terminal", surroundings)}\n${next}\n${closing}`,
        warnings,
      };
    }),
  );
}
