const WON =
  /^(closed[ /,-]*won|won|win|w|closedwon|deal won|opportunity won|signed|contract signed|success(ful)?|converted|closed[ -]+(deal )?(signed|success)|order received|booked|((ab)?geschlossen[ ,/-]*(und )?)?gewonnen|auftrag erhalten|((ferm[eé]e?|conclue?|affaire|transaction)[ -]+)?gagn[eé]e?|((cierre|cerrad[oa])[ -]+)?ganad[oa]|(fechad[oa][ -]+)?ganh[oa]|(chius[oa][ -]+)?vint[oa])$/;
const LOST =
  /^(closed[ /,-]*lost|lost|loss|lose|l|closedlost|deal lost|opportunity lost|unsuccessful|rejected|declined|no sale|disqualified|abandoned|dropped|ghosted|went (elsewhere|dark)|not interested|unqualified|dead|cancelled|canceled|no[ -]decision|closed[ -]*(disqualified|no decision|cancelled|canceled)|((ab)?geschlossen[ ,/-]*(und )?)?verloren|((ferm[eé]e?|affaire|transaction)[ -]+)?perdue?|((cierre|cerrad[oa]|fechad[oa])[ -]+)?perdid[oa]|(chius[oa][ -]+)?pers[oa])( .*)?$/;
const OPEN =
  /^(open|new|prospect(ing)?|engag(ing|ed)|qualif(ication|ying|ied)|discovery|demo( .*)?|needs analysis|value proposition|id\. decision makers|perception analysis|proposal.*|quote.*|negotiation.*|in progress|ongoing|pending|active|pipeline|contacted|working|on hold|appointmentscheduled|appointment scheduled|qualifiedtobuy|presentationscheduled|decisionmakerboughtin|contractsent|contract sent|evaluation|verbal.*|legal( .*)?|paperwork|procurement|contracting|(security|technical|legal|contract) (review|validation|evaluation)|solution fit|ready to sign|commit|poc|pilot|trial|meeting.*|scheduled|stage ?[0-9].*|[0-9]+ ?[-.] ?(prospect|qualif|discovery|demo|proposal|negotiation|evaluation).*|offen|in bearbeitung|angebot.*|verhandlung.*|qualifizierung)$/;

/** A stage without the number, sign, percentage or single letter that stands around it: `closed won` for `6 - closed won (100%)`, `lost` for `x lost`. */
function bare(value: string): string {
  return value
    .replace(/^[^\p{L}]+/u, "")
    .replace(/^\p{L}[ .:)_-]+(?=\p{L}{3})/u, "")
    .replace(/[ ]*[([][^()[\]]*[)\]]$/u, "")
    .replace(/[^\p{L}\p{N}]+$/u, "");
}

/** A folded value that says a deal was won. */
export function saysWon(value: string): boolean {
  return WON.test(bare(value));
}

/** A folded value that says a deal was lost, with or without the reason after it. */
export function saysLost(value: string): boolean {
  return LOST.test(bare(value));
}

/** A folded value that says a deal goes on. */
export function saysOpen(value: string): boolean {
  return OPEN.test(value) || OPEN.test(bare(value));
}
