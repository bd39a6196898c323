import { describe, expect, test } from "vitest";
import { lateName, namesFreeText, neverAnAttribute, wordsOf } from "../../src/features/names.ts";
import { fieldName } from "../../src/ingest/field-name.ts";
import { HONEST_NAMES } from "./honest-names.ts";

/** The seven columns of IBM's set that are written while the deal runs; their AUC is below that of honest ones: names alone catch them. */
const IBM_LATE = [
  "Elapsed Days In Sales Stage",
  "Sales Stage Change Count",
  "Total Days Identified Through Closing",
  "Total Days Identified Through Qualified",
  "Ratio Days Identified To Total Days",
  "Ratio Days Validated To Total Days",
  "Ratio Days Qualified To Total Days",
];

const SALESFORCE_LATE = [
  "StageName",
  "Stage",
  "IsClosed",
  "IsWon",
  "Probability",
  "Probability (%)",
  "ForecastCategory",
  "ForecastCategoryName",
  "CloseDate",
  "NextStep",
  "LastActivityDate",
  "LastModifiedDate",
  "LastStageChangeDate",
  "HasOpenActivity",
  "HasOverdueTask",
  "FiscalQuarter",
  "Fiscal Period",
  "ExpectedRevenue",
  "Age",
  "Age (Days)",
  "Opportunity Age",
  "Stage Duration",
  "Days_In_Stage__c",
  "Push Count",
  "Rating",
  "Account Rating",
  "Closed_Lost_Reason__c",
  "Loss Reason",
  "Lost to Competitor",
  "DeliveryInstallationStatus__c",
  "Customer Status",
  "Lead Status",
  "Tags",
];

const HUBSPOT_LATE = [
  "num_associated_deals",
  "Number of Associated Deals",
  "recent_deal_amount",
  "total_open_deal_value",
  "hs_total_deal_value",
  "hs_num_open_deals",
  "hs_is_open_count",
  "dealstage",
  "lifecyclestage",
  "Lifecycle Stage",
  "hs_is_closed_won",
  "hs_is_closed",
  "closed_won_reason",
  "closed_lost_reason",
  "days_to_close",
  "hs_closed_amount",
  "hs_projected_amount",
  "hs_forecast_amount",
  "hs_manual_forecast_category",
  "hs_deal_stage_probability",
  "hs_likelihood_to_close",
  "hs_predictive_deal_score_deal_score",
  "hs_time_in_appointmentscheduled",
  "Cumulative time in Contract Sent",
  "hs_next_step",
  "hs_lead_status",
  "num_contacted_notes",
  "num_notes",
  "Number of Sales Activities",
  "Number of times contacted",
  "notes_last_contacted",
  "hs_last_sales_activity_timestamp",
  "Last Meeting Booked",
  "Recent Deal Close Date",
];

describe("lateName", () => {
  test.each([...IBM_LATE, ...SALESFORCE_LATE, ...HUBSPOT_LATE])("%s is known only after the outcome", (header) => {
    expect(lateName(fieldName(header)), fieldName(header)).not.toBeNull();
  });

  test.each(HONEST_NAMES)("%s is neither late, nor an id, nor a person, nor a way to reach someone", (header) => {
    const name = fieldName(header);
    expect({ late: lateName(name), never: neverAnAttribute(name) }, name).toEqual({ late: null, never: null });
  });
});

test("the list of honest names is long enough to hold the bar of 1 in 200", () => {
  expect(new Set(HONEST_NAMES).size).toBeGreaterThanOrEqual(200);
});

describe("neverAnAttribute", () => {
  test.each([
    "Opportunity Number",
    "Record ID",
    "Account ID 18",
    "AccountId",
    "hs_object_id",
    "Deal No.",
    "uuid",
    "Permalink",
    "External Key",
    "Order Number",
    "Tracking Number",
    "Unnamed: 0",
  ])("%s is an id", (header) => {
    expect(neverAnAttribute(fieldName(header))).toBe("an id");
  });

  test.each([
    "Seller",
    "Owner.Name",
    "Opportunity Owner",
    "Owner Role",
    "HubSpot Owner",
    "Sales Rep",
    "sales_agent",
    "manager",
    "Account Manager",
    "Account Executive",
    "SDR",
    "CSM Name",
    "Sales Person",
    "Contact Person",
    "Created By",
    "Assigned To",
    "First Name",
    "Contact Name",
  ])("%s is a person", (header) => {
    expect(neverAnAttribute(fieldName(header))).toBe("a person, not a property of the company");
  });

  test.each([
    "Email",
    "Work Email 2",
    "Phone Number",
    "Mobile Phone",
    "Company Linkedin Url",
    "Website URL",
    "Facebook Page",
    "Street Address",
    "Email Opt In",
    "HasOptedOutOfEmail",
    "Do Not Call",
  ])("%s is a way to reach someone", (header) => {
    expect(neverAnAttribute(fieldName(header))).toBe("a way to reach someone");
  });

  test.each(["BillingPostalCode", "Zip", "Latitude"])("%s is an address", (header) => {
    expect(neverAnAttribute(fieldName(header))).toBe("an address");
  });
});

test("wordsOf and namesFreeText read names by the word", () => {
  expect(wordsOf("Days_in-Stage (2)")).toEqual(["days", "in", "stage", "2"]);
  expect(namesFreeText("seller_notes")).toBe(true);
  expect(namesFreeText("notebook_brand")).toBe(false);
});
