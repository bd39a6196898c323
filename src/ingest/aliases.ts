/** Field names that many systems share, and how each is written elsewhere: lower case, letters and digits only, without accents. German, French, Spanish, Portuguese, Italian and Dutch ones too. */
const ALIASES: Readonly<Record<string, string>> = {
  // The company.
  account_id:
    "accountid accountsfid accountid18 companyid associatedcompanyid associatedcompanyidprimary associatedcompanyidsprimary primaryassociatedcompanyid hsprimaryassociatedcompany organizationid organisationid accountnameid identifiantsociete idsociete idcompte identifiantducompte idempresa idcuenta idconta idazienda bedrijfsid",
  account_name:
    "accountname account companyname organizationname organisationname associatedcompanyprimary associatedcompanynamesprimary firma firmenname unternehmen unternehmensname dealorganization dealorganisation societe nomsociete nomdelasociete raisonsociale entreprise nomentreprise nomdelentreprise compte nomducompte nomcompte empresa nombreempresa nombredelaempresa nombredeempresa razonsocial cuenta nombredelacuenta nombredecuenta compania nomeempresa nomedaempresa nomedeempresa razaosocial conta nomedaconta azienda nomeazienda nomedellazienda ragionesociale societa nomesocieta bedrijf bedrijfsnaam organisatie organisatienaam",
  associated_company_ids: "associatedcompanyids",
  associated_companies: "associatedcompany associatedcompanies associatedcompanynames",
  customer:
    "kunde kundenname potentialcustomer nomclient nomduclient cliente nombrecliente nombredelcliente nomecliente nomedocliente nomedelcliente klant klantnaam",
  domain:
    "website domain companydomain companydomainname websiteurl webpage companywebsite primarydomain domainname websitedomain accountwebsite webseite internetadresse organizationwebsite organisationwebsite siteweb siteinternet sitioweb paginaweb sitedaempresa sitoweb sitointernet",
  parent:
    "parentid hsparentcompanyid parentaccount parentaccountid parentaccountname parentcompany parentcompanyid subsidiaryof ultimateparent ultimateparentid ultimateparentaccount ubergeordneteraccount societemere maisonmere empresamatriz moedermaatschappij",
  industry:
    "industry sector vertical primaryindustry companyindustry industrysector accountindustry branche secteur secteurdactivite secteuractivite industrie sectoractividad sectordeactividad industria setor setordeatividade ramodeatividade settore settorediattivita bedrijfstak",
  sub_industry: "subindustry industrygroup subsector",
  employees:
    "employees numberofemployees noofemployees numemployees employeecount employeescount headcount companysize companyheadcount employeesize totalemployees staffcount ftecount accountemployees numberofstaff mitarbeiter mitarbeiterzahl mitarbeiteranzahl anzahlmitarbeiter beschaftigte effectif effectifs nombredesalaries nbsalaries salaries nombredemployes nbemployes empleados numerodeempleados numempleados nempleados plantilla funcionarios numerodefuncionarios colaboradores numerodecolaboradores empregados dipendenti numerodipendenti numerodidipendenti addetti medewerkers aantalmedewerkers werknemers aantalwerknemers",
  annual_revenue:
    "annualrevenue revenue companyrevenue estimatedannualrevenue yearlyrevenue turnover annualturnover annualrevenueusd accountannualrevenue umsatz jahresumsatz chiffredaffaires chiffredaffairesannuel facturacion facturacionanual ingresosanuales faturamento faturamentoanual receitaanual volumedenegocios fatturato fatturatoannuo omzet jaaromzet",
  country:
    "country billingcountry billingcountrycode hqcountry companycountry countryregion headquarterscountry accountcountry countrycode land rechnungsland landrechnungsadresse landrechnungsanschrift rechnungsanschriftland rechnungsadresseland address1country pays paysdefacturation pais paisdefacturacion paese nazione",
  state:
    "state billingstate billingstateprovince billingstatecode stateregion stateprovince companystate hqstate statecode address1stateorprovince",
  city: "city billingcity companycity hqcity stadt ort stadtrechnungsadresse stadtrechnungsanschrift ortrechnungsadresse ortrechnungsanschrift address1city ville ciudad cidade citta plaats",
  postal_code:
    "postalcode billingpostalcode billingzippostalcode zip zipcode billingzip companypostalcode plz postleitzahl address1postalcode codepostal codigopostal codicepostale",
  street: "street billingstreet billingaddress address streetaddress companyaddress companystreet strasse",
  region: "region companyregion accountregion",
  tech_stack: "techstack technologies technology webtechnologies technologystack",
  funding_stage: "fundingstage latestfunding latestfundingstage lastfundingtype lastfundingstage",
  total_funding: "totalfunding totalmoneyraised fundingtotalusd totalfundingamount fundingtotal",
  year_founded: "yearfounded foundedyear yearestablished yearstarted foundingyear grundungsjahr",
  lifecycle_stage: "lifecyclestage",
  ownership: "ownership companyownership",
  type: "tipo soort",
  // The row itself, whatever it is about.
  record_id: "recordid hsobjectid",
  // The deal.
  opportunity_id: "opportunityid opportunityid18 dealid oppid opportunityidentifier donotmodifyopportunity",
  opportunity_number: "opportunitynumber dealnumber oppnumber opportunityno dealno",
  opportunity_name:
    "opportunityname deal dealname oppname opportunitytitle dealtitle opportunite nomopportunite nomdelopportunite affaire nomdelaffaire nomaffaire oportunidad nombredelaoportunidad nombreoportunidad oportunidade nomedaoportunidade negocio nombredelnegocio nomedonegocio opportunita nomeopportunita verkoopkans naamverkoopkans",
  created_date:
    "created createddate createdate creationdate createdat createdon hscreatedate datecreated opportunitycreateddate dealcreatedate dealcreateddate opencreateddate opendate openeddate engagedate createtime angelegtam erstelltam erstelldatum erstellungsdatum anlagedatum createdtime dealdealcreated dealcreated datedecreation datecreation creele dateouverture datedouverture fechadecreacion fechacreacion creadoel fechaapertura fechadeapertura datadecriacao datacriacao criadoem dataabertura datadeabertura datadicreazione datacreazione creatoil dataapertura datadiapertura aanmaakdatum aangemaaktop datumaangemaakt creatiedatum",
  close_date:
    "closed closedate closeddate closedat closedon dateclosed closingdate actualclosedate dealclosedate opportunityclosedate closetime decisiondate abgeschlossenam abschlussdatum abschlusstermin schlusstermin schlussdatum geschlossenam dealdealclosedon dealclosedon datedecloture datecloture clotureele datedefermeture datefermeture fechadecierre fechacierre cerradoel datadefechamento datafechamento datadeencerramento dataencerramento fechadoem datadichiusura datachiusura chiusoil sluitingsdatum afsluitdatum afgeslotenop datumgesloten",
  won_date: "wondate datewon wonon wontime dealwontime gewonnenam",
  lost_date: "lostdate datelost loston losttime deallosttime verlorenam",
  stage:
    "stage stagename dealstage opportunitystage salesstage pipelinestage vertriebsphase verkaufsphase phase opportunityphase etape etapedevente phasedevente etapa etapadeventa etapadevendas etapadavenda fase fasedevenda fasedevendas fasedivendita verkoopfase",
  result: "resultat ergebnis resultado risultato esito uitkomst resultaat",
  is_won: "iswon hsisclosedwon isclosedwon gewonnen gagne gagnee ganado ganada ganho vinto vinta",
  is_lost: "islost hsisclosedlost isclosedlost",
  is_closed: "isclosed hsisclosed isdealclosed geschlossen",
  is_deleted: "isdeleted",
  deal_amount:
    "amount dealamount opportunityamount dealvalue opportunityvalue betrag auftragswert estrevenue estimatedvalue montant montantdelopportunite importe monto importo valordonegocio valordaoportunidade bedrag dealwaarde",
  amount_converted:
    "amountconverted convertedamount amountincompanycurrency hsamountinhomecurrency amountinhomecurrency amountusdconverted betragkonvertiert betragumgerechnet",
  currency:
    "currency currencyisocode currencycode dealcurrencycode dealcurrency opportunitycurrency amountcurrency wahrung betragwahrung dealcurrencyofvalue currencyofvalue isocurrencycode devise moneda divisa moeda valuta",
  opportunity_type:
    "opportunitytype dealtype opportunitytyp typeopportunite typedopportunite tipodeoportunidad tipooportunidad tipodeoportunidade tipodeopportunita tipodiopportunita",
  record_type:
    "recordtype recordtypeid recordtypename opportunityrecordtype opportunityrecordtypename recordtypedevelopername datensatztyp opportunitydatensatztyp",
  lead_source: "leadsource opportunityleadsource leadquelle",
  loss_reason:
    "lossreason lostreason closedlostreason closelostreason reasonlost reasonforloss lossreasons lostreasons lossreasoncode whylost dealclosedlostreason reasonforlosing primarylossreason verlustgrund absagegrund deallostreason motifdeperte motifperte raisondelaperte motivodeperdida motivoperdida razondeperdida motivodaperda motivodeperda motivodellaperdita motivodiperdita motivoperdita verliesreden redenverlies redenvanverlies",
  probability:
    "probability winprobability dealprobability hsdealstageprobability probabilitypercent wahrscheinlichkeit probabilityinpercent closeprobability probabilite probabilidad probabilidade probabilita waarschijnlijkheid",
  forecast_category:
    "forecastcategory forecastcategoryname hsforecastcategory hsmanualforecastcategory prognosekategorie",
  next_step: "nextstep nextsteps hsnextstep nachsterschritt",
  last_activity: "lastactivity lastactivitydate letzteaktivitat",
  row_number: "row rownumber rowno rowid",
  owner:
    "owner ownername opportunityowner dealowner accountowner ownerfullname hubspotownerid ownerid inhaber accountinhaber opportunityinhaber proprietaire proprietairedelopportunite responsable propietario propietariodelaoportunidad proprietario proprietariodaoportunidade responsavel vendedor venditore eigenaar verkoper",
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
