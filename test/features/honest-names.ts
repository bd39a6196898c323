/** Field names that describe a company, or a deal as it began: CRMs, Apollo, ZoomInfo, Clay, Crunchbase, real one-table files, our own ideas. */
export const HONEST_NAMES: readonly string[] = `
    Industry|Sub-Industry|Sector|Vertical|SIC Code|NAICS Code|GICS Sector|Keywords|Category|Business Model|Product Line|Product Series
    NumberOfEmployees|# Employees|Employee Range|Employee Growth 12 Months|Full Time Employees|Full-Time Ratio|Part Time Staff Share
    AnnualRevenue|Revenue Range|Revenue Growth|Revenue To Date|Profit Margin|Net Loss Making|Loss Ratio|EBITDA|Current Ratio|Debt Ratio
    BillingCountry|Company City|State|Region|Territory|Continent|Time Zone|Headquarters Location|Office Location|Market|Metro Area
    Technologies|Tech_Stack__c|CRM Used|ERP System|Cloud Provider|Email_Provider__c|Email Marketing Tool|Has Tag Manager|Password Manager
    Mobile App|Has Mobile App|Mobile Traffic Share|Website Traffic|Website CMS|Domain Authority|Domain Rating|LinkedIn Followers|Facebook Ads
    Has Website|Phone System|Id Verification Tool|Key Account|Key Industry|SKU Count|Number of SKUs
    Funding_Stage__c|Latest Funding Stage|Total Funding|Latest Funding Amount|Last Funding Date|Number of Funding Rounds|Investors|IPO Status
    Company Stage|Growth Stage|Product Stage|Startup Stage|Ownership|Public or Private|Parent Industry|Subsidiary Of|Owner Occupied|Owner Operated
    Founded Year|Years in Business|Time in Business|Company Age|Fiscal_Year_End__c|Open_Job_Postings__c|Open Positions|Hiring Sales Reps
    Number of Sales Reps|SDR Count|Number of Account Managers|Total Support Agents|IT_Team_Size__c|Compliance_Team__c|Certification__c|Number_of_Locations__c
    Credit Rating|G2 Rating|Glassdoor Rating|ESG Rating|Awards Won|Customer Count|Customer Type|Client Size By Revenue (USD)|Client Size By Employee Count
    Supplies Group|Supplies Subgroup|Route To Market|Competitor Type|Deal Size Category (USD)|Revenue From Client Past Two Years (USD)|Opportunity Amount USD
    Authority|Comp_size|Competitors|Purch_dept|Partnership|Budgt_alloc|Forml_tend|RFI|RFP|Growth|Posit_statm|Source|Client|Scope|Strat_deal|Cross_sale|Up_sale
    Deal_type|Needs_def|Att_t_client|Lead Source|LeadSource|Original Source|Competitor_At_Creation__c|Product__c|Route__c|Incumbent Vendor|Contract Length Wanted
    Budget Range|Procurement Process|Security Review Required|Decision Process|Buying Committee Size|Seniority of First Contact|Department|Use Case|Pain Point
    Invoice Volume|Monthly Transactions|Warehouses|Fleet Size|Beds|Students|Patients Per Year|Seats|Languages|Remote Policy|B2B or B2C|Employee Onboarding Tool
    Recent Leadership Change|Days Sales Outstanding|Opening Hours|Half Time Show|Market Growth Forecast|Reason for Inquiry|Stock Exchange|Real Time Data Need
    Risk Score|Intent Score|ICP Guess|Segment|Tier|Priority|Account Type|Partner Type|Franchise|Unionised|Regulated|Data Residency|Locations Abroad|Advertising Spend
    Sales Team Size|Number of Websites|Domain Count|Mail Volume|Phone Support Offered|Agent Headcount|Travel Agents|Property Type|Fund Size|Assets Under Management
    Claims Per Month|Average Order Value|Shipping Countries|Distance to Hub|Merger Planned|Board Size|Female Founders|Accelerator|Exports|Imports
    Marketing Automation|Data Warehouse|Payment Provider|Help Desk|Security Tool|Single Sign-On|Open Source Usage|API Usage|Number of Integrations
    Fundraising Stage|Stage of Growth|Rating Agency|Lost & Found Dept|Closest Office|Open Source User|Closet Size|Disclosed Funding
    Event Attended|Webinar|Campaign|Channel|Partner Sourced|Referral Type|First Touch Channel|Trial Started Before Deal|Quote Currency|Payment Terms Wanted
  `
  .split(/[|\n]/)
  .map((name) => name.trim())
  .filter((name) => name !== "");
