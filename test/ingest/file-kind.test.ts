import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type FileKind, fileKind, type GivenAs, requireKind } from "../../src/ingest/file-kind.ts";
import { ROOT } from "../source.ts";

const FILES: Readonly<Record<FileKind, readonly string[]>> = {
  history: ["Id,OpportunityId,Field,CreatedDate,OldValue,NewValue"],
  log: [
    "Id,WhoId,WhatId,Subject,ActivityDate,Status,Priority,OwnerId,Description,AccountId",
    "Subject,Date,Assigned,Priority,Status,Task,Company / Account",
    "Activity type,Activity date,Activity assigned to,Email subject",
  ],
  events: ["event_id,account_id,domain,type,topic,occurred_at", "messageId,event,timestamp,userId,properties"],
  subscriptions: [
    "id,Customer ID,Customer Email,Plan,Quantity,Currency,Interval,Amount,Status,Created (UTC),Current Period Start (UTC)",
    "subscriptions.id,customers.id,subscriptions.plan_id,subscriptions.status,subscriptions.current_term_end",
    "uuid,account_code,email,plan_code,state,quantity,current_period_ends_at",
  ],
  deals: [
    "Id,AccountId,Name,StageName,IsClosed,IsWon,Type,Amount,CreatedDate,CloseDate",
    "Record ID,Deal Name,Pipeline,Deal Stage,Amount,Create Date,Close Date",
    "Réf,Société,Secteur,Effectif,Pays,Montant,Date de création,Date de clôture,Résultat",
    "Firma,Branche,Mitarbeiter,Land,Betrag,Erstelldatum,Abschlussdatum,Ergebnis",
  ],
  leads: ["Id,FirstName,LastName,Company,Title,Email,Status,LeadSource,IsConverted,ConvertedAccountId,CreatedDate"],
  contacts: [
    "Id,AccountId,FirstName,LastName,Title,Email,CreatedDate,LastActivityDate",
    "Record ID,First Name,Last Name,Email,Job Title,Create Date,Lifecycle Stage,Associated Deal IDs",
    "First Name,Last Name,Title,Company,Email,Stage,# Employees,Industry,Website",
  ],
  companies: ["Id,Name,Website,Industry,NumberOfEmployees,BillingCountry,Type,CreatedDate"],
};
const NOTHING = [
  "Id,OpportunityId,ContactId,Role,IsPrimary",
  "Account ID,Date,Feature,Usage Count",
  "account_id,company,domain,start_date,mrr,currency,churn_date",
  "website",
  "Account Name,Industry,Employees,Country,Date,Logins",
];

describe("the kind of a file", () => {
  it("is told by its columns where they are plain", () => {
    for (const [kind, files] of Object.entries(FILES))
      for (const file of files) expect([file, fileKind(file.split(","))]).toEqual([file, kind]);
    for (const file of NOTHING) expect([file, fileKind(file.split(","))]).toEqual([file, null]);
  });

  it("is refused under another option, with the one that takes it, unless a person names a column", () => {
    const refused = (as: GivenAs, kind: FileKind, named = new Map<string, string>()) => {
      const [headers] = FILES[kind].map((file) => file.split(","));
      try {
        requireKind(as, "file.csv", headers!, named);
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(refused("--open-deals", "subscriptions")).toBe(
      "file.csv is given as --open-deals and looks like an export of subscriptions (plans and billing periods): give it with --customers (if it is what you say, name one of its columns with --map 'COLUMN=stage')",
    );
    expect(refused("--events", "contacts")).toContain("a list of people: give it with --contacts");
    expect(refused("--leads", "log")).toContain("a log of tasks, calls or e-mails: give it with --events");
    expect(refused("--accounts", "deals")).toContain("a list of deals");
    expect(refused("--leads", "log", new Map([["Subject", "title"]]))).toBeNull();
    expect([refused("--leads", "contacts"), refused("--contacts", "leads"), refused("--events", "log")]).toEqual([
      null,
      null,
      null,
    ]);
    const people = FILES.contacts[1]!.split(",");
    expect(() => requireKind("--contacted", "people.csv", people, new Map())).toThrow("give it with --contacts");
    expect(refused("--contacted", "contacts")).toBeNull();
    expect(refused("deals", "history")).toContain("give it with --history");
  });

  it("of the sample company's files is what they are given as", () => {
    const folder = join(ROOT, "examples/calvanto/salesforce");
    const kinds = readdirSync(folder)
      .filter((name) => !name.startsWith("report") && name.endsWith(".csv"))
      .map((name) => [name, fileKind(readFileSync(join(folder, name), "utf8").split("\n")[0]!.trim().split(","))]);
    expect(Object.fromEntries(kinds)).toEqual({
      "Account.csv": "companies",
      "Contact.csv": "contacts",
      "Lead.csv": "leads",
      "Opportunity.csv": "deals",
      "OpportunityFieldHistory.csv": "history",
      "OpportunityContactRole.csv": null,
    });
  });
});
