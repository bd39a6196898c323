import { expect, it } from "vitest";
import { partnerSense } from "../../src/ingest/partners.ts";

it("tells deals that partners bring from signing up partners", () => {
  const through = ["partner", "partners", "partner pipeline", "partner-sourced", "vertriebspartner"];
  const signUp = ["partner onboarding", "partner recruitment", "partnerships", "partner program", "partnergewinnung"];
  const neither = ["sales pipeline", "onboarding", "renewal", "partnerless", "channel", "enterprise"];
  expect(through.map(partnerSense)).toEqual(through.map(() => "through"));
  expect(signUp.map(partnerSense)).toEqual(signUp.map(() => "sign-up"));
  expect(neither.map(partnerSense)).toEqual(neither.map(() => null));
});
