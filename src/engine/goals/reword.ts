import type { HeldOut, IcpDocument } from "../../icp/document.ts";
import { goalWords } from "../../icp/page/goal-words.ts";

type Goal = IcpDocument["goal"];

/** Sentences that the learning writes about won and lost deals, said of the goal's rows. Numbers stay. */
export function rewordFor(goal: Goal, text: string): string {
  if (goal === "win") return text;
  const { sides, counted } = goalWords(goal);
  const [reached, others] = counted;
  const told = text
    .replaceAll("winners from losers", sides)
    .replaceAll("won from lost", sides)
    .replace(/\bof won and ([\d.]+%) of lost deals/g, `of those ${reached} and $1 of those ${others}`)
    .replace(
      /\bof won deals have a value that no lost deal has/g,
      `of those ${reached} have a value that none of the others has`,
    )
    .replace(
      /\bof lost deals have a value that no won deal has/g,
      `of those ${others} have a value that none of the others has`,
    )
    .replace(/\b([\d,]+) won and ([\d,]+) lost\b/g, `$1 ${reached} and $2 ${others}`)
    .replace(/\bthe won deal\b/g, goalWords(goal).better);
  return goal === "retention"
    ? told
        .replace(/\bdeals were created\b/g, "customers began")
        .replace(/\bdeals\b/g, "customers")
        .replace(/\bDeals\b/g, "Customers")
        .replace(/\bdeal\b/g, "customer")
    : told;
}

/** What customers' files tell is kept out of a win model; of another goal it says who reached it. */
const KEPT_OUT = "it never enters the win model, only churn and revenue retention";

/** Sentences that the search for kinds writes about won companies, said of those that reached the goal. */
export function rewordKinds(document: IcpDocument): IcpDocument {
  const { goal, segments, segmentation } = document;
  if (goal === "win") return document;
  const { members, sides, reached } = goalWords(goal);
  const customers = goal === "retention";
  const say = (text: string): string =>
    text
      .replace(
        /\b(compan(?:y|ies)) you won are\b/g,
        customers ? "$1 that stayed are" : `$1 you ${reached.replace("stayed", "kept")} are`,
      )
      .replace(/\bof those you lost\b/g, customers ? "of those that left" : "of the others")
      .replace(/; all you won:/g, customers ? "; all that stayed:" : `; all you ${reached.replace("stayed", "kept")}:`)
      .replace(
        /\bof all companies in your deals\b/g,
        customers ? "of all your customers" : "of all companies in your deals",
      )
      .replace(/\bwith other deals\b/g, customers ? "with other customers" : "with other deals")
      .replace(/\bwon accounts\b/g, members)
      .replace(/\bsuch companies are won no more often than others\b/g, `such companies do not tell ${sides}`)
      .replace(/\bor lost as often as won\b/g, `or do not tell ${sides}`);
  return {
    ...document,
    segments: segments.map((one) => ({ ...one, paragraph: say(one.paragraph) })),
    ...(segmentation === undefined
      ? {}
      : {
          segmentation: { ...segmentation, verdict: say(segmentation.verdict), notes: segmentation.notes.map(say) },
        }),
  };
}

/** A document whose sentences about won and lost deals say the goal's rows. */
export function reworded(document: IcpDocument): IcpDocument {
  const { goal } = document;
  if (goal === "win") return document;
  const say = (text: string): string => rewordFor(goal, text);
  const check = (one: HeldOut | null): HeldOut | null =>
    one === null ? null : { ...one, cut: say(one.cut), reason: say(one.reason) };
  const { forward, cross_fit, ...rest } = document.validation;
  return {
    ...document,
    separation: { ...document.separation, reason: say(document.separation.reason) },
    validation: { ...rest, forward: check(forward), cross_fit: check(cross_fit) },
    notes: document.notes.map((note) => note.replace(KEPT_OUT, "it never becomes an attribute of the score")),
    attributes: document.attributes.map((one) => ({
      ...one,
      reason: say(one.reason),
      warning: one.warning === null ? null : say(one.warning),
    })),
  };
}
