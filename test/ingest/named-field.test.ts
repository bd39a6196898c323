import { describe, expect, it } from "vitest";
import { namedField } from "../../src/ingest/named-field.ts";

describe("a field that a person names", () => {
  it.each([
    ["Firm", "account_name", "account_name"],
    ["Firm", "Account Name", "account_name"],
    ["Value", "amount", "deal_amount"],
    ["Tier", "customer tier", "customer_tier"],
    ["Score", "lead_score", "lead_score"],
    ["Acount_Name", "acount_name", "acount_name"],
  ])("%s=%s is %s", (header, wanted, field) => {
    expect(namedField(header, wanted)).toBe(field);
  });

  it.each([
    ["Firm", "acount_name", "Firm=account_name"],
    ["Size", "employes", "Size=employees"],
    ["Start", "creatd_date", "Start=created_date"],
    ["Why", "los_reason", "Why=loss_reason"],
    ["Size", "Numbr of Employees", "Size=employees"],
  ])("%s=%s is a slip: %s is meant", (header, wanted, meant) => {
    expect(() => namedField(header, wanted)).toThrow(`did you mean '${meant}'?`);
  });

  it("is refused when empty", () => {
    expect(() => namedField("Firm", " ")).toThrow("say which field");
  });
});
