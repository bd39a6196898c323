import { NO_FILES } from "../../engine/input-files.ts";
import { writeTogether } from "../../engine/write.ts";
import { InputError } from "../../errors.ts";
import { printIcp } from "../../icp/print.ts";
import { type BuildOptions, requestOf } from "../build.ts";
import { pageText } from "../page.ts";
import { readingReport } from "../report.ts";
import { perform, type Surroundings } from "../run.ts";
import { checkTargets, pageFormat } from "../targets.ts";
import { typedIngest } from "./import.ts";
import { lineOf, type WorkspaceOptions, withWorkspace } from "./with-workspace.ts";

export type BuildWorkspaceOptions = BuildOptions & WorkspaceOptions & { readonly why?: string };

/** `openicp build` without files: a draft from everything that the workspace keeps. */
export function buildWorkspace(surroundings: Surroundings, options: BuildWorkspaceOptions): Promise<void> {
  return perform(surroundings, options, (effects) =>
    withWorkspace(options, "build", effects, async (workspace, all) => {
      const { out, page, scores, saveMap } = options;
      if (scores !== undefined || saveMap !== undefined)
        throw new InputError(
          "in a workspace openicp publish scores the accounts and import remembers what columns mean: leave out --scores and --save-map",
        );
      await checkTargets([out, page], [options.valueMap, options.technologies, options.rates, options.declared]);
      const format = page === undefined ? null : pageFormat(page);
      const { files: _, ...build } = requestOf(NO_FILES, options);
      const icp = lineOf(options);
      const request = {
        ...{ icp, why: options.why ?? null, build, typed: typedIngest(options) },
        withoutBeliefs: options.beliefs === false,
      };
      const { buildDraft } = await import("../../engine/workspace/build-draft.ts");
      const { keepDeclaredFile } = await import("../../engine/workspace/kept-declared.ts");
      return buildDraft(workspace, request, all, async ({ envelope, facts, samples }, draft) => {
        const shown = { anonymous: options.anonymous === true, samples };
        const texts = [
          ...(page === undefined
            ? []
            : [{ path: page, text: pageText(envelope, format!, { ...surroundings, color: false }, shown) }]),
          ...(out === undefined ? [] : [{ path: out, text: printIcp(envelope) }]),
        ];
        await writeTogether(texts, async () => undefined);
        if (options.declared !== undefined) await keepDeclaredFile(workspace, icp, options.declared, all);
        const written = texts.map(({ path }) => path);
        const told = draft.isNew
          ? `Version ${draft.number} is a draft: openicp publish ${draft.number} approves it.`
          : `These data and options gave version ${draft.number} before (${draft.state === "approved" ? "in force" : draft.state}): nothing new.`;
        const text = `${readingReport(facts)}\n${pageText(envelope, "terminal", surroundings, shown)}\n${told}\n${written.length > 0 ? `Written: ${written.join(", ")}\n` : ""}`;
        const { id, maturity, separation } = envelope.document;
        const json = {
          ...draft,
          id,
          maturity,
          separation,
          written,
          files: facts.totals,
          guesses: facts.guesses,
          notes: facts.notes,
          icp: envelope,
        };
        return { json, text, warnings: [] };
      });
    }),
  );
}
