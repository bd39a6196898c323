import { type Declared, readOffCustomers } from "../declared.ts";
import type { Context } from "./context.ts";
import { type Phrase, phrase, strong } from "./phrase.ts";

/** How the hypothesis scores those whom one has, beside the universe. */
export function ownLevels(
  { format, document }: Context,
  { rows, high, medium, low, unknown }: NonNullable<Declared["customers"]>,
  declared: Declared,
): Phrase {
  const counts = [
    `${format.count(medium)} medium`,
    `${format.count(low)} low`,
    `${format.count(unknown)} too little known`,
  ];
  const share = document.breadth?.share ?? null;
  const beside =
    share === null || rows === unknown
      ? ""
      : ` High are ${format.percent(high / (rows - unknown))} of those known, in the universe ${format.percent(share)}.`;
  return phrase(
    "Of your ",
    strong(`${format.count(rows)} customers`),
    " it scores ",
    strong(`${format.count(high)} high`),
    `, ${counts.join(", ")}${readOffWords(declared)}.${beside}`,
  );
}

function readOffWords(declared: Declared): string {
  if (!readOffCustomers(declared)) return "";
  return declared.prefilled === "clones"
    ? "; the points were read off companies that you would clone, which may be among them"
    : "; the points were read off these customers";
}
