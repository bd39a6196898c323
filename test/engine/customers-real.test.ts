import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { datasetPath, needsDataset } from "../need.ts";
import { ROOT } from "../source.ts";
import { customersOf } from "./customers-gathering.ts";

/** The rows of a plain CSV file (no quotes in it), by header. */
function rowsOf(path: string): readonly Readonly<Record<string, string>>[] {
  const [head = "", ...lines] = readFileSync(path, "utf8")
    .replace(/^\uFEFF/, "")
    .trim()
    .split(/\r?\n/);
  const headers = head.split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, i) => [headers[i]!, cell])));
}

type CsvRow = Readonly<Record<string, string>>;

function groupBy(rows: readonly CsvRow[], key: (row: CsvRow) => string): ReadonlyMap<string, readonly CsvRow[]> {
  const groups = new Map<string, CsvRow[]>();
  for (const row of rows) {
    const group = groups.get(key(row));
    if (group === undefined) groups.set(key(row), [row]);
    else group.push(row);
  }
  return groups;
}

describe("customers of RavenStack", () => {
  beforeEach(needsDataset("ravenstack-saas"));
  const file = (name: string) => datasetPath(`ravenstack-saas/ravenstack_${name}.csv`);
  const iso = (text: string) => text.split("-").reverse().join("-");
  const dayNumber = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000;

  it("are what a walk over the subscriptions gives", async () => {
    const paths = ["subscriptions", "accounts", "churn_events", "support_tickets", "feature_usage"].map(file);
    const found = await customersOf(paths);
    const subscriptions = rowsOf(file("subscriptions"));
    const byAccount = groupBy(
      subscriptions.filter((row) => row.is_trial === "FALSE"),
      (row) => row.account_id!,
    );
    const to = "2024-12-31";
    const from = "2023-12-31";
    let [active, churned, returned, then, now, kept] = [0, 0, 0, 0, 0, 0];
    for (const list of byAccount.values()) {
      const spells = list
        .map((row) => ({
          first: iso(row.start_date!),
          stop: row.end_date ? iso(row.end_date) : "9999",
          mrr: Number(row.mrr_amount),
        }))
        .sort((a, b) => (a.first < b.first ? -1 : 1));
      let until = spells[0]!.first;
      let came = false;
      for (const { first, stop } of spells) {
        if (dayNumber(first) - (until === "9999" ? Number.POSITIVE_INFINITY : dayNumber(until)) > 90) came = true;
        if (stop > until) until = stop;
      }
      const at = (day: string) =>
        spells
          .filter(({ first, stop }) => first <= day && (stop > day || stop === first))
          .reduce((sum, { mrr }) => sum + mrr, 0);
      if (came) returned++;
      if (until > to) active++;
      else churned++;
      then += at(from);
      if (at(from) > 0) {
        now += spells.filter(({ stop }) => stop > to).reduce((sum, { mrr }) => sum + mrr, 0);
        kept++;
      }
    }
    expect(subscriptions).toHaveLength(5000);
    expect(found.summary).toMatchObject({
      asOf: to,
      active,
      churned,
      returned,
      customers: byAccount.size,
      trial: 500 - byAccount.size,
    });
    expect(found.summary.money[0]!.nrr).toMatchObject({ n: kept, from, to });
    expect(found.summary.money[0]!.nrr!.value).toBeCloseTo(now / then, 2);
    const mrr = subscriptions
      .filter((row) => row.is_trial === "FALSE" && row.end_date === "")
      .reduce((sum, row) => sum + Number(row.mrr_amount), 0);
    expect(found.summary.money[0]!.mrr).toBe(mrr);
    expect(found.totals.map(({ read, taken }) => [read, taken])).toEqual(
      [500, 600, 25000, 5000, 2000].map((n) => [n, n]),
    );
  }, 60_000);

  it("carry tickets, usage and reasons", async () => {
    const found = await customersOf(["subscriptions", "support_tickets", "feature_usage"].map(file));
    const tickets = groupBy(rowsOf(file("support_tickets")), (row) => row.account_id!);
    for (const { id_key, support_tickets } of found.rows)
      expect(support_tickets ?? 0).toBe(tickets.get(id_key!)?.length ?? 0);
    const used = rowsOf(file("feature_usage")).reduce((sum, row) => sum + Number(row.usage_count), 0);
    expect(found.rows.reduce((sum, { usage }) => sum + (usage ?? 0), 0)).toBe(used);
  }, 60_000);
});

describe("customers of the sample company", () => {
  it("are those of its file", async () => {
    const path = join(ROOT, "examples/calvanto/customers.csv");
    const rows = rowsOf(path);
    const found = await customersOf([path]);
    const gone = rows.filter((row) => row.churn_date !== "");
    expect(found.summary).toMatchObject({
      customers: rows.length,
      churned: gone.length,
      active: rows.length - gone.length,
    });
    const usd = rows.filter((row) => row.currency === "USD" && row.churn_date === "");
    const money = found.summary.money.find(({ currency }) => currency === "USD")!;
    expect(money.n).toBe(usd.length);
    expect(money.mrr).toBe(usd.reduce((sum, row) => sum + Number(row.mrr) + Number(row.expansion_mrr), 0));
    expect(money.up).toBe(usd.reduce((sum, row) => sum + Number(row.expansion_mrr), 0));
  });
});
