import { describe, expect, it } from "vitest";
import { maskNames, maskValue } from "../../src/normalise/masked-names.ts";

describe("names of people in a value", () => {
  it("are masked alone, behind a sign and behind a preposition", () => {
    const masked: Readonly<Record<string, string>> = {
      "Referral - John Smith": "Referral - [name]",
      "Referral: María García": "Referral: [name]",
      "Empfehlung von Anna Weber": "Empfehlung von [name]",
      "Partner (Thomas Müller)": "Partner ([name])",
      "Introduced by Dr. Sarah O'Neill": "Introduced by [name]",
      "John Smith": "[name]",
      "Smith, John": "[name]",
      "Trade show, met Peter van den Berg": "Trade show, met [name]",
      "Trade show / Peter van den Berg": "Trade show / [name]",
      "REFERRAL - JOHN SMITH": "REFERRAL - [name]",
      "Champion left: Claire Dubois, Lyon": "Champion left: [name], Lyon",
    };
    for (const [value, shown] of Object.entries(masked)) expect([value, maskNames(value)]).toEqual([value, shown]);
  });

  it("are not seen in companies, places, campaigns and plain words", () => {
    const plain = [
      "Webinar",
      "Paid Search - Brand",
      "Lost to Jack Henry",
      "Competitor: Frank Recruitment Group",
      "Virginia Beach",
      "Outbound - EMEA",
      "Went with Marcus Bank",
      "Price too high, budget cut",
      "Christian Music Conference",
      "No decision - Q3",
      "Event: Victoria Summit",
      "referral from a customer",
    ];
    for (const value of plain) expect(maskNames(value)).toBe(value);
  });

  it("go with e-mails and phones", () => {
    expect(maskValue("Referral - John Smith <john@acme.example>")).toBe("Referral - [name] <[e-mail]>");
    expect(maskValue("Referral - John Smith, john@acme.example")).toBe("Referral - [name], [e-mail]");
  });
});
