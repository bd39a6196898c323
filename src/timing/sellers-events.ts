/**
 * What sellers and systems write down about their own work: it follows the deal and does not lead to it. Over the event's name in
 * snake_case.
 */
const SELLERS =
  /(^|_)(meeting|meetings|call|calls|called|task|tasks|note|notes|stage|opportunity|deal|proposal|quote|quotes|contract|invoice|order|purchase|payment|subscription|renewal|onboarding|kickoff|owner|assigned|created|updated|modified|logged|lifecycle|status|sequence|outreach|cadence|voicemail|sms|linkedin_message|email_sent|sent_email|mail_sent|email_delivered|email_bounced|bounce|bounced)(_|$)/;

/** True for a name of events that sellers or systems make: they are no timing. */
export function isSellersEvent(type: string): boolean {
  return SELLERS.test(type);
}
