/** How high a person stands, lowest first: the order of the scale. `owner`: owns or founded the company. */
export const SENIORITIES = ["assistant", "individual", "manager", "director", "vp", "c-level", "owner"] as const;

export type Seniority = (typeof SENIORITIES)[number];

const ASSISTANT =
  /\b(assistant|assistante|assistent\w*|assistenz\w*|asistente|assistance|\w*assistent|\w*assistentin|\w*assistenz|secretary|secretar[ioa]+|secretaria|secretaire|\w*sekretar\w*|segretari[ao]|secretaresse|pa|ea|intern|internship|trainee|praktik\w*|\w*praktikant\w*|werkstudent\w*|stagiaire|stagista|tirocinante|becari[oa]|estagiari[oa]|apprenti|apprentie|apprentice|azubi|auszubildende\w*|alternant\w*|volontar\w*|student\w*|aprendiz|en practicas|stagiair|stage)\b/;
/** An assistant by name only: the second in command, or an officer of the company. */
const NOT_ASSISTANT =
  /\bassistant (?!to |of |for )(\w+ ){0,2}(vice|vp|director|manager|general|controller|treasurer|head|professor|superintendent|principal|dean|branch|store|plant)|\b(company|corporate|board|general) secretary|\bsecretary general|\bsecretaire general|\bsegretari\w general|\bsecretari\w general|\bmanager of student/;
/** Owners of work, not of the company. */
const OWNS_WORK =
  /\b(product|process|system|systems|data|service|platform|budget|risk|control|application|app|backlog|project|asset|feature|content|journey|value stream|domain|solution|problem|change|information|it|tool|produkt|prozess|proces) owner\b/;
const OWNER =
  /\b(co ?)?founder\b|\bfounding (partner|member)|\bowner\b|\b(co ?)?owner\b|\w*inhaber(in)?\b|\b(mit|co ?)?grunder(in)?\b|\b\w*gesellschafter(in)?\b|\b(co ?)?fondat(eur|rice|ore)\w*|\b(co ?)?fundador(a)?\b|\bproprietari[oa]\b|\bpropriétaire\b|\bproprietaire\b|\bpropietari[oa]\b|\bdueno\b|\bduena\b|\btitolare\b|\b(mede ?)?oprichter\b|\beigenaar\b|\beigenares\b|\bsoci[oa]( |$)|\b(managing|senior|founding|general|equity|executive) partner\b|^partner$|\bunternehmer(in)?\b|\bentrepreneur\b|\bimprenditor\w*|\bempresari[oa]\b|\bassocie(e)?( gerant| fondateur|$)/;
const C_LEVEL =
  /\b(ceo|cfo|coo|cto|cio|ciso|cso|cmo|cro|cpo|chro|cdo|cdio|cco|clo|cxo|cao|cgo|cbo|cino|pdg)\b|\bchief( \w+){1,6} officer|\bchief executive|\w*gesch(a|ae)ftsf(u|ue)hr\w*|\bgesch(a|ae)ftsleit\w*|\b\w*vorstand\w*|\b(vice )?managing director|\bmanaging dir\b|^md$|\bpresident(e|a|in)?\b|\bprasident(in)?\b|\bdirecteur general|\bdirectrice generale|\bdirector(a)? general|\bgeneral director|\bdirector(a)? ejecutiv[oa]|\bdiretor(a)? executiv[oa]|\bconsejer[oa] delegad[oa]|\bamministrator\w* (delegat|unic)|\bamministratrice delegata|\bdirettor\w* generale|\bdirettrice generale|\bdiretor(a)? (geral|presidente)|\balgemeen directeur|\bgerant(e)?\b|\bdirigeant(e)?\b|\bchair(man|woman|person)?\b|\bboard\b|\bverwaltungsrat|\baufsichtsrat|\bbeirat|\bbestuurder|\bzaakvoerder|\bgerente general|\bgerente geral|\bdirectie\b|^dg$|^dga$|\bstatutair directeur|\bdirection generale|\badministrador unico|\badministrador delegado/;
const VP = /\b(vp|svp|evp|avp|rvp|gvp|sr vp)\b|\bvice ?presid\w*|\bvizeprasident\w*/;
const CRAFT =
  /\b(art director|director of photography|film director|funeral director|casting director|music director|head (nurse|chef|coach|teacher|cook|waiter)|executive chef|sous chef|directeur artistique|direttore artistico)\b/;
