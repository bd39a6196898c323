import type { BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deals } from "../engine/workspace/small-workspace.ts";
import { needsChromium } from "../icp/page/browser.ts";
import { type App, expectSound, fillSample, openApp } from "./app.ts";

const PASSWORD = "a few words in a row";
let app: App;
let ada: BrowserContext;
let page: Page;

beforeAll(async () => {
  const opened = await openApp((small) =>
    fillSample(small, ({ bring }) =>
      bring(
        "deals",
        deals(
          ...Array.from({ length: 30 }, (_, i) => {
            const stage = i % 3 === 0 ? "Closed Won" : "Closed Lost";
            return [i + 1, i + 1, stage, "2025-03-13", `2025-06-${String((i % 20) + 10)}`] as const;
          }),
        ),
      ),
    ),
  );
  if (opened === null) return;
  app = opened;
  ada = await app.window();
  page = await ada.newPage();
  await page.goto(app.setup);
  await page.getByLabel("Your name").fill("Ada Moreau");
  await page.getByLabel("E-mail").fill("ada@calvanto.example");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Set up" }).click();
  await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
});
afterAll(async () => app?.close());
beforeEach(needsChromium);

function heading(name: string | RegExp, level = 1): Locator {
  return page.getByRole("heading", { level, name });
}

function go(name: string): Promise<void> {
  return page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
}

