import type { AgainstResult } from "../engine/proof/against.ts";
import type { ValidateResult } from "../engine/validate.ts";
import type { Block } from "../icp/page/block.ts";
import { formatFor } from "../icp/page/format.ts";
import { light, phrase, strong } from "../icp/page/phrase.ts";
import type { Report } from "../icp/page/report.ts";
import { heldBlock, quarterBlock } from "./review-report.ts";

const format = formatFor("en");

/** A check on new deals as a report: the verdict, deals by level, the promises, and another score beside it. */
export function validateReport(result: ValidateResult): Report {
  const { check, claims, against, seen, met, customers, warnings } = result;
  const auc =
    check === null || check.auc === null || check.auc_interval === null
      ? []
      : [
          phrase(
            "A won deal is ranked above a lost one ",
            strong(format.percent(check.auc)),
            ` of the time`,
            light(` (${format.range(check.auc_interval[0], check.auc_interval[1])}, n ${format.count(check.n)})`),
            "; a coin would, half of the time.",
          ),
        ];
  const out = [
    [seen, "not newer than those the profile was built with"],
    [met, "of companies that older deals told of"],
    [customers, "of customers that the profile was made from"],
  ] as const;
  const left = out.filter(([n]) => n > 0).map(([n, why]) => `${format.count(n)} ${why}`);
  return {
    kicker: "Does it hold",
    name: result.name,
    facts: phrase(`profile ${result.icp.slice(0, 8)}`),
    headline: phrase(strong(check === null ? "No scorecard" : check.reason)),
    support: [...auc, ...warnings.map((warning) => phrase(light(`Mind: ${warning}.`)))],
    charts: [],
    blocks: [
      quarterBlock(result),
      ...(claims.length === 0 ? [] : [heldBlock(result)]),
      ...(against === null ? [] : [againstBlock(against)]),
    ],
    footer: phrase(left.length === 0 ? "No deal was left out." : `Left out: ${left.join("; ")}.`),
  };
}

/** The profile beside the score that a company has. */
function againstBlock(one: AgainstResult): Block {
  const place = (value: number): string => value.toFixed(3);
  const row = (name: string, { auc, interval, top_wins }: AgainstResult["ours"]) => [
    phrase(name),
    phrase(place(auc), light(` (${place(interval[0])}–${place(interval[1])})`)),
    phrase(String(Number(top_wins.toFixed(top_wins < 10 ? 1 : 0)))),
  ];
  return {
    id: "against",
    title: `Against ${one.column}`,
    lead: phrase(`${format.count(one.n)} deals that both score; ${one.read}`),
    facts: [
      {
        name: "Difference",
        text: phrase(
          strong(one.verdict),
          `: ${place(one.difference)}`,
          light(` (${place(one.difference_interval[0])} to ${place(one.difference_interval[1])})`),
          one.suspicion === null ? "." : `. It probably knows the outcome: ${one.suspicion}.`,
        ),
      },
    ],
    tables: [
      {
        title: "On the same deals",
        open: true,
        more: 0,
        columns: [
          { head: "score", number: false },
          { head: "AUC", number: true },
          { head: `wins in its best ${format.count(one.top)}`, number: true },
        ],
        rows: [row("this profile", one.ours), row(one.column, one.theirs)],
      },
    ],
    notes: [],
  };
}
