import { type Command, Option } from "commander";
import type { Team, ToldSignOff } from "../../engine/workspace/sign-off.ts";
import { TEAMS } from "../../engine/workspace/teams.ts";
import { InputError } from "../../errors.ts";
import { command, several, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { lineOf, type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

interface AskOptions extends WorkspaceOptions {
  readonly of?: string;
  readonly team: Team;
  readonly claim?: string[];
}

interface AnswerOptions extends WorkspaceOptions {
  readonly of?: string;
  readonly claim?: string;
  readonly agree?: boolean;
  readonly disagree?: boolean;
  readonly comment?: string;
}

function inWords({ number, claims, asked }: ToldSignOff): string {
  const lines = claims.flatMap(({ id, sentence }) => [
    `${id}: ${sentence}`,
    ...asked
      .filter(({ claim }) => claim === id)
      .map(({ person, team, answer, comment, answered_at }) => {
        const said = answered_at === null ? "not answered" : answer === null ? "comments" : `${answer}s`;
        return `    ${person} (${team}): ${said}${comment === null ? "" : `, "${comment}"`}`;
      }),
  ]);
  const open = asked.filter(({ answered_at }) => answered_at === null).length;
  const counted =
    asked.length === 0 ? "Nobody was asked yet." : `${asked.length - open} of ${asked.length} answers are there.`;
  return `What version ${number} claims:\n${lines.map((one) => `  ${one}`).join("\n")}\n\n${counted}\n`;
}

const VERSION = ["--of <version>", "the number or id of a version (default: the newest draft)"] as const;

/** `openicp signoff`. */
export function signOffCommand(surroundings: Surroundings): Command {
  const ask = withCommonOptions(
    withWorkspaceOptions(
      command("ask", "Ask a person whether they agree with what a draft claims", [
        "signoff ask 'Grace Hopper' --team sales",
      ])
        .argument("<person>", "their name, or the address that they sign in to the app with")
        .addOption(new Option("--team <team>", "where they work").choices([...TEAMS]).makeOptionMandatory())
        .option("--claim <id>", "about this claim only (repeatable; default: all)", several)
        .option(...VERSION),
    ),
  ).action((person: string, options: AskOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "signoff", effects, async (workspace, all) => {
        const { ask: askFor } = await import("../../engine/workspace/sign-off.ts");
        const request = {
          icp: lineOf(options),
          version: options.of ?? null,
          person,
          team: options.team,
          claims: options.claim ?? [],
        };
        const told = await askFor(workspace, request, all);
        return { json: told, text: inWords(told), warnings: [] };
      }),
    ),
  );
  const answer = withCommonOptions(
    withWorkspaceOptions(
      command("answer", "What a person who was asked says", [
        "signoff answer 'Grace Hopper' --agree",
        "signoff answer 'Grace Hopper' --claim attribute:industry --disagree --comment 'we never win there'",
      ])
        .argument("<person>", "their name, or the address that they sign in to the app with")
        .option("--claim <id>", "about this claim (default: all that they have not answered)")
        .option("--agree", "they agree")
        .option("--disagree", "they do not")
        .option("--comment <text>", "what they say beside it")
        .option(...VERSION),
    ),
  ).action((person: string, options: AnswerOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "signoff", effects, async (workspace, all) => {
        if (options.agree === true && options.disagree === true)
          throw new InputError("say --agree or --disagree, not both");
        const { answer: answerFor } = await import("../../engine/workspace/sign-off.ts");
        const said =
          options.agree === true ? ("agree" as const) : options.disagree === true ? ("disagree" as const) : null;
        const request = {
          ...{ icp: lineOf(options), version: options.of ?? null, person },
          ...{ claim: options.claim ?? null, answer: said, comment: options.comment ?? null },
        } as const;
        const told = await answerFor(workspace, request, all);
        return { json: told, text: inWords(told), warnings: [] };
      }),
    ),
  );
  const show = withCommonOptions(
    withWorkspaceOptions(
      command("show", "What a draft claims, and what people say of it", ["signoff show", "signoff show --of 3"]).option(
        ...VERSION,
      ),
    ),
  ).action((options: AskOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "signoff", effects, async (workspace) => {
        const { tellSignOff } = await import("../../engine/workspace/sign-off.ts");
        const told = await tellSignOff(workspace, { icp: lineOf(options), version: options.of ?? null });
        return { json: told, text: inWords(told), warnings: [] };
      }),
    ),
  );
  return command("signoff", "Who agrees with a draft: sales, marketing, customer success, product", [
    "signoff ask 'Grace Hopper' --team sales",
    "signoff answer 'Grace Hopper' --agree",
    "signoff show",
  ])
    .addCommand(ask)
    .addCommand(answer)
    .addCommand(show);
}
