import type { HeldOut } from "../../icp/document.ts";
import type { Block, BlockTable } from "../../icp/page/block.ts";
import { type Format, formatFor } from "../../icp/page/format.ts";
import { shorten, tidy } from "../../icp/page/label.ts";
import type { Fact } from "../../icp/page/page.ts";
import { light, type Phrase, phrase, strong } from "../../icp/page/phrase.ts";
import type { Report } from "../../icp/page/report.ts";
import { LEVEL_NAMES } from "../rows.ts";
import type { AttributeChange, DocumentDiff } from "./diff.ts";
import type { Moves } from "./moves.ts";
import type { RuleChange } from "./rule-changes.ts";
import type { ValueMove } from "./value-moves.ts";

const MOST_MOVES = 4;
const LONGEST = 60;

function many(format: Format, n: number, one: string, more = `${one}s`): string {
  return `${format.count(n)} ${n === 1 ? one : more}`;
}

function pointsText(points: number | null): string {
  return points === null ? "–" : String(points);
}

function moveText({ value, before, after }: ValueMove): string {
  return `${shorten(tidy(value), LONGEST)}: ${pointsText(before)} → ${pointsText(after)}`;
}

function changeText(change: AttributeChange, format: Format): Phrase {
  const { weight, moves, cuts, reason } = change;
  const shown = moves.slice(0, MOST_MOVES).map(moveText).join("; ");
  const more = moves.length > MOST_MOVES ? ` and ${format.count(moves.length - MOST_MOVES)} more` : "";
  if (change.change === "in")
    return phrase(
      strong(`new, ${many(format, weight.after, "point")}`),
      `: ${moves.map(({ value, after }) => `${shorten(tidy(value), LONGEST)}: ${after}`).join("; ")}.`,
    );
  if (change.change === "out")
    return phrase(
      strong("out"),
      `, had ${many(format, weight.before, "point")}${reason === null ? "" : `: ${reason}`}.`,
    );
  const edges = (list: readonly number[]): string => (list.length === 0 ? "none" : list.map(format.count).join(", "));
  return phrase(
    strong(
      weight.before === weight.after ? `weight ${weight.after} as before` : `weight ${weight.before} → ${weight.after}`,
    ),
    cuts === null ? null : `; cut at ${edges(cuts.after)} (was ${edges(cuts.before)})`,
    moves.length === 0 ? null : `; points of ${shown}${more}`,
    ".",
  );
}

/** `3 attributes new, 1 out, 4 with other points` */
function counted(diff: DocumentDiff, format: Format): string {
  const of = (changes: readonly AttributeChange["change"][]): number =>
    diff.attributes.filter(({ change }) => changes.includes(change)).length;
  const parts: readonly (readonly [number, string])[] = [
    [of(["in"]), `${many(format, of(["in"]), "attribute")} new in the score`],
    [of(["out"]), `${many(format, of(["out"]), "attribute")} out`],
    [
      of(["weight", "bands", "points"]),
      `${many(format, of(["weight", "bands", "points"]), "attribute")} with other points`,
    ],
    [diff.segments.length, `${many(format, diff.segments.length, "kind")} of customers changed`],
    [diff.disqualifiers.length, `${many(format, diff.disqualifiers.length, "rule")} on whom not to sell to changed`],
  ];
  const said = parts.filter(([n]) => n > 0).map(([, text]) => text);
  return said.length === 0 ? "the score is the same" : said.join(", ");
}

function headline(diff: DocumentDiff, moves: Moves | null, format: Format): Phrase {
  if (diff.same) return phrase(strong("No difference"), ": both are the same document.");
  if (moves === null) return phrase(strong("What changed"), `: ${counted(diff, format)}.`);
  const share = moves.accounts === 0 ? 0 : moves.moved / moves.accounts;
  return phrase(
    strong(`${format.count(moves.moved)} of ${many(format, moves.accounts, "account")} change level`),
    ` (${format.percent(share)}): ${format.count(moves.up)} up, ${format.count(moves.down)} down. In the profile: ${counted(diff, format)}.`,
  );
}

function table(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly Phrase[])[],
  firstNumbers = 1,
): BlockTable {
  return {
    title,
    columns: heads.map((head, k) => ({ head, number: k >= firstNumbers })),
    rows,
    open: true,
    more: 0,
  };
}

function scoreBlock(diff: DocumentDiff, format: Format): Block | null {
  if (diff.attributes.length === 0 && diff.statuses.length === 0) return null;
  const statuses = diff.statuses.map(
    ({ label, before, after, reason }): Fact => ({
      name: label,
      text: phrase(`${before} → ${after}`, light(reason === "" ? "" : ` (${reason})`), "."),
    }),
  );
  return {
    id: "score",
    title: "The score",
    lead: phrase("what earns other points"),
    facts: [
      ...diff.attributes.map((change) => ({ name: change.label, text: changeText(change, format) })),
      ...statuses,
    ],
    tables: [],
    notes: [],
  };
}

function evidenceBlock({ facts }: DocumentDiff, format: Format): Block | null {
  if (facts.length === 0) return null;
  const rows = facts.map(({ name, before, after }) => [
    phrase(name),
    phrase(format.date(tidy(before))),
    phrase(format.date(tidy(after))),
  ]);
  return {
    id: "evidence",
    title: "What it rests on",
    lead: [],
    facts: [],
    tables: [table("Evidence", ["", "before", "after"], rows, 9)],
    notes: [],
  };
}

function ruleFact({ text, change, before, after }: RuleChange): Fact {
  const states = change === "changed" ? `: ${before} → ${after}` : ` (${after ?? before})`;
  return {
    name: change === "changed" ? "Changed" : change === "new" ? "New" : "Gone",
    text: phrase(tidy(text), states, "."),
  };
}

