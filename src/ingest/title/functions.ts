/** What a person works on. `executive`: the whole company; `customer`: success, support and service. */
export type JobFunction =
  | "executive"
  | "finance"
  | "sales"
  | "marketing"
  | "operations"
  | "it"
  | "engineering"
  | "product"
  | "data"
  | "security"
  | "hr"
  | "legal"
  | "procurement"
  | "customer"
  | "other";

/**
 * Words and phrases by function, folded (lower case, no accents). `*` stands for any letters. The order decides between two functions in
 * one phrase: `IT security` is security, `product marketing` marketing, `sales engineer` sales. Phrases that mislead come first.
 */
const LEXICON: readonly (readonly [JobFunction, string])[] = [
  [
    "other",
    `director of photography|film director|funeral director|casting director|medical director|chief medical|music director|head chef|executive chef
    |sous chef|head coach|head nurse|head teacher|nurse*|physician|surgeon|doctor|dentist|professor*|teacher|lehrer*|dozent*|lecturer|journalist*
    |driver|interior designer|fashion designer|arzt|arztin|pflege*|pastor|retired|rentner*|volunteer|freelanc*|chercheu*|researcher|scientist de laboratoire`,
  ],
  ["engineering", "design engineer*|mechanical design|electrical design"],
  [
    "it",
    "network engineer*|cloud engineer*|it support|it service*|it operations|it administrat*|desktop support|application support|helpdesk|help desk|service desk|data cent*|database*|datenbank*|salesforce*|crm admin*|it project*|it projekt*|it business*",
  ],
  ["sales", "advertising sales|media sales|ad sales"],
  [
    "marketing",
    "database marketing|media buyer|graphic designer|grafik*|customer marketing|customer acquisition|art director|creative director|customer marketing",
  ],
  [
    "sales",
    "desarrollo de negoci*|desenvolvimento de negoci*|sviluppo business|sviluppo commerciale|developpement commercial|developpement des ventes|account executive*|account manag*|account director|sales administrat*|administration des ventes",
  ],
  [
    "operations",
    "health safety|occupational safety|work safety|arbeitssicherheit*|seguridad y salud|seguridad industrial|seguridad e higiene|hse|qhse|ehs|hsse|sicurezza sul lavoro|veiligheidskundige",
  ],
  [
    "legal",
    "data protection|datenschutz*|data privacy|privacy*|dpo|dpd|protection des donnees|proteccion de datos|protecao de dados|protezione dei dati|protezione dati|security counsel",
  ],
  [
    "security",
    `security|*cyber*|ciso|cso|infosec|infosecurity|rssi|soc|informationssicherheit*|it sicherheit*|securite|seguridad|seguranca|sicurezza|beveiliging*
    |penetration|pentest*|siso`,
  ],
  [
    "legal",
    `legal|legale|legales|counsel|lawyer|attorney|solicitor|barrister|paralegal|*compliance*|jurist*|juris*|juridi*|giuridic*|affari legali|*recht|rechts*
    |justitiar*|syndikus*|avvocat*|avocat*|abogad*|advogad*|advocaat|conformite|conformidad|conformidade|cumplimiento|regulatory|governance|risk|risks
    |risikomanag*|risiko*|risque*|rischi|rischio|risico*|riesgo*|risco*|contract manager|contracts|ethics|aml|kyc|geldwasche*|notar*|clo|policy|company secretary|corporate secretary`,
  ],
  [
    "hr",
    `hr|human resources|human resource|human capital|people|talent*|recruit*|recruteu*|personalleit*|personalabteilung*|personalreferent*|personalwesen
    |personalchef*|personalentwickl*|personalmanag*|personalverantwort*|personalsach*|personalgewinn*|personaldienst*|leit* personal|bereich personal
    |vorstand personal|referent* personal|rrhh|recursos humanos|ressources humaines|drh|rh|rrh|risorse umane|personale|personnel|personeel*|personeelszaken|hrbp|payroll|chro
    |learning|l d|compensation|lohn*|paie|nomina|nominas|diversity|employer branding|culture|p o|workforce|selezione|capital humano|formazione|benefits|training|employee*|schulung*|ausbildung*|formation|opleiding*`,
  ],
  [
    "customer",
    `customer success|customer support|customer service*|customer care|customer experience|customer relations|customer operations|customer*|client service*|client success|client support
    |kundenservice*|kundendienst*|kundenbetreu*|kundenerfolg*|kundensupport*|service client*|relation client*|relations client*|satisfaction client*|experience client*
    |atencion al cliente|atencion a clientes|experiencia de cliente|exito del cliente|soporte*|servizio clienti|assistenza clienti|assistenza tecnica|klantenservice*|klantcontact*|klantbeheer
    |suporte*|atendimento*|sucesso do cliente|support|technical support|csm|call cent*|contact cent*|cx|servicetechniker*|serviceleit*|customer advocacy`,
  ],
  [
    "procurement",
    `procurement|purchas*|sourcing|*einkauf*|*einkaufer*|beschaffung*|achat|achats|acheteu*|compras|comprador*|acquisti|buyer|buyers|approvvigion*|approvision*|aprovision*
    |inkoop*|inkoper*|vendor*|category manager|supplier*|lieferanten*|buyer de|suministros`,
  ],
  [
    "finance",
    `cfo|financ*|*finanz*|accountant*|accounting|accounts|controller*|controlling|*controller|*controlling|contabil*|contable*|comptab*|contador*|*buchhalt*|rechnungswesen
    |treasur*|tax|taxes|steuer*|tresor*|tesour*|tesorer*|tesorier*|audit*|intern* revision|revisor*|bilanz*|fpna|fpa|billing|credit|investor*|daf|raf|boekhoud*|amministrazione
    |amministrativ*|administratif et financier|kreditoren*|debitoren*|debiteuren*|bookkeep*|actuar*|payables|receivables|kaufmannisch*|mergers|fiscal|fiscaal|cost|beancounter|gestion financiera|controle de gestion|controllo di gestione|invest*|banker|steuerberat*`,
  ],
  [
    "marketing",
    `*marketing*|brand*|content|seo|sem|sea|communication|communications|comms|*kommunikation*|pr|public relations|public affairs|offentlichkeitsarbeit|demand|growth|social media|community|press
    |presse*|prensa|comunicacion*|comunicazion*|comunicacao|communicatie*|cmo|mercadeo|mercadotecnia|mercadologia|copywriter|creative|event|events|eventmanag*|advertising|publicidad|publicidade|pubblicita|media|werbung*|mkt|mktg
    |campaign*|ecommerce|e commerce|acquisition|webmaster|redacteu*|redakt*|dircom|marke|markenmanag*`,
  ],
  [
    "data",
    `data|big data|daten*|*datenanaly*|analytics|datos|dados|donnees|dati|machine learning|ml|ai|ki|artificial intelligence|bi|business intelligence|statistic*|statisti*|insight*
    |reporting|etl|data warehouse|business analyst|gegevens*|datascien*|data analy*|intelligence`,
  ],
  [
    "sales",
    `sales|*vertrieb*|*verkauf*|*verkaufer*|vente|ventes|vendeu*|ventas|vendite|venditor*|vendedor*|vendas|*verkoop*|commercial|commerciale|commerciaux|comercial*|commercieel*|commerciel*|key account*|keyaccount*
    |kam|business develop*|bizdev|biz dev|bdr|sdr|bdm|cro|cco|revenue|revops|channel*|partnership*|alliances|partner manag*|partner develop*|partner success|partnermanag*|presales|pre sales|avant vente|prevendita|preventa
    |solution* engineer|solution* consultant|new business|territory|accountmanag*|*aussendienst*|*innendienst*|handelsvertret*|geschaftsentwickl*|*buitendienst*|*binnendienst*|agente|rappresentante|representante
    |rep|export*|grosskunden*|lead generation|kundenberat*|deal desk|technico commercial*|chiffre d affaires|area manager|ejecutivo de cuentas|ejecutiva de cuentas|executivo de contas|gerente de contas|gerente de cuenta*|executiva de contas`,
  ],
  [
    "product",
    `product|products|produit|produits|producto*|prodotto|prodotti|produto|produtos|produkt|produkte|produktmanag*|produktleit*|produktverantwort*|produktentwickl*|productmanag*|ux|ui|user experience|user research*|designer|design
    |cpo|innovation*|innovacion|innovazione|inovacao|innovatie*|produkteigner*|roadmap`,
  ],
  [
    "engineering",
    `cto|chief technology|chief technical|chief engineer*|devops|sre|site reliability|software*|engineer|engineers|engineering|*entwickl*|*entwickler*|developer*|development|developpement|developpeu*|dev|programmer*|programmier*
    |*ingenieur*|ingenieri*|ingenier*|ingegner*|engenh*|desarroll*|sviluppat*|sviluppo|desenvolv*|technical|technik*|technisch*|technique*|technicien*|tecnico*|tecnica*|tecnic*|qa|tester*|test|rnd|r d|forschung*|research|recherche|investigacion
    |architect*|architekt*|scrum master|agile*|konstrukt*|*ontwikkel*|hardware|firmware|mechanical|electrical|platform|frontend|backend|full stack|fullstack|programador*|programmat*|techniek|ricerca|i d|laborator*|scientist|tech|technician|systems engineer|process engineer|architetto|arquitect*|arquitet*`,
  ],
  [
    "it",
    `it|ict|edv*|cio|cdo|cdio|chief information|information technology|informati*|information system*|systemes d information|systemes|sistemas|sistemi|sysadmin*|system* admin*|systembetreu*|systemadmin*|network*|netzwerk*|redes|netwerk*|infrastructure*|infrastruktur*
    |infraestr*|infrastruttur*|cloud|sap|erp|dsi|ti|tic|applications|business systems|*digital*|transformation numerique|numerique|server|technology|technologies|tecnologia*|technologie*|administrador* de sistemas|it*leit*|systems|beheerder|systeembeheerder|workplace|mis`,
  ],
  [
    "operations",
    `operation*|operating|operativ*|*betriebs*|betrieb|coo|production|*produktion*|produccion|produzione|producao|productie*|*fertigung*|plant|werkleit*|werksleit*|werkstatt*|manufactur*|supply*|*logist*|lager*|warehouse*|facilit*
    |quality|*qualitat*|qualite|qualita|qualidade|calidad|kwaliteit*|safety|office|administration|administrat*|*verwaltung*|project*|projekt*|*projekt*|projet*|proyecto*|projeto*|progett*|program|programs|programme*|programm*|pmo|process*|prozess*|maintenance|instandhaltung*
    |mantenimiento|manutenzione|manutencao|onderhoud*|fleet|transport*|store manager|filial*|branch manager|site manager|construction|bauleit*|operaciones|operacoes|operazioni|bedrijfs*|exploitation|magazz*|almacen*|dispatch*|inventory|planner|planning|disponent*
    |continuous improvement|lean|transformation|reception*|empfang*|sustainab*|esg|nachhaltig*|umwelt*|environment*|planta|fabrica|stabiliment*|usine|atelier|dokumentation*|wms|filiale*|geschaftsprozess*|organisation|administrativ*|planung*|services|methods|methodes|store|shop|kapazitat*|atelier|usine|rse|inspection|assurance|business continuity|branch|procedures|shipping|receiving|fulfil*|catering`,
  ],
];

