import { existsSync } from "node:fs";
import type { Command } from "commander";
import type { DecideResult } from "../engine/edit/decide-on.ts";
import type { EditResult } from "../engine/edit/edit-on.ts";
import type { HalfLivesResult } from "../engine/edit/half-lives-on.ts";
import { decideFile, editFile, halfLivesFile } from "../engine/edit.ts";
import type { Effects } from "../engine/effects.ts";
import { writeTogether } from "../engine/write.ts";
import { InputError } from "../errors.ts";
import type { IcpEnvelope } from "../icp/document.ts";
import type { Report } from "../icp/page/report.ts";
import { printIcp } from "../icp/print.ts";
import { command, several, withCommonOptions, withReadingOptions } from "./common.ts";
import { decisionReport } from "./decision-report.ts";
import { type EditAsked, type EditOptions, editAsked, withEditOptions } from "./edit-options.ts";
import { editReport } from "./edit-report.ts";
import { halfLivesReport } from "./half-lives-report.ts";
import { readingReport } from "./report.ts";
import { reportFormat, reportText } from "./report-text.ts";
import { ingestOptions, inputFiles, readOptions, wishes } from "./requests.ts";
import { type Outcome, perform, type Surroundings } from "./run.ts";
import { checkInputs, checkTargets } from "./targets.ts";
import { editWorkspace } from "./workspace/edit.ts";
import { withVersionOptions, workspaceOf } from "./workspace/with-workspace.ts";

/** What comes next: nothing of an edit is proven by the deals it was made from. */
function nextStep({ document }: EditResult, out: string): string {
  const levels = document.edited!.changes.every(({ kind }) => kind === "levels");
  return [
    ...(levels
      ? ["Only levels changed: 'openicp build --levels HIGH,MEDIUM' sets them and keeps what is proven of the card."]
      : []),
    `Next: read it (openicp show ${out}), and let whoever answers for the profile decide. Newer deals prove it: openicp validate DEALS --icp ${out}`,
  ].join("\n");
}

interface Made {
  readonly envelope: IcpEnvelope;
  /** What was set and what that does, but for the envelope and the files. */
  readonly json: object;
  readonly report: Report;
  readonly before: string;
  readonly after: string;
  readonly warnings: readonly string[];
}

async function makeEdit(
  asked: EditAsked,
  icp: string,
  options: EditOptions & { readonly out: string },
  today: string,
  effects: Effects,
): Promise<Made> {
  const files = inputFiles(options.deals ?? [], options);
  const said = wishes(options);
  const given = { icp, files, reading: readOptions(options), ingest: ingestOptions(options), said };
  const rest = { why: options.why ?? null, seed: options.seed, map: [] };
  const envelopeOf = ({ document }: EditResult | DecideResult | HalfLivesResult): IcpEnvelope => ({
    created_at: today,
    approved_by: null,
    document,
  });
  if (asked.kind === "rules") {
    const { confirm, reject } = asked;
    const result = await decideFile({ ...given, ...rest, confirm, reject }, effects);
    const after = `\nNext: read it (openicp show ${options.out}), and let whoever answers for the profile decide.`;
    return {
      envelope: envelopeOf(result),
      json: { decisions: result.decisions },
      report: decisionReport(result),
      before: "",
      after,
      warnings: [],
    };
  }
  if (asked.kind === "half-lives") {
    const result = await halfLivesFile({ ...given, why: rest.why, seed: rest.seed, wanted: asked.wanted }, effects);
    return {
      envelope: envelopeOf(result),
      json: { timing: result.document.timing },
      report: halfLivesReport(result),
      before: "",
      after: `\nNext: read it (openicp show ${options.out}), and let whoever answers for the profile decide.`,
      warnings: [],
    };
  }
  const result = await editFile({ ...given, ...rest, wishes: asked.wishes, top: options.top }, effects);
  const { document, moves, facts, guesses, warnings } = result;
  const read = facts === null ? "" : `${readingReport({ ...facts, guesses: [...facts.guesses, ...guesses] })}\n`;
  return {
    envelope: envelopeOf(result),
    json: { edited: document.edited, moves, guesses, warnings },
    report: editReport(result),
    before: read,
    after: `\n${nextStep(result, options.out)}`,
    warnings,
  };
}

