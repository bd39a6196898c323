import { describe, expect, it } from "vitest";
import { outcomeOfEvent, outcomeOfField } from "../../src/ingest/live-outcomes.ts";

describe("what became of whom was written to", () => {
  it.each([
    ["opens", "open"],
    ["email_opened", "open"],
    ["open_count", "open"],
    ["replied", "reply"],
    ["replied_at", "reply"],
    ["responses", "reply"],
    ["meeting_booked", "meeting"],
    ["meeting_date", "meeting"],
    ["demo_booked", "meeting"],
    ["opportunity_created", "opportunity"],
    ["closed_won", "win"],
    ["won", "win"],
    ["website", null],
    ["open_roles", null],
    ["reply_to", null],
    ["customer_since_owner", null],
  ])("column %s is %s", (field, outcome) => expect(outcomeOfField(field)).toBe(outcome));

  it.each([
    ["Email Opened", "open"],
    ["email replied", "reply"],
    ["Meeting booked", "meeting"],
    ["Closed Won", "win"],
    ["Deal created", "opportunity"],
    ["Auto reply", null],
    ["Closed Lost", null],
    ["No show (meeting)", null],
    ["Meeting cancelled", null],
    ["page view", null],
  ])("event %s is %s", (text, outcome) => expect(outcomeOfEvent(text)).toBe(outcome));
});
