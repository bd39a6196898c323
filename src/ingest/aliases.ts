/** Field names that many systems share, and how each is written elsewhere: lower case, letters and digits only, without accents. German ones too. */
const ALIASES: Readonly<Record<string, string>> = {
  // The company.
  account_id:
    "accountid accountsfid accountid18 companyid associatedcompanyid associatedcompanyidprimary associatedcompanyidsprimary primaryassociatedcompanyid hsprimaryassociatedcompany organizationid organisationid accountnameid",
  account_name:
    "accountname account companyname organizationname organisationname associatedcompanyprimary associatedcompanynamesprimary firma firmenname unternehmen unternehmensname dealorganization dealorganisation",
  associated_company_ids: "associatedcompanyids",
  associated_companies: "associatedcompany associatedcompanies associatedcompanynames",
  customer: "kunde kundenname potentialcustomer",
  domain:
    "website domain companydomain companydomainname websiteurl webpage companywebsite primarydomain domainname websitedomain accountwebsite webseite internetadresse organizationwebsite organisationwebsite",
  parent:
    "parentid hsparentcompanyid parentaccount parentaccountid parentaccountname parentcompany parentcompanyid subsidiaryof ultimateparent ultimateparentid ultimateparentaccount ubergeordneteraccount",
  industry: "industry sector vertical primaryindustry companyindustry industrysector accountindustry branche",
  sub_industry: "subindustry industrygroup subsector",
  employees:
    "employees numberofemployees noofemployees numemployees employeecount employeescount headcount companysize companyheadcount employeesize totalemployees staffcount ftecount accountemployees numberofstaff mitarbeiter mitarbeiterzahl mitarbeiteranzahl anzahlmitarbeiter beschaftigte",
  annual_revenue:
    "annualrevenue revenue companyrevenue estimatedannualrevenue yearlyrevenue turnover annualturnover annualrevenueusd accountannualrevenue umsatz jahresumsatz",
  country:
    "country billingcountry billingcountrycode hqcountry companycountry countryregion headquarterscountry accountcountry countrycode land rechnungsland landrechnungsadresse landrechnungsanschrift rechnungsanschriftland rechnungsadresseland address1country",
  state:
    "state billingstate billingstateprovince billingstatecode stateregion stateprovince companystate hqstate statecode address1stateorprovince",
  city: "city billingcity companycity hqcity stadt ort stadtrechnungsadresse stadtrechnungsanschrift ortrechnungsadresse ortrechnungsanschrift address1city",
  postal_code:
    "postalcode billingpostalcode billingzippostalcode zip zipcode billingzip companypostalcode plz postleitzahl address1postalcode",
  street: "street billingstreet billingaddress address streetaddress companyaddress companystreet strasse",
  region: "region companyregion accountregion",
  tech_stack: "techstack technologies technology webtechnologies technologystack",
  funding_stage: "fundingstage latestfunding latestfundingstage lastfundingtype lastfundingstage",
  total_funding: "totalfunding totalmoneyraised fundingtotalusd totalfundingamount fundingtotal",
  year_founded: "yearfounded foundedyear yearestablished yearstarted foundingyear grundungsjahr",
  lifecycle_stage: "lifecyclestage",
  ownership: "ownership companyownership",
  // The row itself, whatever it is about.
  record_id: "recordid hsobjectid",
  // The deal.
  opportunity_id: "opportunityid opportunityid18 dealid oppid opportunityidentifier donotmodifyopportunity",
  opportunity_number: "opportunitynumber dealnumber oppnumber opportunityno dealno",
  opportunity_name: "opportunityname deal dealname oppname opportunitytitle dealtitle",
  created_date:
    "created createddate createdate creationdate createdat createdon hscreatedate datecreated opportunitycreateddate dealcreatedate dealcreateddate opencreateddate opendate openeddate engagedate createtime angelegtam erstelltam erstelldatum erstellungsdatum anlagedatum createdtime dealdealcreated dealcreated",
  close_date:
    "closed closedate closeddate closedat closedon dateclosed closingdate actualclosedate dealclosedate opportunityclosedate closetime decisiondate abgeschlossenam abschlussdatum abschlusstermin schlusstermin schlussdatum geschlossenam dealdealclosedon dealclosedon",
  won_date: "wondate datewon wonon wontime dealwontime gewonnenam",
  lost_date: "lostdate datelost loston losttime deallosttime verlorenam",
  stage:
    "stage stagename dealstage opportunitystage salesstage pipelinestage vertriebsphase verkaufsphase phase opportunityphase",
  is_won: "iswon hsisclosedwon isclosedwon gewonnen",
  is_lost: "islost hsisclosedlost isclosedlost",
  is_closed: "isclosed hsisclosed isdealclosed geschlossen",
  is_deleted: "isdeleted",
  deal_amount:
    "amount dealamount opportunityamount dealvalue opportunityvalue betrag auftragswert estrevenue estimatedvalue",
  amount_converted:
    "amountconverted convertedamount amountincompanycurrency hsamountinhomecurrency amountinhomecurrency amountusdconverted betragkonvertiert betragumgerechnet",
  currency:
    "currency currencyisocode currencycode dealcurrencycode dealcurrency opportunitycurrency amountcurrency wahrung betragwahrung dealcurrencyofvalue currencyofvalue isocurrencycode",
  opportunity_type: "opportunitytype dealtype opportunitytyp",
  record_type:
    "recordtype recordtypeid recordtypename opportunityrecordtype opportunityrecordtypename recordtypedevelopername datensatztyp opportunitydatensatztyp",
  lead_source: "leadsource opportunityleadsource leadquelle",
  loss_reason:
    "lossreason lostreason closedlostreason closelostreason reasonlost reasonforloss lossreasons lostreasons lossreasoncode whylost dealclosedlostreason reasonforlosing primarylossreason verlustgrund absagegrund deallostreason",
  probability:
    "probability winprobability dealprobability hsdealstageprobability probabilitypercent wahrscheinlichkeit probabilityinpercent closeprobability",
  forecast_category:
    "forecastcategory forecastcategoryname hsforecastcategory hsmanualforecastcategory prognosekategorie",
  next_step: "nextstep nextsteps hsnextstep nachsterschritt",
  last_activity: "lastactivity lastactivitydate letzteaktivitat",
  row_number: "row rownumber rowno rowid",
  owner:
    "owner ownername opportunityowner dealowner accountowner ownerfullname hubspotownerid ownerid inhaber accountinhaber opportunityinhaber",
};

/** Fields that describe a company, whichever file they come in. */
export const COMPANY_FIELDS: ReadonlySet<string> = new Set([
  "industry",
  "sub_industry",
  "employees",
  "annual_revenue",
  "country",
  "state",
  "city",
  "postal_code",
  "street",
  "region",
  "tech_stack",
  "funding_stage",
  "total_funding",
  "year_founded",
  "ownership",
]);

const FIELDS: ReadonlyMap<string, string> = new Map(
  Object.entries(ALIASES).flatMap(([field, spellings]) => spellings.split(" ").map((spelling) => [spelling, field])),
);

/** Every spelling that is known, squashed, and the field it stands for. */
export function knownSpellings(): ReadonlyMap<string, string> {
  return FIELDS;
}

/** The shared field that a squashed header (lower case, letters and digits only) stands for, or null. */
export function knownField(squashed: string): string | null {
  return FIELDS.get(squashed) ?? null;
}
