import type { Command } from "commander";
import { type Decided, type Decision, decideRules } from "../engine/decide.ts";
import { writeTogether } from "../engine/write.ts";
import { printIcp } from "../icp/print.ts";
import { type CommonOptions, command, withCommonOptions } from "./common.ts";
import { perform, type Surroundings } from "./run.ts";
import { checkTargets } from "./targets.ts";

interface DecideOptions extends CommonOptions {
  readonly out: string;
}

const SAID: Readonly<Record<Decision, string>> = {
  confirmed: "'openicp filter' drops such companies now, and 'openicp score' names the rule in disqualified_by.",
  rejected: "It filters nothing and leaves the page; 'openicp build --previous' remembers that.",
};

function inWords({ envelope, before, rules }: Decided, decision: Decision, out: string): string {
  const lines = rules.map(
    ({ number, who }) => `${decision === "confirmed" ? "Confirmed" : "Rejected"} ${number}: ${who}`,
  );
  const version = `Version ${envelope.document.id.slice(0, 8)}, from ${before.slice(0, 8)}; not yet approved.`;
  return `${[...lines, SAID[decision], version, `Written: ${out}`].join("\n")}\n`;
}

function decideCommand(surroundings: Surroundings, decision: Decision): Command {
  const name = decision === "confirmed" ? "confirm" : "reject";
  const what =
    decision === "confirmed"
      ? "Confirm disqualifiers, so that they filter: a new version of the profile"
      : "Reject disqualifiers or watch-outs: a new version of the profile";
  const base = command(name, what, [`${name} icp.json 1 3 --out icp-2.json`])
    .argument("<icp>", "the ICP document")
    .argument("<rule...>", "rules, by their number on the page or their id")
    .requiredOption("--out <file>", "write the new version (JSON)");
  return withCommonOptions(base).action((icp: string, rules: string[], options: DecideOptions) =>
    perform(surroundings, options, async () => {
      await checkTargets([options.out], [icp]);
      const decided = await decideRules(icp, rules, decision, surroundings.today);
      await writeTogether([{ path: options.out, text: printIcp(decided.envelope) }], async () => {});
      const { envelope, before, rules: changed } = decided;
      return {
        json: { id: envelope.document.id, before, rules: changed, written: [options.out], icp: envelope },
        text: inWords(decided, decision, options.out),
        warnings: [],
      };
    }),
  );
}

/** `openicp confirm`. */
export function confirmCommand(surroundings: Surroundings): Command {
  return decideCommand(surroundings, "confirmed");
}

/** `openicp reject`. */
export function rejectCommand(surroundings: Surroundings): Command {
  return decideCommand(surroundings, "rejected");
}