/** Words of those who stand for the whole company: a narrower function beside them says more. */
const WHOLE_COMPANY = `*founder*|owner*|managing director|managing|md|*geschaftsfuhr*|*geschaeftsfuehr*|*geschaftsleit*|general manager|gm|president*|prasident*|chair*|board|*vorstand*|aufsichtsrat*|verwaltungsrat*|beirat|general director
  |director general|directora general|directeur general*|directrice generale*|dg|dga|direttore generale|direttrice generale|diretor geral|diretora geral|direction generale|algemeen directeur|gerant|gerante|dirigeant*|inhaber*|grunder*|gesellschafter*|titolare|propriet*|propietari*
  |socio*|socia*|fondat*|fundad*|oprichter|eigenaar*|eigenares|gerente general|gerente geral|entrepreneur|unternehmer*|strateg*|country manager|bestuurder*|directie*|zaakvoerder|prokurist*|chief of staff|director ejecutivo|directora ejecutiva|diretor executivo|executive director
  |director|directeur|directrice|direttore|diretor|diretora|direktor|directora|imprenditor*|empresari*|vp|vice president*|vicepresident*|vizeprasident*|*partner|amministratore|amministratrice|administrador|dueno|duena|svp|evp|secretary general|secretaire general*|business unit*|bereichsleit*|general management|management|leadership|c suite|ceo|cxo|geschaftsbereich*|division|group head`;

