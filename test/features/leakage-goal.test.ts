import { describe, expect, it } from "vitest";
import type { Feature } from "../../src/features/assemble.ts";
import type { Audit } from "../../src/features/leakage.ts";
import { auditGoal, type GoalAudited, isAmount } from "../../src/features/leakage-goal.ts";
import type { DealColumns } from "../../src/features/matrix-of.ts";
import { createRandom } from "../../src/stats/random.ts";
import { codedAttribute } from "../generators/coded.ts";

const N = 300;
const CLEAN: Audit = { kind: null, reason: "", warning: null, auc: 0.5 };

function feature(source: string, codes: readonly number[], about: Feature["about"] = "account"): Feature {
  const ordered = new Set(codes).size > 3;
  return {
    name: source,
    label: source,
    source,
    header: source,
    about,
    family: "firmographic",
    kind: ordered ? "number" : "category",
    rule: { kind: "category", missing: [], aliases: {} } as unknown as Feature["rule"],
    numbers: { plain: false, whole: false },
    filled: 1,
    coded: codedAttribute(source, ordered ? "ordered" : "unordered", Math.max(...codes), codes),
  };
}

const random = createRandom(5);
const won = Uint8Array.from({ length: N }, (_, i) => (i % 3 === 0 ? 1 : 0));
const stayed = won.map((one, i) => (one === 1 && i % 2 === 0 ? 1 : 0));
const coin = Array.from(won, () => 1 + Math.floor(random.next() * 2));

function deals(y: Uint8Array): DealColumns {
  const none = new Float64Array(N).fill(Number.NaN);
  return {
    n: N,
    y,
    account: Int32Array.from(y.keys()),
    accounts: N,
    created: none,
    closed: none,
    cycle: none,
    order: none,
  };
}

function kinds(goal: GoalAudited, y: Uint8Array, ...features: Feature[]): (string | null)[] {
  return auditGoal(
    features.map(() => CLEAN),
    features,
    deals(y),
    goal,
  ).map(({ kind }) => kind);
}

const named = (...names: string[]): Feature[] => names.map((name) => feature(name, coin));

describe("names that tell another goal than winning", () => {
  const late = [
    "churn_flag",
    "customer_status",
    "status",
    "health",
    "nps",
    "mrr",
    "last_login",
    "product_usage",
    "renewal_date",
    "is_active",
    "support_tickets",
    "seats_used",
    "left_on",
  ];
  const honest = [
    "industry",
    "employees",
    "annual_revenue",
    "referral_source",
    "business_model",
    "email_provider",
    "payment_provider",
    "number_of_locations",
    "funding_stage",
    "active_markets",
  ];

  it.each(["good-win", "retention"] as const)("are what happens after the sale for %s", (goal) => {
    const about = { goal, won: null, amount: null };
    expect(kinds(about, stayed, ...named(...late))).toEqual(late.map(() => "a"));
    expect(kinds(about, stayed, ...named(...honest))).toEqual(honest.map(() => null));
  });

  it("are the amount's other names for value, and are let be for winning", () => {
    const amounts = [
      "amount",
      "deal_value",
      "acv",
      "list_price",
      "quantity",
      "discount",
      "total_contract_value",
      "seats",
    ];
    const value = { goal: "value", won: null, amount: null } as const;
    const ofDeals = amounts.map((name) => feature(name, coin, "opportunity"));
    expect(kinds(value, stayed, ...ofDeals)).toEqual(amounts.map(() => "a"));
    expect(kinds(value, stayed, ...named(...honest, "nps_tool"))).toEqual([...honest, ""].map(() => null));
    expect(kinds({ goal: "win", won: null, amount: null }, won, ...ofDeals)).toEqual(amounts.map(() => null));
  });

  it("warn of what was bought, which may have changed since, for retention", () => {
    const [plan] = auditGoal([CLEAN], named("plan_tier"), deals(stayed), {
      goal: "retention",
      won: null,
      amount: null,
    });
    expect(plan).toMatchObject({ kind: null, warning: expect.stringContaining("as it stands today") });
  });
});

describe("values that tell half of a goal", () => {
  const goal = { goal: "good-win", won, amount: null } as const;

  it("are quarantined where they tell the win, or among the won who stayed", () => {
    // Filled at the handover: 100% of won, 5% of lost; of the good wins against the rest only 100% to a third.
    const handover = Array.from(won, (one, i) => (one === 1 || i % 20 === 1 ? coin[i]! : 0));
    // Written when a customer leaves: for nobody else.
    const farewell = Array.from(won, (one, i) => (one === 1 && stayed[i] === 0 ? coin[i]! : 0));
    expect(
      kinds(goal, stayed, feature("kickoff", handover), feature("memo", farewell), feature("color", coin)),
    ).toEqual(["c", "b", null]);
  });

  it("are quarantined where they rise with the amount, under whatever name", () => {
    const amount = Float64Array.from(won, () => Math.round(1000 * random.next()));
    const band = (noise: number): number[] =>
      Array.from(
        amount,
        (one) => 1 + Math.min(9, Math.max(0, Math.floor((one + noise * (random.next() - 0.5)) / 100))),
      );
    const value = { goal: "value", won, amount } as const;
    const big = won.map((one, i) => (one === 1 && amount[i]! > 500 ? 1 : 0));
    const [form, honest] = [feature("x_17", band(0)), feature("headcount", band(1200))];
    expect(kinds(value, big, form, honest)).toEqual(["a", null]);
    const missing = { ...value, amount: amount.map((one, i) => (i < 20 ? one : Number.NaN)) };
    expect(kinds(missing, big, form)).not.toEqual(["a"]);
  });
});

describe("what a deal was worth, in other words", () => {
  const amount = Float64Array.from(won, (one, i) => (one === 1 ? 1000 + 37 * i : Number.NaN));
  const priced = Array.from(won, (_, i) => 1 + Math.floor(i / 30));

  it("is known by its name, and by rising with the amount", () => {
    expect(isAmount(feature("Amount", coin, "opportunity"), amount)).toBe(true);
    expect(isAmount(feature("Paketgroesse", priced), amount)).toBe(true);
    expect(isAmount(feature("Annual Revenue", coin), amount)).toBe(false);
    expect(isAmount(feature("Industry", coin), amount)).toBe(false);
  });
});
