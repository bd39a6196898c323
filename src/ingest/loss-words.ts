/** Reasons (RE2, on folded text) that say the record was cleaned up, not that a deal was lost. English, German, French, Spanish. */
const ADMINISTRATIVE = [
  String.raw`\bduplicated?s?\b|\bdupe\b|^dup$|^merged?\b|^tests?( (record|deal|opportunity|account|entry|data|only))?$|^testing$|created (in|by) (error|mistake)`,
  "entered (in|by) (error|mistake)|^error$|^data (error|cleanup|clean-up)|^mistake$|^spam$|^junk$|^invalid( record)?$|clean-?up",
  String.raw`\bdublette|\bduplikat|doppelt(er|e)? (datensatz|eintrag|angelegt|erfasst)|^doppelt$|^test(datensatz|eintrag)$|fehleingabe|(irrt(ü|ue)mlich|versehentlich) angelegt|zusammengef(ü|ue)hrt`,
  String.raw`\bdoublon|erreur de saisie|cr(é|e)(é|e)e? par erreur|^(fiche )?de test$|fusionn(é|e)`,
  String.raw`\bduplicad[oa]s?\b|registro de prueba|^prueba$|cread[oa] por error|error de (datos|captura|registro)|fusionad[oa]`,
].join("|");

const NO_DECISION = [
  "no[ -_]?decision|non[ -_]?decision|went dark|ghost|unresponsive|no response|not responding|non[ -]?responsive|no (longer )?interest|not interested|status quo|do nothing|did nothing|lost contact|stalled|project (was )?(cancel|stopped|died)|no action|no champion|no need|no reply|lost momentum|inactiv",
  "keine? (entscheidung|r(ü|ue)ckmeldung|antwort|reaktion|interesse|bedarf)|(meldet|melden) sich nicht|nicht (mehr )?erreichbar|projekt (wurde )?(gestoppt|eingestellt|abgebrochen|beendet|abgesagt)|eingeschlafen|kontakt (verloren|abgebrochen)|desinteresse",
  "pas de (d(é|e)cision|r(é|e)ponse|nouvelles|suite|besoin|projet|retour)|sans (r(é|e)ponse|suite|d(é|e)cision|nouvelles)|projet (a(é|e)t(é|e) )?(abandonn|annul|arr(ê|e)t)|injoignable|(plus|pas) (d.|)int(é|e)ress|plus d.int(é|e)r(ê|e)t|non[ -]?d(é|e)cision",
  "sin (decisi(ó|o)n|respuesta|inter(é|e)s|necesidad)|no (responde|contesta|hay decisi(ó|o)n|hay respuesta|interesad)|proyecto (cancelad|parad|detenid)|perdi(ó|o) (el )?inter(é|e)s|dej(ó|o) de responder",
].join("|");

const COMPETITOR = [
  "compet|incumbent|(other|another|different) (vendor|supplier|provider|solution|product)|lost to|chose|went with|in-?house|built (it )?(our|them)sel",
  "wettbewerb|mitbewerb|konkurren|ander(er|en|em|es) (anbieter|l(ö|oe)sung|produkt|lieferant)|andere l(ö|oe)sung|bestandslieferant|eigenentwicklung|eigenl(ö|oe)sung",
  "concurren|autre (fournisseur|solution|prestataire|outil)|fournisseur (actuel|en place)|d(é|e)velopp\\S* en interne|solution interne",
  "otro (proveedor|producto|software)|otra (soluci(ó|o)n|empresa|opci(ó|o)n)|proveedor actual|desarrollo (interno|propio)",
].join("|");

const PRICE = [
  String.raw`pric|budget|\bcosts?\b|expensive|discount|funding|\bfunds\b|afford|commercial terms`,
  "preis|teuer|kosten|kein geld|finanzierung|rabatt|konditionen",
  String.raw`\bprix\b|tarif|\bch(er|ère|ere)\b|co(û|u)ts?\b|tr(é|e)sorerie|financement`,
  String.raw`\bprecios?\b|\bcar[oa]\b|\bcostes?\b|\bcostos?\b|presupuesto|dinero|descuento|financiaci(ó|o)n`,
].join("|");

const TIMING = [
  String.raw`timing|not now|too early|\blater\b|postpon|delay|bad time|future|priorit|on hold|next year`,
  "zeitpunkt|zu fr(ü|ue)h|verschoben|sp(ä|ae)ter|vertagt|zur(ü|ue)ckgestellt|n(ä|ae)chstes jahr|auf eis|zeitlich",
  "trop t(ô|o)t|report(é|e)|plus tard|d(é|e)cal(é|e)|calendrier|mauvais moment|en attente|l.ann(é|e)e prochaine",
  "aplazad|pospuest|m(á|a)s adelante|demasiado pronto|mal momento|no es el momento|retrasad|pr(ó|o)ximo a(ñ|n)o|en espera",
].join("|");

const FIT = [
  String.raw`\bfit\b|feature|functional|missing|requirement|integration|technical|qualif|capabilit|not suitable|wrong (size|product|customer|target)|product gap|geograph|too small|out of scope|not (in|our) (icp|target)`,
  "funktion|passt nicht|nicht passend|unpassend|anforderung|schnittstelle|technisch|nicht geeignet|ungeeignet|falsche zielgruppe|zu klein|leistungsumfang|qualifizier",
  "fonctionnalit|inadapt|ne correspond pas|besoins? non couvert|int(é|e)gration|technique|hors cible|trop petit|p(é|e)rim(è|e)tre|qualifi(é|e)",
  "funcionalidad|no (encaja|se ajusta|cumple)|requisito|t(é|e)cnic|integraci(ó|o)n|no apto|demasiado peque(ñ|n)|no cualificad|no calificad|fuera de (alcance|perfil)",
].join("|");

/** What reasons of each kind speak of, first match first. */
export const KIND_WORDS = [
  ["administrative", ADMINISTRATIVE],
  ["no_decision", NO_DECISION],
  ["competitor", COMPETITOR],
  ["price", PRICE],
  ["timing", TIMING],
  ["fit", FIT],
] as const;
