import { isoDate } from "./dates.ts";
import type { Deal } from "./deal.ts";
import { type KindName, kindOf } from "./kinds.ts";
import { drawPerson } from "./names.ts";
import type { Random } from "./random.ts";

/** What each kind of company talks about; written while the deal was open, so it says nothing about the outcome. */
const SITUATIONS: Readonly<Record<KindName, readonly string[]>> = {
  "regulated finance": [
    "Regulator asked for control evidence twice this year, and both times it took three weeks to collect.",
    "Preparing for a SOC 2 renewal; access reviews are signed off in spreadsheets.",
    "New products go live every quarter and each one adds controls nobody owns.",
    "Compliance wants an audit trail per control, tied to the account record in Salesforce.",
    'Head of compliance: "we prove the same control to four auditors".',
    "Policy attestations are chased by e-mail, half of them arrive late.",
    "Board pack needs an up-to-date list of overdue controls before the next audit committee.",
  ],
  "DACH industry": [
    "Safety inspections at several plants, planned in a wall calendar per site.",
    "ISO 9001 surveillance audit is coming up, certificates of subcontractors have expired twice.",
    "Driver training and forklift licences are tracked in SAP, reminders are sent by hand.",
    "Shift leads fill in paper checklists; quality retypes them on Fridays.",
    'Plant manager said "nobody sees a missed inspection until the auditor does".',
    "Supplier audits, machine inspections and certificates should be planned in one calendar.",
    "Works council has to agree to the way checks are recorded, otherwise no roll-out.",
  ],
  "small agencies": [
    "Downloaded the policy template and asked for a price.",
    "A client's questionnaire asks for a security policy, there is no other need.",
    "Wants something free to answer one tender, nobody would own the tool.",
    "Looking for a checklist template; the whole team is eight people.",
    "Asked whether there is a monthly plan for two users.",
  ],
  rest: [
    "Checks are planned in shared spreadsheets, reminders depend on one person.",
    "Wants to replace paper checklists before the next audit.",
    "Came from the webinar on inspection planning, compares two vendors.",
    "Certificates and training dates live in different tools.",
    "IT would like single sign-on, finance would like fewer tools.",
    "A new quality manager is sorting out recurring checks, with no fixed date.",
    "Needs an audit trail for a customer's requirement, scope still unclear.",
    'Asked for "something simple" that the branches will really use.',
  ],
};

const REMARKS = [
  "Budget is planned for next year, a pilot could start earlier.",
  "Procurement wants three references, and a data processing agreement.",
  "Two workshops done, the third one is with IT.",
  "They like the reminders, they worry about the roll-out.",
  "Decision by the management team, monthly meeting.",
  "Wants a price for the whole group as well as for one site.",
  "Trial account is set up; first checklist imported.",
];

const NEXT_STEPS = [
  "Send proposal",
  "Demo with quality and IT",
  "Call procurement, agree on terms",
  "Reference call",
  'Answer security questionnaire ("v3")',
  "Workshop on roll-out, two sites",
  "Follow up after board meeting",
  "Wait for budget approval",
];

/** A person, a number from a range reserved for fiction, or a mailbox that cannot exist: what must never reach a published page. */
function personalRemark(deal: Deal, random: Random): string {
  const { first, last } = drawPerson(deal.company.country, random);
  if (random.chance(0.5)) return `Spoke to ${first} ${last}, call back on +44 1632 960${random.integer(100, 999)}.`;
  return `Offer goes to ${first.toLowerCase()}@${deal.company.domain}, cc ${first} ${last}.`;
}

/** A seller's note of one to three sentences; empty for most deals. */
export function description(deal: Deal, random: Random): string {
  if (deal.administrative) return "created twice, please ignore";
  if (deal.type !== "New Customer" || !random.chance(0.42)) return "";
  const sentences = [random.pick(SITUATIONS[kindOf(deal.company)])];
  if (random.chance(0.5)) sentences.push(random.pick(REMARKS));
  if (random.chance(0.06)) sentences.push(personalRemark(deal, random));
  return sentences.join(random.chance(0.2) ? "\n" : " ");
}

/** What the seller means to do next, sometimes with a date. */
export function nextStep(deal: Deal, random: Random): string {
  if (!random.chance(deal.status === "open" ? 0.7 : 0.15)) return "";
  const step = random.pick(NEXT_STEPS);
  return random.chance(0.15) ? `${step}, by ${isoDate(deal.closed)}` : step;
}
