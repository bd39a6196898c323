import { describe, expect, it } from "vitest";
import { eventName, readEventType } from "../../src/ingest/event-type.ts";

describe("the type of an event", () => {
  it.each([
    ["page_view", "page_view"],
    ["Page Viewed", "page_view"],
    ["Pricing page visit", "page_view"],
    ["content_download", "content_download"],
    ["Whitepaper Downloaded", "content_download"],
    ["Webinar attended", "content_download"],
    ["demo_request", "demo_request"],
    ["Demo Requested", "demo_request"],
    ["Contact Sales", "demo_request"],
    ["email_open", "email_open"],
    ["Email Opened", "email_open"],
    ["Clicked link in email", "email_open"],
    ["email_reply", "email_reply"],
    ["Replied to e-mail", "email_reply"],
    ["ad_engagement", "ad_engagement"],
    ["Ad Clicked", "ad_engagement"],
    ["intent_surge", "intent_surge"],
    ["Bombora Company Surge", "intent_surge"],
    ["funding_round", "funding_round"],
    ["job_posting", "job_posting"],
    ["product_activation", "product_activation"],
    ["Signed Up", "product_activation"],
    ["trialStarted", "product_activation"],
    ["Logged In", "product_usage"],
    ["Feature Used", "product_usage"],
    ["Report Exported", null],
    ["Address changed", null],
    ["", null],
  ])("%s is %s", (text, type) => {
    expect(readEventType(text)).toBe(type);
  });

  it("is else its own name", () => {
    expect(eventName("Report Exported (PDF)")).toBe("report_exported_pdf");
    expect(eventName("invoicePaid")).toBe("invoice_paid");
  });
});
