import { describe, expect, it } from "vitest";
import { fieldName } from "../../src/ingest/field-name.ts";

describe("the field of a company's growth in heads", () => {
  it.each([
    ["employee_growth_12m", "Headcount growth 12m"],
    ["employee_growth_12m", "Headcount Growth - 12 Months"],
    ["employee_growth_12m", "12-month employee growth %"],
    ["employee_growth_12m", "organization_headcount_twelve_month_growth"],
    ["employee_growth_12m", "Employee_Growth_Rate_12_Month__c"],
    ["employee_growth_12m", "1 Year Employee Growth Rate"],
    ["employee_growth_12m", "Company Headcount Growth (1y)"],
    ["employee_growth_12m", "YoY Headcount Growth"],
    ["employee_growth_12m", "Annual employee growth (%)"],
    ["employee_growth_12m", "Employee growth over the last 12 months"],
    ["employee_growth_12m", "growth1YrEmployees"],
    ["employee_growth_12m", "Mitarbeiterwachstum 12 Monate"],
    ["employee_growth_12m", "Headcount Growth L12M"],
    ["employee_growth_6m", "6-month employee growth %"],
    ["employee_growth_6m", "employeeGrowth6Mth"],
    ["employee_growth_6m", "Headcount Growth 6M"],
    ["employee_growth_6m", "organization_headcount_six_month_growth"],
    ["employee_growth_24m", "Employee Growth 2 Years"],
    ["employee_growth_24m", "organization_headcount_twenty_four_month_growth"],
    ["employee_growth_3m", "Quarterly headcount growth"],
    ["employee_growth", "Employee Growth Rate"],
    ["employee_growth", "LinkedIn Company Headcount Growth"],
    ["employee_growth", "% Employee Growth"],
  ])("is %s for %j", (field, header) => {
    expect(fieldName(header)).toBe(field);
    expect(fieldName(field)).toBe(field);
  });

  it.each([
    ["Sales team growth 12m", "sales_team_growth_12m"],
    ["Engineering Headcount Growth", "engineering_headcount_growth"],
    ["Revenue Growth", "revenue_growth"],
    ["Growth Stage", "growth_stage"],
    ["Employee Growth 2024", "employee_growth_2024"],
    ["Headcount Growth 6M vs 12M", "headcount_growth_6_m_vs_12_m"],
  ])("is none for %j", (header, field) => {
    expect(fieldName(header)).toBe(field);
  });
});