/** Words that say `executive` whatever stands beside them. */
const FIRST_PERSON = `ceo|chief executive*|pdg|president directeur general|presidente directrice generale|vorstandsvorsitz*|vorstandssprecher*|vorsitzende* der geschaftsfuhrung|consejero delegado|consejera delegada|amministratore delegato|amministratrice delegata|diretor presidente`;

function pattern(words: string): RegExp {
  const parts = words
    .split("|")
    .map((word) => word.trim().replace(/\s+/g, " "))
    .map((word) => word.replaceAll("*", "[a-z0-9]*"));
  return new RegExp(`(?:^| )(?:${parts.join("|")})(?= |$)`);
}

const FUNCTIONS = LEXICON.map(([name, words]) => [name, pattern(words)] as const);
const COMPANY = pattern(WHOLE_COMPANY);
const FIRST = pattern(FIRST_PERSON);

/** The function that the parts of a folded title name; the first part with one decides. Null when none does. */
export function functionOf(parts: readonly string[]): JobFunction | null {
  if (parts.some((part) => FIRST.test(part))) return "executive";
  for (const part of parts) {
    const found = FUNCTIONS.find(([, words]) => words.test(part));
    if (found !== undefined) return found[0];
  }
  return parts.some((part) => COMPANY.test(part)) ? "executive" : null;
}
