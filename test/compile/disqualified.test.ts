import { describe, expect, it } from "vitest";
import { unjudgedRules } from "../../src/compile/disqualified.ts";
import { scorer } from "../../src/compile/scorer.ts";
import { InputError } from "../../src/errors.ts";
import type { Disqualifier } from "../../src/icp/disqualifier.ts";
import type { IcpDocument } from "../../src/icp/document.ts";
import { learnedRule } from "../generators/disqualifier.ts";
import { documentOf, missing } from "./documents.ts";

const tools = { name: "tech_has_sap", source: "tech", columns: ["Tech"] } as const;
const unscored = [
  { name: "industry", columns: ["Industry"], rule: { kind: "text", missing } as const },
  { name: "employees", columns: ["Employees"], rule: { kind: "number", missing, decimal: "." } as const },
  { ...tools, rule: { kind: "set", missing, separators: ";" } as const },
];
const small = [
  { attribute: "industry", is: { in: ["education"] } },
  { attribute: "employees", is: { from: null, below: 20 } },
];

function documentWith(...disqualifiers: Disqualifier[]): IcpDocument {
  return documentOf({ cards: [], unscored, disqualifiers });
}

function by(document: IcpDocument, row: Record<string, string>): string | null {
  return scorer(document)(row).disqualified_by;
}

describe("disqualified_by", () => {
  const confirmed = learnedRule(small, { status: "confirmed", who: "Small schools" });

  it("says whom the rule is about, where every condition is met, and the action is to suppress", () => {
    const document = documentWith(confirmed);
    expect(by(document, { Industry: " EDUCATION", Employees: "5-10" })).toBe("Small schools");
    expect(scorer(document)({ Industry: "Education", Employees: "7" }).action).toBe("suppress");
    expect(by(document, { Industry: "Education", Employees: "20" })).toBeNull();
    expect(scorer(document)({ Industry: "Retail", Employees: "7" }).action).toBeNull();
  });

  it("never says that of what is not known", () => {
    expect(by(documentWith(confirmed), { Industry: "Education", Employees: "n/a" })).toBeNull();
    expect(by(documentWith(confirmed), { Industry: "Education" })).toBeNull();
  });

  it("holds for no rule but those a person confirmed or declared", () => {
    const row = { Industry: "Education", Employees: "7" };
    for (const rest of [{ status: "suggested" }, { status: "rejected" }, { status: "confirmed", kind: "watch-out" }])
      expect(by(documentWith({ ...confirmed, ...rest } as Disqualifier), row)).toBeNull();
    const declared = { id: "mine", source: "declared", kind: "disqualifier", status: "declared" } as const;
    const words = { who: "Schools", text: "Schools: no." };
    expect(by(documentWith({ ...declared, ...words, rule: [small[0]!] }), row)).toBe("Schools");
    expect(by(documentWith({ ...declared, ...words, rule: null }), row)).toBeNull();
  });

  it("takes the first rule that applies", () => {
    const all = learnedRule([{ attribute: "industry", is: { in: ["education"] } }], {
      status: "confirmed",
      who: "All",
    });
    expect(by(documentWith(confirmed, all), { Industry: "education", Employees: "3" })).toBe("Small schools");
    expect(by(documentWith(all, confirmed), { Industry: "education", Employees: "3" })).toBe("All");
  });

  it("lacks a tool only where the tools are known", () => {
    const lacks = [{ attribute: "tech_has_sap", is: { lacks: "SAP" } }];
    const document = documentWith(learnedRule(lacks, { status: "confirmed", who: "Without SAP" }));
    expect(by(document, { Tech: "Slack; AWS" })).toBe("Without SAP");
    expect(by(document, { Tech: "Slack; sap" })).toBeNull();
    expect(by(document, { Tech: "" })).toBeNull();
  });

  it("names a rule that a file cannot be judged by", () => {
    const columns = new Map([["industry", "Industry"]]);
    expect(unjudgedRules(documentWith(confirmed), columns)).toEqual([{ who: "Small schools", absent: ["employees"] }]);
    expect(unjudgedRules(documentWith({ ...confirmed, status: "suggested" }), columns)).toEqual([]);
  });

  it("says what is wrong with a rule edited by hand", () => {
    const unknown = learnedRule([{ attribute: "mood", is: { in: ["sad"] } }], { id: "r1", status: "confirmed" });
    expect(() => scorer(documentWith(unknown))).toThrow(InputError);
    expect(() => scorer(documentWith(unknown))).toThrow(/disqualifier "r1" uses "mood"/);
    const odd = learnedRule([{ attribute: "industry", is: { from: 1, below: null } }], { status: "confirmed" });
    expect(() => scorer(documentWith(odd))).toThrow(/tests "industry" with "from\/below"/);
  });
});
