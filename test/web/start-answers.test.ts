import { expect, it } from "vitest";
import { declaredAnswers } from "../../src/declared/answers.ts";
import { answersOf, EMPTY, typedOf } from "../../web/src/start/answers.ts";

it("what is typed is read as answers, and answers are typed again", () => {
  const answers = answersOf({
    ...EMPTY,
    problem: " Audits hurt, every year. ",
    industries: "Fintech, Insurance; Fintech,,",
    from: "1,000",
    to: "many",
    not: "Agencies, that resell\n\nFriends ",
  });
  expect(answers).toMatchObject({
    problem: "Audits hurt, every year.",
    industries: ["Fintech", "Insurance"],
    from: 1000,
    to: null,
    floor: null,
    countries: [],
    not: ["Agencies, that resell", "Friends"],
  });
  expect(declaredAnswers.parse(answers)).toEqual(answers);
  expect(answersOf(typedOf(answers))).toEqual(answers);
});