describe("the profile, changed by people in a browser", () => {
  it("tells at once what other weights make of accounts and deals, and makes a draft of them", async () => {
    await go("ICP");
    await page.getByRole("link", { name: "What if" }).click();
    await heading("What if").waitFor();
    const table = page.getByRole("table", { name: "Accounts and deals by level, before and now" });
    await page.locator("figure svg[role=img] rect").first().waitFor();
    const before = await table.textContent();
    const slider = page.getByRole("slider").first();
    await slider.fill("60");
    await page.getByText(/other weights give way/).waitFor();
    expect(await table.textContent()).not.toBe(before);
    const weights = await page.getByRole("spinbutton").evaluateAll((all) =>
      // The last two are the levels.
      all.slice(0, -2).map((one) => Number((one as unknown as { value: string }).value)),
    );
    expect(weights.reduce((a, b) => a + b, 0)).toBe(100);
    expect(weights[0]).toBe(60);
    await page.getByRole("spinbutton", { name: "medium, points" }).fill("90");
    await page.getByText(/^Levels are two whole numbers/).waitFor();
    await page.getByText("Points by band").first().click();
    const band = page.getByRole("button", { name: /: a point less$/ }).first();
    await band.click();
    await page.getByRole("button", { name: /^Let go of / }).click();
    expect(await page.getByRole("button", { name: "Make a draft" }).isDisabled()).toBe(true);
    await slider.fill("50");
    await expectSound(page);
    await page.getByRole("button", { name: "Make a draft" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Why").fill("the board asked");
    await dialog.getByRole("button", { name: "Make the draft" }).click();
    await dialog.getByRole("heading", { name: "Edited by hand" }).waitFor();
    await dialog.getByText("the board asked.").waitFor();
    await dialog.getByRole("link", { name: "Read the draft" }).click();
    await page.getByText("Version 3 is a draft.").waitFor();
    expect(app.complaints()).toEqual([]);
  });

  it("rejects a rule of who not to sell to, in a draft", async () => {
    await page
      .getByRole("button", { name: /^Reject: / })
      .first()
      .click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("would save").waitFor();
    await dialog.getByRole("button", { name: "Reject the rule" }).click();
    await dialog.getByRole("heading", { name: "Decided by hand" }).waitFor();
    await dialog.getByRole("link", { name: "Ask who agrees" }).click();
    await heading("Sign-off of version 4").waitFor();
    expect(app.complaints()).toEqual([]);
  });

  it("asks people about what it claims, who answer, and approval names those who have not", async () => {
    await page.getByRole("button", { name: "Ask somebody" }).click();
    await page.getByLabel("Person").fill("Ada Moreau");
    await page.getByRole("button", { name: "Ask", exact: true }).click();
    await heading("You were asked", 2).waitFor();
    await page
      .getByRole("button", { name: /^Comment: / })
      .first()
      .click();
    await page.getByLabel("Comment", { exact: true }).fill("only in the north");
    await page
      .getByRole("button", { name: /^Disagree: / })
      .first()
      .click();
    await page.getByText("1 disagree").waitFor();
    await page.getByText("only in the north").first().waitFor();
    await page.getByText("not answered by").waitFor();
    await expectSound(page);
    await page.getByRole("link", { name: "Approve" }).click();
    await page.getByRole("button", { name: "Approve" }).first().click();
    await page.getByRole("dialog").getByText("was asked and has not answered everything").waitFor();
    await page.keyboard.press("Escape");
    await page.goBack();
    await page.getByRole("button", { name: /^Agree with all/ }).click();
    await page.getByText("the one person asked has answered").waitFor();
    expect(app.complaints()).toEqual([]);
  });

  it("begins with what people believe, and keeps the answers to be changed", async () => {
    await go("What you believe");
    await page.getByRole("button", { name: "Make the draft" }).click();
    await page.getByText("Nothing here tells one company from another").waitFor();
    await page.getByLabel("The best industries").fill("Fintech, Retail");
    await page.getByLabel("Countries", { exact: true }).fill("DE");
    await page.getByLabel("Others to leave alone").fill("Agencies, that resell\nFriends");
    await expectSound(page);
    await page.getByRole("tab", { name: "Companies you would clone" }).click();
    const rows = ["a", "b", "c", "d", "e"].map(
      (name, i) => `${name}.example\t${i < 3 ? "Fintech" : "Retail"}\t${90 + i * 30}`,
    );
    await page.getByLabel("Ten companies").fill(["Website\tIndustry\tEmployees", ...rows].join("\n"));
    await page.getByRole("button", { name: "What do they have in common" }).click();
    await expect.poll(() => page.getByLabel("The declared ICP").inputValue()).toContain("Fintech 3");
    await page.getByRole("tab", { name: "Twelve questions" }).click();
    expect(await page.getByLabel("The best industries").inputValue()).toBe("Fintech, Retail");
    await page.getByRole("tab", { name: "An ICP you have" }).click();
    await page.getByLabel("The ICP that you have").fill("Industry: Insurance\nRevenue: 5M\nNot a fit: <20 employees");
    await page.getByRole("button", { name: "Read it" }).click();
    await heading("2 answers were read from what you pasted", 2).waitFor();
    await page.getByText("Revenue: 5M – none of the questions asks for it").waitFor();
    expect(await page.getByLabel("The best industries").inputValue()).toBe("Insurance");
    expect(await page.getByLabel("Fewer employees than").inputValue()).toBe("20");
    await expectSound(page);
    await page.getByRole("button", { name: "Undo" }).click();
    expect(await page.getByLabel("The best industries").inputValue()).toBe("Fintech, Retail");
    expect(app.complaints([422])).toEqual([]);
  });

  it("has a narrative, texts for each kind of company, and what speaks for it", async () => {
    await go("Why they buy");
    await page.getByRole("button", { name: "Write it" }).click();
    await page.getByLabel("Why such a company buys").fill("Audits hurt.");
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByText(/Ada Moreau answers for it/).waitFor();
    await go("Messaging");
    await page.getByRole("button", { name: "Write it: First sentence" }).first().click();
    await page.getByRole("textbox", { name: "First sentence" }).fill("Your auditor wrote to you.");
    await page.getByRole("button", { name: "Keep it" }).click();
    await page.getByText("Your auditor wrote to you.").waitFor();
    await expectSound(page);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByText("First sentence is empty again.", { exact: true }).waitFor();
    await go("How we know");
    await heading("How sure", 2).waitFor();
    await page.getByRole("tab", { name: "Live, by stamps" }).click();
    await page.getByRole("button", { name: "Hold it against stamped deals" }).click();
    await page
      .getByText(/There is nothing to tell yet|stamped/)
      .last()
      .waitFor();
    expect(app.complaints()).toEqual([]);
  });

  it("shares a version by a link that shows neither names nor money, until it is ended", async () => {
    await page.goto(`${app.origin}/icp?version=1`);
    await page.getByRole("button", { name: "Share" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("It holds for").selectOption("7 days");
    await dialog.getByRole("button", { name: "Make the link" }).click();
    const link = await dialog.getByRole("textbox", { name: "Link" }).inputValue();
    await dialog.getByText("without names, without money").waitFor();
    await expectSound(page);
    const shown = await fetch(link);
    expect([shown.status, await shown.text()]).toEqual([200, expect.not.stringContaining("Calvanto")]);
    await dialog.getByRole("button", { name: /^End it: / }).click();
    await page.getByText("The link no longer opens anything.", { exact: true }).waitFor();
    expect((await fetch(link)).status).toBe(404);
    await page.keyboard.press("Escape");
    expect(app.complaints()).toEqual([]);
  });
});
