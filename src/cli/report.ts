import type { AccountMerge, AccountRecord, Facts, FileTotals, Guess, Rejection } from "../ingest/facts.ts";

const count = new Intl.NumberFormat("en-US");

function totalsLine(t: FileTotals): string {
  const parts = [`${count.format(t.read)} rows`, `${count.format(t.taken)} taken`];
  if (t.merged > 0) parts.push(`${count.format(t.merged)} merged`);
  for (const { reason, rows } of t.outOfScope) parts.push(`${count.format(rows)} ${reason}`);
  parts.push(`${count.format(t.rejected.length)} rejected`);
  return `  ${t.role.padEnd(9)} ${t.file} (${t.format}): ${parts.join(", ")}`;
}

const MOST_REJECTIONS = 5;

function rejectionLines(rejected: readonly Rejection[]): string[] {
  const shown = rejected.slice(0, MOST_REJECTIONS).map((r) => {
    const where = r.line === null ? r.file : `${r.file}:${r.line}`;
    return `    ${where}${r.column === null ? "" : `, ${r.column}`}: ${r.reason}`;
  });
  const more = rejected.length - shown.length;
  return more > 0 ? [...shown, `    and ${count.format(more)} more (all of them with --json)`] : shown;
}

/** READ: the files of a verb that takes their rows one by one. */
export function readLines(
  files: readonly {
    readonly role: string;
    readonly file: string;
    readonly format: string;
    readonly read: number;
    readonly rejected: readonly Rejection[];
  }[],
): string[] {
  const lines = files.flatMap(({ role, file, format, read, rejected }) => [
    `  ${role.padEnd(9)} ${file} (${format}): ${count.format(read)} rows, ${count.format(rejected.length)} rejected`,
    ...rejectionLines(rejected),
  ]);
  return ["READ", ...lines];
}

/** GUESSED, with the option that says otherwise; nothing where nothing was guessed. */
export function guessLines(guesses: readonly Guess[]): string[] {
  if (guesses.length === 0) return [];
  const lines = guesses.map((g) => `  ${g.what.padEnd(13)} ${g.text}${g.override === null ? "" : `  [${g.override}]`}`);
  return ["", "GUESSED (an option in brackets says otherwise)", ...lines];
}

/** NOTICED: what looked odd; nothing where nothing did. */
export function noticedLines(notes: readonly string[]): string[] {
  return notes.length === 0 ? [] : ["", "NOTICED", ...notes.map((note) => `  ${note}`)];
}

const MOST_MERGES = 5;
const SIGNS: Readonly<Record<AccountMerge["by"], string>> = {
  id: "same id",
  domain: "same domain, similar name",
  name: "same name and place",
};

function recordText({ row, name, domain, id }: AccountRecord): string {
  return `${name ?? domain ?? id ?? "no name"} (row ${row})`;
}

/** Which records of companies count as another, the first few by name. */
function mergeLines(merges: readonly AccountMerge[]): string[] {
  if (merges.length === 0) return [];
  const one = merges.length === 1;
  const shown = merges
    .slice(0, MOST_MERGES)
    .map(({ kept, merged, by }) => `    ${recordText(merged)} -> ${recordText(kept)}: ${SIGNS[by]}`);
  const more = merges.length - shown.length;
  return [
    "",
    "MERGED (--no-merge keeps every account as it comes)",
    `  ${count.format(merges.length)} ${one ? "record is" : "records are"} the same company as another and ${one ? "counts" : "count"} as that one:`,
    ...shown,
    ...(more > 0 ? [`    and ${count.format(more)} more (all of them with --json)`] : []),
  ];
}

/** What was read, what was guessed and how to say otherwise, what looked odd: the quality report in words. */
export function readingReport(facts: Facts): string {
  const totals = facts.totals.flatMap((t) => [totalsLine(t), ...rejectionLines(t.rejected)]);
  const lines = [
    "READ",
    ...totals,
    ...mergeLines(facts.merges),
    ...guessLines(facts.guesses),
    ...noticedLines(facts.notes),
  ];
  return `${lines.join("\n")}\n`;
}