async function editInFiles(
  icp: string,
  options: EditOptions & { readonly out: string },
  surroundings: Surroundings,
  effects: Effects,
): Promise<Outcome> {
  const asked = editAsked(options);
  if (options.version !== undefined)
    throw new InputError("--version names a version of a workspace: leave it out, or the file");
  if (options.valueMap !== undefined)
    throw new InputError(
      "--value-map: the profile keeps what words mean from its build: leave it out, or build again with it",
    );
  const files = inputFiles(options.deals ?? [], options);
  await checkInputs(files);
  await checkTargets([options.out, options.report], [...Object.values(files).flat(), icp, options.rates]);
  const format = options.report === undefined ? null : reportFormat(options.report);
  const { envelope, report, warnings, ...made } = await makeEdit(asked, icp, options, surroundings.today, effects);
  const { id } = envelope.document;
  const { edited, decisions, timing } = envelope.document;
  const changed = { card: edited, rules: decisions, "half-lives": timing?.set }[asked.kind];
  const before = changed?.from ?? null;
  const written = [options.out, ...(options.report === undefined ? [] : [options.report])];
  const json = { id, before, ...made.json, written };
  const texts = [
    { path: options.out, text: printIcp(envelope) },
    ...(options.report === undefined
      ? []
      : [
          {
            path: options.report,
            text: format === "json" ? `${JSON.stringify(json, null, 2)}\n` : reportText(report, format!),
          },
        ]),
  ];
  await writeTogether(texts, async () => {});
  return {
    json: { ...json, icp: envelope },
    text: `${made.before}${reportText(report, "terminal", surroundings)}${made.after}\nWritten: ${written.join(", ")}\n`,
    warnings,
  };
}

/** `openicp edit`. */
export function editCommand(surroundings: Surroundings): Command {
  const examples = [
    "edit icp.json --weight 'Industry=30' --deals deals.csv --accounts accounts.csv --out icp-2.json",
    "edit icp.json --points 'Industry:fintech=12' --levels 65,35 --why 'we left fintech' --deals deals.csv --out icp-2.json",
    "edit icp.json --half-life demo_request=30d --accounts accounts.csv --events events.csv --out icp-2.json",
    "edit icp.json --confirm 1 --deals deals.csv --accounts accounts.csv --out icp-2.json",
    "edit --weight 'Industry=30' --why 'agreed in the review' --workspace ~/icp",
  ];
  const base = command(
    "edit",
    "Change weights, points, levels, half-lives or disqualifiers by hand: a new version, with what it costs or brings",
    examples,
  ).argument("[icp]", "the ICP document; with a workspace: the number of a version (default: the one in force)");
  const filed = withEditOptions(base)
    .option(
      "--deals <file>",
      "the deals that the profile was built from, and newer ones if there are (repeatable)",
      several,
    )
    .option("--accounts <file>", "the accounts of these deals: who changes level (repeatable)", several)
    .option("--universe <file>", "companies of the market: how many of them are high now (repeatable)", several)
    .option("--customers <file>", "who stayed, for a profile of good-win or retention (repeatable)", several)
    .option("--contacts <file>", "their contacts, where the profile scores who was known (repeatable)", several)
    .option("--events <file>", "what happened: who is active by half-lives that you set (repeatable)", several)
    .option("--history <file>", "field history: values as they were when each deal was created", several);
  return withVersionOptions(withCommonOptions(withReadingOptions(filed))).action(
    (icp: string | undefined, options: EditOptions, self: Command) => {
      const { out } = options;
      if (workspaceOf(options) !== null && (icp === undefined || !existsSync(icp)))
        return editWorkspace(surroundings, icp ?? null, options);
      if (icp === undefined)
        return self.error("error: missing required argument 'icp', or a workspace (--workspace DIR)\n");
      if (out === undefined) return self.error("error: required option '--out <file>' not specified\n");
      return perform(surroundings, options, (effects) => editInFiles(icp, { ...options, out }, surroundings, effects));
    },
  );
}
