import { describe, expect, it } from "vitest";
import { fingerprint } from "../../src/engine/fingerprint.ts";
import { NO_FILES } from "../../src/engine/input-files.ts";
import { scratchFiles } from "../warehouse/files.ts";

const file = scratchFiles();

describe("the fingerprint of what was learned from", () => {
  it("tells the tables of one archive and their roles apart, in whichever case they are named", async () => {
    const zip = file("export.zip", "bytes");
    const print = (deals: string, accounts: string) =>
      fingerprint({ ...NO_FILES, deals: [zip + deals], accounts: [zip + accounts] });
    const prints = [
      await print("#Opportunity.csv", "#Account.csv"),
      await print("#Account.csv", "#Opportunity.csv"),
      await print("#Opportunity.csv", "#Contact.csv"),
      await print("", ""),
    ];
    expect(new Set(prints).size).toBe(4);
    const customers = file("customers.csv", "rows");
    const files = { ...NO_FILES, accounts: [zip] };
    const withThem = { ...files, customers: [customers] };
    expect(await fingerprint(withThem)).toBe(await fingerprint(files));
    expect(await fingerprint(withThem, "retention")).not.toBe(await fingerprint(files, "retention"));
    expect(await print("#opportunity.csv", "#ACCOUNT.csv")).toBe(prints[0]);
  });
});