const DIRECTOR =
  /\bdirector(a|s)?\b|\bdirect(eur|rice)\b|\bdirett(ore|rice)\b|\bdiretor(a)?\b|\bdirekt(or|orin)\b|\bdir\b|\bhead\b|\bheads\b|\bhoofd\b|\w*hoofd\b|\bchief\b|\w*leiter(in)?\b|\w*leitung\b|\bprokurist(in)?\b|\bgeneral manager\b|\bgm\b|\bcountry manager\b|\b(dsi|drh|daf|dircom)\b|\bdirigente\b|\bdirection\b|\w*chef(in)?\b|\bdirecteur\w*|\bsecretaire general\w*|\bsecretary general|\bleitender\b|\bstellvertretende\w* leit/;
/** Leads a team, a project or a shop, not a department. */
const LEADS_FEW =
  /\b(team|gruppen|projekt|filial|schicht|bau|markt|produktgruppen|teilprojekt|kurs|sachgebiets|shop|store|standort)(leiter|leitung|leiterin)\b|\bchef(fe)? d(e|u|es)?\b|\bteam ?leit\w*|\bprojekt ?leit\w*/;
const MANAGER =
  /\w*manager(in|es)?\b|\bmgr\b|\bmngr\b|\bsupervisor\w*|\bsuperintendent|\bforeman\b|\bteam ?lead(er)?\b|\bteam ?leider\b|\bteam ?chef\w*|\b\w* lead$|\bhead waiter|\bresponsab(le|ile)\b|\bresponsavel\b|\bgerente\b|\bjef(e|a)\b|\bchef(fe)? d\b|\bchefe\b|\bcapo\b|\bcapo(squadra|ufficio|reparto)\b|\bleidinggevende\b|\w*leider\b|\bencargad[oa]\b|\bcheffe\b|\bmanageres\w*|\bleader\b|\bverantwortliche\w*|\bprogramm?e? lead\b|\bteamverantwort\w*|\bmeister\b|\brssi\b|\blead$/;

/** The seniority that a folded title says; `individual` when nothing speaks for more or less. */
export function seniorityOf(title: string): Seniority {
  if (ASSISTANT.test(title) && !NOT_ASSISTANT.test(title)) return "assistant";
  if (OWNER.test(title.replace(OWNS_WORK, ""))) return "owner";
  const vicePresident = VP.test(title);
  if (C_LEVEL.test(title.replace(/\b(vice ?|vize ?)presid\w*|\bvizeprasident\w*/g, ""))) return "c-level";
  if (vicePresident) return "vp";
  if (CRAFT.test(title)) return "individual";
  if (LEADS_FEW.test(title)) return "manager";
  if (DIRECTOR.test(title)) return "director";
  return MANAGER.test(title) ? "manager" : "individual";
}

/** The title is one of somebody who assists a person, not a department. */
export function assistsPerson(title: string): boolean {
  return /\bassistant to\b|\b(executive|personal|management|team|directie|direktions|vorstands|geschaftsfuhrungs) ?assist\w*|\b(pa|ea)\b|secretar|sekretar|segretari|^assist\w*$|^assist\w* (to|of|de|der|des|di|du|van|da|do|del|della) (the |la |le |die )?(direc|direz|direcao|gesch|vorstand|gerenc|ceo|c[a-z]o\b|presid|managing|owner|founder|inhaber|directie|head)/.test(
    title,
  );
}

/** Words of the fields in which vendors say it (ZoomInfo's management level, Apollo's and HubSpot's seniority), folded. */
const SAID: readonly (readonly [Seniority, RegExp])[] = [
  ["owner", /owner|founder|^partner/],
  ["c-level", /^c ?(suite|level|xo)|executive|board/],
  ["vp", /^s?vp\b|vice/],
  ["director", /director|^head/],
  ["individual", /non ?manager|individual|entry|senior|staff|employee|junior|contributor/],
  ["manager", /manager/],
  ["assistant", /intern|training|assistant/],
];

/** The seniority that a vendor's own field says; null for a word that is none of theirs. */
export function readSeniority(text: string): Seniority | null {
  const folded = text
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim();
  return SAID.find(([, words]) => words.test(folded))?.[0] ?? null;
}
