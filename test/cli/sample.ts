import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { once } from "../once.ts";
import { type Built, built, SAMPLE, spawned } from "./openicp.ts";

/** The sample company's Salesforce export, as arguments of `build`. */
export const SALESFORCE: readonly string[] = [
  join(SAMPLE, "salesforce/Opportunity.csv"),
  "--accounts",
  join(SAMPLE, "salesforce/Account.csv"),
];
/** Its market, as arguments of `build`. */
export const UNIVERSE: readonly string[] = ["--universe", join(SAMPLE, "prospects.csv")];

/** Paths of what a build wrote; read only. */
export interface Written {
  readonly icp: string;
  /** HTML. */
  readonly page: string;
  readonly scores: string;
}

function writtenIn(folder: string): Written {
  const at = (name: string): string => join(folder, name);
  return { icp: at("icp.json"), page: at("icp.html"), scores: at("scores.csv") };
}

/** The sample company's profile with its universe, without resampling: built once for all test files, for whatever only needs a profile. */
export async function sampleProfile(): Promise<Written & { readonly built: Built }> {
  const folder = await once("sample", async (into) => {
    const { icp, page, scores } = writtenIn(into);
    const to = ["--out", icp, "--page", page, "--scores", scores];
    const made = await built([...SALESFORCE, ...UNIVERSE, "--no-resampling", ...to]);
    writeFileSync(join(into, "built.json"), JSON.stringify(made));
  });
  const made = JSON.parse(readFileSync(join(folder, "built.json"), "utf8")) as Built;
  return { ...writtenIn(folder), built: made };
}

const DEALS_OF = {
  flat: [join(SAMPLE, "flat/deals.csv"), "--about", "account"],
  hubspot: [
    join(SAMPLE, "hubspot/deals.csv"),
    "--accounts",
    join(SAMPLE, "hubspot/companies.csv"),
    "--about",
    "account",
  ],
} as const;

/** The same from another export: built once for all test files. */
export async function sampleFrom(format: keyof typeof DEALS_OF): Promise<Built> {
  const folder = await once(`sample-${format}`, async (into) => {
    const made = await built([...DEALS_OF[format], "--goal", "win", ...UNIVERSE, "--no-resampling"]);
    writeFileSync(join(into, "built.json"), JSON.stringify(made));
  });
  return JSON.parse(readFileSync(join(folder, "built.json"), "utf8")) as Built;
}

/** What `openicp demo` writes, with resampling: run once for all test files, in a process of its own. */
export async function sampleDemo(): Promise<Written> {
  const folder = await once("demo", async (into) => {
    const { code, stdout, stderr } = await spawned(["demo", "--dir", into]);
    if (code !== 0 || !stdout.includes("The page: ")) throw new Error(`openicp demo: exit ${code}: ${stderr}`);
  });
  return writtenIn(folder);
}
