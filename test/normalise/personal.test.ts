import { describe, expect, it } from "vitest";
import { maskPersonal } from "../../src/normalise/personal.ts";

describe("personal data in free text", () => {
  it.each([
    ["mail anna.meier@firma-gmbh.de please", "mail [e-mail] please"],
    ["<Jörg.Müller+crm@müller.example>;x", "<[e-mail]>;x"],
    ["O'Brien@acme.co.uk or sales@acme.io", "[e-mail] or [e-mail]"],
    ["call +49 170 1234567", "call [phone]"],
    ["+1 (415) 555-0132 ext. 4", "[phone] ext. 4"],
    ["+44 (0)20 7946 0958", "[phone]"],
    ["+4917012345678", "[phone]"],
    ["0049 170 1234567", "[phone]"],
    ["00491701234567", "[phone]"],
    ["415-555-0132", "[phone]"],
    ["(415) 555-0132", "[phone]"],
    ["1-800-555-0199", "[phone]"],
    ["06 12 34 56 78", "[phone]"],
    ["06.12.34.56.78", "[phone]"],
    ["030 / 123 45 67", "[phone]"],
    ["(089) 12345678", "[phone]"],
    ["020 7946 0958", "[phone]"],
    ["Tel: 5550132", "Tel: [phone]"],
    ["Mobil 1701234567", "Mobil [phone]"],
    ["+33 6 12 34 56 78 / bob@x.example", "[phone] / [e-mail]"],
  ])("%s", (text, masked) => {
    expect(maskPersonal(text)).toBe(masked);
  });

  it.each([
    "PO-45000123456",
    "order 4500012345",
    "0012345678",
    "0000123456",
    "2024-03-01",
    "01/02/2024",
    "01.02.2024",
    "01-02-24",
    "2024-03-01 09:00:00",
    "2024-03-01T09:00:00.000+0000",
    "$1,234,567.89",
    "1.234.567,89 EUR",
    "1 234 567",
    "250 to 500",
    "v1.20.3",
    "10.0.19041.1",
    "0065g000004C6GUAA0",
    "18603114027",
    "9417002311;9417002348",
    "+15%",
    "ISO 27001",
    "AWS; Snowflake",
    "@acme",
    "2023/24",
  ])("stays: %s", (text) => {
    expect(maskPersonal(text)).toBe(text);
  });

  it("is done in time that grows with the text", () => {
    const start = performance.now();
    for (const text of [
      "0 ".repeat(50_000),
      "+1-".repeat(50_000),
      "a".repeat(100_000),
      "a.b@".repeat(30_000),
      "01 23".repeat(30_000),
    ])
      maskPersonal(text);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
