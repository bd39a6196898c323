import { foldText } from "../normalise/fold.ts";
import { industries } from "./industries.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** Dynamics 365's standard choices of `industrycode`, 1 first. */
export const DYNAMICS_INDUSTRIES: readonly string[] =
  "Accounting;Agriculture and Non-petrol Natural Resource Extraction;Broadcasting Printing and Publishing;Brokers;Building Supply Retail;Business Services;Consulting;Consumer Services;Design, Direction and Creative Management;Distributors, Dispatchers and Processors;Doctor's Offices and Clinics;Durable Manufacturing;Eating and Drinking Places;Entertainment Retail;Equipment Rental and Leasing;Financial;Food and Tobacco Processing;Inbound Capital Intensive Processing;Inbound Repair and Services;Insurance;Legal Services;Non-Durable Merchandise Retail;Outbound Consumer Service;Petrochemical Extraction and Distribution;Service Retail;SIG Affiliations;Social Services;Special Outbound Trade Contractors;Specialty Realty;Transportation;Utility Creation and Distribution;Vehicle Retail;Wholesale".split(
    ";",
  );

/** The industries in a column of `industrycode`, which holds the number of a choice. Choices of a company's own have other numbers. */
export const dynamicsIndustries: Vocabulary = {
  ...industries,
  resolve: (folded) => {
    const choice = /^\d{1,2}$/.test(folded) ? (DYNAMICS_INDUSTRIES[Number(folded) - 1] ?? null) : folded;
    return choice === null ? null : industries.resolve(foldText(choice));
  },
};
