import type { Facts, FileTotals } from "../ingest/facts.ts";

const count = new Intl.NumberFormat("en-US");

function totalsLine(t: FileTotals): string {
  const parts = [`${count.format(t.read)} rows`, `${count.format(t.taken)} taken`];
  if (t.merged > 0) parts.push(`${count.format(t.merged)} merged`);
  for (const { reason, rows } of t.outOfScope) parts.push(`${count.format(rows)} ${reason}`);
  parts.push(`${count.format(t.rejected.length)} rejected`);
  return `  ${t.role.padEnd(9)} ${t.file} (${t.format}): ${parts.join(", ")}`;
}

const MOST_REJECTIONS = 5;

function rejectionLines(t: FileTotals): string[] {
  const shown = t.rejected.slice(0, MOST_REJECTIONS).map((r) => {
    const where = r.line === null ? r.file : `${r.file}:${r.line}`;
    return `    ${where}${r.column === null ? "" : `, ${r.column}`}: ${r.reason}`;
  });
  const more = t.rejected.length - shown.length;
  return more > 0 ? [...shown, `    and ${count.format(more)} more (all of them with --json)`] : shown;
}

/** What was read, what was guessed and how to say otherwise, what looked odd: the quality report in words. */
export function readingReport(facts: Facts): string {
  const guesses = facts.guesses.map(
    (g) => `  ${g.what.padEnd(13)} ${g.text}${g.override === null ? "" : `  [${g.override}]`}`,
  );
  const lines = ["READ", ...facts.totals.flatMap((t) => [totalsLine(t), ...rejectionLines(t)])];
  if (guesses.length > 0) lines.push("", "GUESSED (an option in brackets says otherwise)", ...guesses);
  if (facts.notes.length > 0) lines.push("", "NOTICED", ...facts.notes.map((n) => `  ${n}`));
  return `${lines.join("\n")}\n`;
}
