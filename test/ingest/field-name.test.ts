import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fieldName } from "../../src/ingest/field-name.ts";

describe("fieldName", () => {
  it.each<[string, readonly string[]]>([
    ["associated_contact_ids", ["Associated Contact IDs", "associated_contact_ids"]],
    [
      "employees",
      [
        "NumberOfEmployees",
        "Employees",
        "No. of Employees",
        "# Employees",
        "#Employees",
        "Company Size",
        "numberofemployees",
        "Headcount",
        "employee_count",
      ],
    ],
    [
      "annual_revenue",
      [
        "AnnualRevenue",
        "Annual Revenue",
        "annualrevenue",
        "annual_revenue",
        "Account: Annual Revenue",
        "Company Annual Revenue",
      ],
    ],
    [
      "country",
      [
        "BillingCountry",
        "Billing Country",
        "Country",
        "HQ Country",
        "Company Country",
        "Country/Region",
        "Account.BillingCountry",
      ],
    ],
    ["industry", ["Industry", "Account Industry", "Account.Industry", "Company: Industry", "sector"]],
    ["created_date", ["Created Time", "Deal - Deal created", "Deal created"]],
    ["close_date", ["Closing Date", "Deal - Deal closed on", "Actual Close Date"]],
    ["deal_amount", ["Deal - Value", "Est. Revenue"]],
    ["loss_reason", ["Deal - Lost reason", "Reason For Loss"]],
    ["opportunity_id", ["Deal - ID", "(Do Not Modify) Opportunity"]],
    ["domain", ["Website", "Domain", "Company Domain", "Company Domain Name", "Website URL"]],
    [
      "account_id",
      ["AccountId", "Account ID", "account_id", "Associated Company IDs (Primary)", "associatedcompanyid"],
    ],
    ["account_name", ["Account Name", "Account.Name", "Account", "Company Name"]],
    ["opportunity_id", ["Opportunity ID", "opportunity_id", "Deal ID"]],
    ["record_id", ["Record ID", "hs_object_id", "RECORD ID"]],
    ["created_date", ["CreatedDate", "Created Date", "createdate", "Create Date", "engage_date", "Created"]],
    ["close_date", ["CloseDate", "Close Date", "closedate", "close_date"]],
    ["stage", ["StageName", "Stage", "deal_stage", "dealstage", "Deal Stage"]],
    ["deal_amount", ["Amount", "amount", "Deal Amount"]],
    ["amount_converted", ["Amount (converted)", "Amount in company currency", "amount_in_home_currency"]],
    ["currency", ["CurrencyIsoCode", "Currency"]],
    ["type", ["Type"]],
    ["opportunity_type", ["Opportunity Type", "dealtype", "Deal Type"]],
    ["lead_source", ["LeadSource", "Lead Source"]],
    ["loss_reason", ["Closed Lost Reason", "Closed_Lost_Reason__c", "closed_lost_reason", "Loss Reason"]],
    ["tech_stack", ["Tech_Stack__c", "Tech Stack", "TechStack", "tech-stack", "Technologies", "acme__Tech_Stack__c"]],
    ["funding_stage", ["Funding Stage", "Funding_Stage__c", "Latest Funding"]],
    ["year_founded", ["Year Founded", "Founded Year", "year_established"]],
    ["it_team_size", ["IT Team Size", "IT_Team_Size__c", "ITTeamSize", "it_team_size"]],
    ["kickoff_region", ["Kickoff_Region__c", "Kickoff Region"]],
    ["groesse", ["Groesse"]],
    ["grosse", ["Größe"]],
    ["r_d_spend", ["R&D Spend", "R & D spend"]],
    ["client_size_by_revenue_usd", ["Client Size By Revenue (USD)"]],
  ])("%s", (name, headers) => {
    expect(headers.map((header) => [header, fieldName(header)])).toEqual(headers.map((header) => [header, name]));
  });

  it("is never empty and never a name of the facts table itself (property)", () => {
    const reserved = ["deal", "row", "account", "y", "created", "closed", "ord", "amount"];
    for (const name of reserved) expect(reserved).not.toContain(fieldName(name));
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (header) => {
        const name = fieldName(header);
        expect(name).not.toBe("");
        expect(reserved).not.toContain(name);
        expect(name).toBe(name.toLowerCase());
      }),
    );
  });

  it("gives a field name for itself (property)", () => {
    const header = fc.stringMatching(/^[A-Za-z][A-Za-z0-9 _.#/&-]{0,20}$/);
    fc.assert(
      fc.property(header, (text) => {
        expect(fieldName(fieldName(text))).toBe(fieldName(text));
      }),
    );
  });
});