function ruleBlock(id: string, title: string, changes: readonly RuleChange[]): Block | null {
  return changes.length === 0 ? null : { id, title, lead: [], facts: changes.map(ruleFact), tables: [], notes: [] };
}

function checkRow(name: string, check: HeldOut | null, format: Format): Phrase[] {
  if (check === null) return [phrase(name), phrase("–"), phrase("–"), phrase("–"), phrase("–"), phrase("not made")];
  const level = (wanted: string): Phrase => {
    const found = check.levels.find(({ level }) => level === wanted);
    return phrase(
      found === undefined || found.n === 0 ? "–" : `${format.count(found.won)} of ${format.count(found.n)}`,
    );
  };
  const auc = check.auc === null ? "–" : format.decimal(check.auc);
  const limits =
    check.auc_interval === null
      ? ""
      : ` (${format.decimal(check.auc_interval[0])}–${format.decimal(check.auc_interval[1])}, n ${format.count(check.n)})`;
  return [
    phrase(name),
    phrase(auc, light(limits)),
    level("high"),
    level("medium"),
    level("low"),
    phrase(check.verdict),
  ];
}

function checkBlock({ heldOut }: DocumentDiff, format: Format): Block | null {
  if (heldOut.length === 0) return null;
  const rows = heldOut.flatMap(({ method, before, after }) => [
    checkRow(`${method}, before`, before, format),
    checkRow(`${method}, after`, after, format),
  ]);
  return {
    id: "checks",
    title: "On deals it had not seen",
    lead: phrase("each profile on its own held-out deals"),
    facts: [],
    tables: [table("Held-out checks", ["", "AUC", "won at high", "at medium", "at low", "verdict"], rows)],
    notes: [phrase(checksNote(heldOut))],
  };
}

/** What the held-out checks of two profiles say of each other; of a card that was set by hand there is none. */
function checksNote(heldOut: DocumentDiff["heldOut"]): string {
  const compared = "hold both against the same newer deals (openicp validate).";
  if (heldOut.some(({ before, after }) => before !== null && after !== null))
    return `These are different deals, so the figures do not say which profile is better: ${compared}`;
  return `Only one of the two was checked on deals it had not seen, so the figures do not say which is better: ${compared}`;
}

function moveBlocks(moves: Moves | null, format: Format): (Block | null)[] {
  if (moves === null) return [];
  const cells = LEVEL_NAMES.map((before, i) => [
    phrase(before === "unknown" ? "was too little known" : `was ${before}`),
    ...LEVEL_NAMES.map((_, k) =>
      phrase(k === i ? light(format.count(moves.matrix[i]![k]!)) : format.count(moves.matrix[i]![k]!)),
    ),
  ]);
  const by = moves.by.map(({ label, accounts, up, down }) => [
    phrase(label),
    phrase(format.count(accounts)),
    phrase(format.count(up)),
    phrase(format.count(down)),
  ]);
  const change =
    moves.meanChange === null
      ? null
      : phrase(
          `The fit of an account changes by ${moves.meanChange >= 0 ? "+" : ""}${moves.meanChange.toFixed(1)} points on average.`,
        );
  return [
    {
      id: "moves",
      title: "Who moves",
      lead: phrase(`${many(format, moves.accounts, "account")} scored by both`),
      facts: [],
      tables: [
        table(
          "Level before and after",
          ["", ...LEVEL_NAMES.map((level) => (level === "unknown" ? "too little known" : `now ${level}`))],
          cells,
        ),
        ...(by.length === 0
          ? []
          : [table("By the attribute whose points changed most", ["", "accounts", "up", "down"], by)]),
      ],
      notes: change === null ? [] : [change],
    },
    moves.top.length === 0
      ? null
      : {
          id: "movers",
          title: "The accounts that move most",
          lead: phrase(`${format.count(moves.top.length)} of ${format.count(moves.moved)} that change level`),
          facts: [],
          tables: [
            table(
              "Accounts",
              ["", "before", "after", "most by"],
              moves.top.map(({ account, before, after, by: most }) => [
                phrase(tidy(account)),
                phrase(`${pointsText(before.fit)} ${before.level}`),
                phrase(`${pointsText(after.fit)} ${after.level}`),
                phrase(most === null ? "–" : `${most.label} ${most.points > 0 ? "+" : ""}${most.points}`),
              ]),
            ),
          ],
          notes: [],
        },
  ];
}

/** The difference as a report for whoever decides about it. */
export function diffReport(diff: DocumentDiff, moves: Moves | null, warnings: readonly string[] = []): Report {
  const format = formatFor("en");
  const version = ({ id, as_of }: DocumentDiff["before"]): string =>
    `${id.slice(0, 8)}${as_of === null ? "" : ` (as of ${format.date(as_of)})`}`;
  return {
    kicker: "What changed",
    name: tidy(diff.after.name),
    facts: phrase(`${version(diff.before)} → ${version(diff.after)}`),
    headline: headline(diff, moves, format),
    support: warnings.map((warning) => phrase(light(`${warning}.`))),
    charts: [],
    blocks: diff.same
      ? []
      : [
          ...moveBlocks(moves, format),
          scoreBlock(diff, format),
          ruleBlock("kinds", "Kinds of best customers", diff.segments),
          ruleBlock("rules", "Who not to sell to", diff.disqualifiers),
          evidenceBlock(diff, format),
          checkBlock(diff, format),
        ].filter((one) => one !== null),
    footer: phrase(`before: ${diff.before.id} · after: ${diff.after.id}`),
  };
}
