import type { IcpDocument, Retention } from "../document.ts";
import type { Context } from "./context.ts";
import type { Format } from "./format.ts";
import { tidy } from "./label.ts";
import type { Fact } from "./page.ts";
import { command, light, type Phrase, phrase, strong } from "./phrase.ts";

/** Who stayed, where customers' files were given: a fact about the business, no part of the score. */
export function afterTheSale({ document, format }: Context): readonly Fact[] {
  const { retention } = document.evidence;
  if (retention === undefined || retention.customers === 0) return [];
  return [
    {
      name: "After the sale",
      text: phrase(churnWords(retention, format), revenueWords(retention, format), after(document.goal)),
    },
  ];
}

/** Whether the score knows of it: only where the goal is about staying. */
function after(goal: IcpDocument["goal"]): Phrase {
  if (goal === "good-win" || goal === "retention") return [];
  const first = light(" Not part of the score.");
  return goal === "win"
    ? phrase(first, " Checked for winning, not yet for staying: build with ", command("--goal good-win"), ".")
    : phrase(first);
}

function churnWords(retention: Retention, format: Format): Phrase {
  const { customers, churned, yearly_churn, yearly_churn_interval, yearly_churn_n, as_of } = retention;
  const all = `Of all ${format.count(customers)} ${customers === 1 ? "customer" : "customers"} in the files ${format.count(churned)} left`;
  if (yearly_churn === null || as_of === null) return phrase(`${all}.`);
  return phrase(
    `${all}; of those who were there a year ago, `,
    strong(format.percent(yearly_churn), `Of those who were customers a year before ${format.date(as_of)}`),
    light(` ${format.evidence(yearly_churn_interval, yearly_churn_n)}`),
    " since then.",
  );
}

function revenueWords({ nrr, nrr_interval, nrr_n, currency }: Retention, format: Format): Phrase {
  if (nrr === null) return [];
  return phrase(
    " What last year's customers pay now is ",
    strong(format.percent(nrr), "Net revenue retention: growth counted, and those who left"),
    light(` ${format.evidence(nrr_interval, nrr_n)}`),
    ` of what they paid then${currency === null ? "" : `, in ${tidy(currency)}`}.`,
  );
}
