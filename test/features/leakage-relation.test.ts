import { describe, expect, it } from "vitest";
import type { Audit } from "../../src/features/leakage.ts";
import { auditRelation } from "../../src/features/leakage-relation.ts";
import { lateName } from "../../src/features/names.ts";
import { tellsCustomers } from "../../src/ingest/suppression.ts";

const clean: Audit = { kind: null, reason: "", warning: "strong", auc: 0.87 };

describe("a type of account that tells customers from the rest is known only after the win", () => {
  it("quarantines it by its values, and leaves every other verdict alone", () => {
    const found: Audit = { kind: "c", reason: "filled late", warning: null, auc: 0.6 };
    expect(auditRelation([clean, clean, found], [true, false, true])).toEqual([
      { kind: "a", reason: "says who is a customer today, and a won deal makes one", warning: "strong", auc: 0.87 },
      clean,
      found,
    ]);
  });

  it.each([
    ["type", ["prospect", "customer - direct"], true],
    ["account_type", ["interessent", "kunde"], true],
    ["type", ["bank", "insurer"], false],
    ["type", ["prospective customer", "lead"], false],
    ["segment", ["customer", "prospect"], false],
  ] as const)("%s with %j: %s", (field, values, told) => {
    expect(tellsCustomers(field, values)).toBe(told);
  });
});

it.each([
  "health",
  "customer_health_score",
  "health_status",
  "is_customer",
  "is_an_active_customer",
  "active_customer",
])("%s exists for customers only", (name) => expect(lateName(name)).not.toBeNull());

it.each(["active_customers", "number_of_customers", "occupational_health", "health_insurance", "customer_type"])(
  "%s is honest",
  (name) => expect(lateName(name)).toBeNull(),
);
