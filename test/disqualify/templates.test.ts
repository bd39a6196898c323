import { describe, expect, it } from "vitest";
import { DISQUALIFIER_TEMPLATES, declaredText } from "../../src/disqualify/templates.ts";

describe("the declared templates", () => {
  it("each ask one question and fill one sentence", () => {
    expect(new Set(DISQUALIFIER_TEMPLATES.map(({ id }) => id)).size).toBe(7);
    for (const template of DISQUALIFIER_TEMPLATES) {
      expect(template.question).toMatch(/\?$/);
      expect(template.answer === "judged").toBe(!template.who.includes("{answer}"));
      expect(declaredText(template, template.example.split(", "))).not.toContain("{");
    }
  });

  it("read as a person would say it", () => {
    const text = (id: string, ...answers: string[]): string =>
      declaredText(DISQUALIFIER_TEMPLATES.find((template) => template.id === id)!, answers);
    expect(text("headcount-floor", "20")).toBe(
      "Companies with under 20 employees: too small to need it or to pay for it.",
    );
    expect(text("geography-not-served", "Brazil", "Japan", "$&")).toBe(
      "Companies in Brazil, Japan or $&: you do not serve them there.",
    );
    expect(text("prior-failure")).toBe(
      "Companies that gave up something of this kind before: they will compare you with what failed.",
    );
  });
});
