import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { firstRows, openicp, SAMPLE, scratch } from "./openicp.ts";

const folder = scratch();
const map = join(folder, "openicp.map.yaml");
const sample = [
  firstRows(join(SAMPLE, "hubspot/deals.csv"), 500, folder),
  "--accounts",
  join(SAMPLE, "hubspot/companies.csv"),
  "--no-resampling",
];

async function build(name: string, ...more: string[]): Promise<{ text: string; document: string }> {
  const out = join(folder, name);
  const ended = await openicp(["build", ...sample, "--out", out, ...more], { cwd: folder });
  expect(ended.stderr).toBe("");
  return { text: ended.stdout, document: readFileSync(out, "utf8") };
}

describe("the mapping file", () => {
  it("of what was guessed gives the same document, byte for byte, and is read by itself", async () => {
    const guessed = await build("guessed.json", "--save-map", map);
    expect(guessed.text).toContain(`Written: ${join(folder, "guessed.json")}, ${map}`);
    expect(guessed.text).not.toContain("mapping file");
    const again = join(folder, "again.yaml");
    const read = await build("read.json", "--save-map", again);
    expect(read.text).toMatch(/mapping file {2}Read openicp\.map\.yaml: outcome, new business, loss reasons, columns/);
    expect(read.document).toBe(guessed.document);
    const settings = (path: string) => readFileSync(path, "utf8").replace(/^#.*\n/gm, "");
    expect(settings(again)).toBe(settings(map));
  });

  it("is obeyed, unless an option says otherwise or nobody wants it", async () => {
    const text = readFileSync(map, "utf8");
    const named = join(folder, "other.yaml");
    writeFileSync(
      named,
      text.replace(/: price #/g, ": administrative #").replace("merge: true", "merge: true\nignore:\n  - Industry"),
    );
    const obeyed = await build("obeyed.json", "--map-file", named);
    expect(obeyed.text).toContain("Read other.yaml");
    expect(JSON.parse(obeyed.document).document.evidence.lost_by_reason.price).toBeUndefined();
    const typed = await build("typed.json", "--map-file", named, "--loss-reason", "Price=price", "--about", "all");
    expect(JSON.parse(typed.document).document.evidence.lost_by_reason.price).toBeGreaterThan(20);
    expect(JSON.parse(typed.document).document.input.about).toBe("all");
    const without = await build("without.json", "--no-map-file");
    expect(without.text).not.toContain("mapping file");
  });

  it("that is faulty or not there stops the build with a sentence", async () => {
    const faulty = join(folder, "faulty.yaml");
    writeFileSync(faulty, readFileSync(map, "utf8").replace("merge: true", "merge: perhaps"));
    const line =
      readFileSync(faulty, "utf8")
        .split("\n")
        .findIndex((one) => one.startsWith("merge:")) + 1;
    const ended = await openicp(["build", ...sample, "--map-file", faulty], { cwd: folder });
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toContain(`faulty.yaml:${line}:8: merge must be one of true, false`);
    writeFileSync(faulty, "columns:\n  Industry: industri\n");
    const slip = await openicp(["build", ...sample, "--map-file", faulty], { cwd: folder });
    expect(slip.stderr).toContain(`faulty.yaml:2: there is no field "industri"; did you mean 'Industry=industry'?`);
    const absent = await openicp(["build", ...sample, "--map-file", "absent.yaml"], { cwd: folder });
    expect(absent.stderr).toContain("there is no mapping file absent.yaml: write one with --save-map absent.yaml");
  });

  it("keeps the rates beside it, and reads them from there", async () => {
    writeFileSync(join(folder, "rates.csv"), "currency,rate\nEUR,1.1\n");
    await build(
      "rated.json",
      "--no-map-file",
      "--currency",
      "USD",
      "--rates",
      "rates.csv",
      "--save-map",
      join(folder, "rated.yaml"),
    );
    expect(readFileSync(join(folder, "rated.yaml"), "utf8")).toContain("money:\n  currency: USD\n  rates: rates.csv\n");
    const read = await build("rated-again.json", "--map-file", "rated.yaml");
    expect(read.text).toContain("converted into USD at the rate in force");
    expect(read.document).toBe(readFileSync(join(folder, "rated.json"), "utf8"));
  });
});
