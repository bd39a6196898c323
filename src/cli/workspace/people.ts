import type { Command } from "commander";
import { command, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

interface PeopleOptions extends WorkspaceOptions {
  readonly newPassword?: string;
}

/** `openicp people`. */
export function peopleCommand(surroundings: Surroundings): Command {
  return withCommonOptions(
    withWorkspaceOptions(
      command("people", "Who may sign in to the app; a new password for whoever lost theirs", [
        "people",
        "people --new-password ada@acme.com",
      ]).option("--new-password <email>", "gives this person a new password, printed once; ends their sessions"),
    ),
  ).action((options: PeopleOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "people", effects, async (workspace, { now, by }) => {
        const { newPasswordFor, peopleOf } = await import("../../auth/from-terminal.ts");
        if (options.newPassword !== undefined) {
          const email = options.newPassword;
          const password = await newPasswordFor(workspace.store, email, { at: now(), by });
          const text = `The new password of ${email} is ${password}\nIt is shown this once: sign in with it and choose another under Settings.\n`;
          return { json: { email, password }, text, product: true, warnings: [] };
        }
        const people = await peopleOf(workspace.store);
        const width = Math.max(0, ...people.map(({ email }) => email.length));
        const lines = people.map(({ email, role, name }) => `${email.padEnd(width)}  ${role.padEnd(6)}  ${name}\n`);
        const text =
          people.length === 0
            ? "Nobody may sign in yet: openicp serve prints the address where the first person sets it up.\n"
            : lines.join("");
        return { json: people, text, warnings: [] };
      }),
    ),
  );
}
