import type { Command } from "commander";
import type { CustomersTold, Kind, LookAlike, ScoredCustomer } from "../../engine/workspace/customers.ts";
import { command, withCommonOptions } from "../common.ts";
import { perform, type Surroundings } from "../run.ts";
import { checkTargets } from "../targets.ts";
import { lineOf, type WorkspaceOptions, withWorkspace, withWorkspaceOptions } from "./with-workspace.ts";

interface CustomersOptions extends WorkspaceOptions {
  readonly out?: string;
  readonly raw?: boolean;
}

/** Customers of a group that are printed; `--json` and `--out` have all. */
const SHOWN = 8;

function n(count: number): string {
  return Math.round(count).toLocaleString("en-US");
}

function money(amount: number | null, currency: string | null): string {
  return amount === null ? "revenue not known" : `${n(amount)}${currency === null ? "" : ` ${currency}`} a month`;
}

function percent(x: number): string {
  return `${Math.round(100 * x)}%`;
}

function group<T>(title: string, rows: readonly T[], line: (row: T) => string): string[] {
  if (rows.length === 0) return [];
  const more = rows.length > SHOWN ? [`  and ${n(rows.length - SHOWN)} more (--out has all)`] : [];
  return ["", `${title}: ${n(rows.length)}`, ...rows.slice(0, SHOWN).map((row) => `  ${line(row)}`), ...more];
}

function inWords(told: CustomersTold): string {
  const { customers, unscored, levels, off_icp, look_alikes, kinds, number } = told;
  const stay = levels.map(({ level, customers: all, left, share, interval }) => {
    const limits =
      share === null || interval === null
        ? ""
        : `: ${percent(share)} (${percent(interval[0])} to ${percent(interval[1])})`;
    return `  ${level.padEnd(12)} ${n(left)} of ${n(all)} left${limits}`;
  });
  const off = ({ customer, fit, disqualified_by, mrr, currency }: ScoredCustomer): string =>
    `${customer}: ${disqualified_by === null ? `fit ${fit}` : `disqualified, ${disqualified_by}`}, ${money(mrr, currency)}`;
  const alike = ({ customer, fit, segment, mrr, currency, usual, of }: LookAlike): string =>
    `${customer}: fit ${fit}, ${money(mrr, currency)}, usual is ${n(usual)}; ${of.expanded} of ${of.told} like it expanded (${segment})`;
  const kind = ({ segment, currency, customers: all, usual, low, high }: Kind): string =>
    `${segment}: ${money(usual, currency)}, half of ${n(all)} pay ${n(low)} to ${n(high)}`;
  return [
    `${n(customers)} customers by version ${number}${unscored === 0 ? "" : `, ${n(unscored)} of them not among the scored accounts`}`,
    ...stay,
    ...group("OFF THE PROFILE, customers still", off_icp, off),
    ...group("LIKE THOSE THAT EXPANDED, and pay less than is usual", look_alikes, alike),
    ...group("WHAT A KIND USUALLY PAYS", kinds, kind),
    "",
  ].join("\n");
}

/** `openicp customers`. */
export function customersCommand(surroundings: Surroundings): Command {
  const base = command(
    "customers",
    "The customers by the scores in force: who is off the profile, who looks like those that expanded",
    ["customers", "customers --out customers-to-look-at.csv"],
  )
    .option("--out <file>", "write both groups there (CSV)")
    .option("--raw", "write cells as they are, for the CRM; default: no cell is a formula to a spreadsheet");
  return withCommonOptions(withWorkspaceOptions(base)).action((options: CustomersOptions) =>
    perform(surroundings, options, (effects) =>
      withWorkspace(options, "customers", effects, async (workspace, all) => {
        const { out } = options;
        await checkTargets([out], []);
        const { customersTold } = await import("../../engine/workspace/customers.ts");
        const { customersCsv } = await import("../../engine/workspace/customers-csv.ts");
        const { writeWhole } = await import("../../engine/write.ts");
        const told = await customersTold(workspace, lineOf(options), all);
        if (out !== undefined) await writeWhole(out, customersCsv(told, options.raw === true));
        const closing = out === undefined ? "" : `Written: ${out}\n`;
        return { json: { ...told, out: out ?? null }, text: `${inWords(told)}${closing}`, warnings: [] };
      }),
    ),
  );
}
