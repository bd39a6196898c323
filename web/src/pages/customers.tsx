import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { moneyText } from "../accounts/money.ts";
import { SimpleTable } from "../accounts/simple-table.tsx";
import { type Customer, type Customers, customersQuery, type LookAlike } from "../api/accounts.ts";
import { faultOf } from "../api/fault-error.ts";
import { useInForce } from "../app/in-force.ts";
import { levelOf } from "../app/levels.ts";
import { useLine } from "../app/line.ts";
import { hasPlace } from "../app/navigation.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { countText, dayText } from "../app/words.ts";
import { buttonClass } from "../components/button.tsx";
import { type Column, DataTable } from "../components/data-table.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { Figure } from "../components/figure.tsx";
import { LevelBadge } from "../components/level-badge.tsx";
import { PageSkeleton } from "../components/skeleton.tsx";
import { Section } from "../page/section.tsx";

/** The customers by the profile: who stays, who is off it, who could grow, what each kind pays. */
export function CustomersPage() {
  const line = useLine();
  const inForce = useInForce();
  const { data, error, refetch } = useQuery({ ...customersQuery(line), enabled: inForce });
  if (!inForce) return <NoProfile title="Customers" />;
  if (error !== null) {
    const fault = faultOf(error);
    if (/holds no customers/.test(fault.message)) return <NoCustomers />;
    return (
      <>
        <PageTitle title="Customers" />
        <ErrorState title="The customers could not be read" fault={fault} onRetry={() => void refetch()} />
      </>
    );
  }
  return data === undefined ? <PageSkeleton /> : <Told told={data} />;
}

function NoCustomers() {
  const may = useMay("editor");
  return (
    <>
      <PageTitle title="Customers" />
      <EmptyState
        title="No customers are imported."
        text={
          may
            ? "A file with a row per customer, since when they pay, how much, and until when, shows which kinds stay and grow."
            : "An editor or an admin of this workspace imports who pays, since when, and how much: then it shows which kinds stay and grow."
        }
      >
        {may && hasPlace("/import") ? (
          <Link to={"/import" as "/"} className={buttonClass("main")}>
            Import customers
          </Link>
        ) : null}
      </EmptyState>
    </>
  );
}

function Told({ told }: { readonly told: Customers }) {
  const { customers, unscored, off_icp, look_alikes, kinds, notes, number } = told;
  return (
    <>
      <PageTitle
        title="Customers"
        lead={`${countText(customers, "customer")}, by version ${number}${unscored === 0 ? "" : `; ${countText(unscored, "is", "are")} not among the accounts, and nothing is said of them`}`}
      />
      <Stays levels={told.levels} />
      <Section
        id="off"
        title="Off the profile"
        lead={`${countText(off_icp.total, "customer pays", "customers pay")} and would not be sold to today`}
      >
        {off_icp.total === 0 ? (
          <p className="text-soft">Nobody who pays scores low or is ruled out.</p>
        ) : (
          <List title="Customers off the profile" columns={OFF} rows={off_icp.items} total={off_icp.total} />
        )}
      </Section>
      <Section
        id="alike"
        title="Like those that expanded"
        lead={`${countText(look_alikes.total, "customer")} of kinds that expand, who pay less than is usual`}
      >
        {look_alikes.total === 0 ? (
          <p className="text-soft">
            None: no kind has enough customers of whom it is known whether they expanded, or all pay what is usual.
          </p>
        ) : (
          <List
            title="Customers like those that expanded"
            columns={ALIKE}
            rows={look_alikes.items}
            total={look_alikes.total}
          />
        )}
      </Section>
      <Kinds kinds={kinds} />
      {notes.length === 0 ? null : (
        <ul className="mt-8 list-disc pl-5 text-sm text-soft">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </>
  );
}

const LEVEL_WORDS: Readonly<Record<Customer["level"], string>> = {
  high: "high",
  medium: "medium",
  low: "low",
  disqualified: "ruled out",
  unknown: "unknown",
};

/** Customers that a share needs behind it to be told as one. */
const ENOUGH = 10;

function Stays({ levels }: Pick<Customers, "levels">) {
  const [high, low] = ["high", "low"].map((level) => levels.find((one) => one.level === level));
  const apart =
    high?.interval && low?.interval && (high.interval[1] ?? 1) < (low.interval[0] ?? 0)
      ? `High-fit customers leave less: ${percent(high.share)} against ${percent(low.share)}`
      : "Who stays";
  return (
    <Section id="stays" title={apart} lead="customers who pay or paid, by their level today">
      <SimpleTable
        title="Who stays"
        columns={[
          { head: "level" },
          { head: "customers", number: true },
          { head: "left", number: true },
          { head: "share that left" },
        ]}
        rows={levels.map(({ level, customers, left, share, interval }) => ({
          key: level,
          cells: [
            level === "disqualified" ? (
              <strong key="level">{LEVEL_WORDS[level]}</strong>
            ) : (
              <LevelBadge key="level" level={levelOf(level)} />
            ),
            customers.toLocaleString(),
            left.toLocaleString(),
            share === null || interval === null || customers < ENOUGH ? (
              <span key="share" className="text-soft">
                too few to say
              </span>
            ) : (
              <Figure
                key="share"
                value={percent(share)}
                range={`${percent(interval[0] ?? null)}–${percent(interval[1] ?? null)}`}
                n={customers.toLocaleString()}
              />
            ),
          ],
        }))}
      />
    </Section>
  );
}

function percent(share: number | null): string {
  return share === null ? "–" : `${Math.round(share * 100)}%`;
}

const NAME: Column<Customer> = {
  id: "customer",
  head: "customer",
  cell: (row) => <CustomerName row={row} />,
};
const FIT: Column<Customer> = { id: "fit", head: "fit", number: true, width: 56, cell: ({ fit }) => fit ?? "–" };
const MRR: Column<Customer> = {
  id: "mrr",
  head: "pays a month",
  number: true,
  width: 104,
  cell: ({ mrr, currency }) => <strong>{moneyText(mrr, currency)}</strong>,
};
const SINCE: Column<Customer> = {
  id: "since",
  head: "since",
  number: true,
  width: 160,
  wide: true,
  cell: ({ since }) => (since === null ? "–" : dayText(since)),
};
const OFF: readonly Column<Customer>[] = [
  NAME,
  FIT,
  {
    id: "level",
    head: "why",
    width: 128,
    wide: true,
    cell: ({ level, disqualified_by }) => (disqualified_by === null ? LEVEL_WORDS[level] : "ruled out"),
  },
  MRR,
  SINCE,
];
const ALIKE: readonly Column<LookAlike>[] = [
  NAME,
  { id: "segment", head: "kind", wide: true, cell: ({ segment }) => <span className="text-soft">{segment}</span> },
  MRR,
  {
    id: "usual",
    head: "usual",
    number: true,
    width: 72,
    cell: ({ usual, currency }) => moneyText(usual, currency),
  },
  {
    id: "of",
    head: "of its kind expanded",
    number: true,
    width: 152,
    wide: true,
    cell: ({ of }) => `${of.expanded} of ${of.told}`,
  },
];

const keyOf = ({ customer, source, key, mrr }: Customer): string => `${source}:${key}:${customer}:${mrr}`;

function List<T extends Customer>({ title, columns, rows, total }: ListProps<T>) {
  return (
    <>
      <DataTable title={title} columns={columns} rows={rows} keyOf={keyOf} total={rows.length} height="26rem" />
      {rows.length < total ? (
        <p className="mt-2 text-sm text-soft">
          The first {rows.length.toLocaleString()} of {total.toLocaleString()}.
        </p>
      ) : null}
    </>
  );
}

interface ListProps<T extends Customer> {
  readonly title: string;
  readonly columns: readonly Column<T>[];
  readonly rows: readonly T[];
  readonly total: number;
}

function CustomerName({ row: { customer, source, key } }: { readonly row: Customer }): ReactNode {
  return source === null || key === null ? (
    <strong>{customer}</strong>
  ) : (
    <Link to="/accounts/$source/$key" params={{ source, key }} className="font-semibold hover:underline">
      {customer}
    </Link>
  );
}

function Kinds({ kinds }: Pick<Customers, "kinds">) {
  return (
    <Section id="kinds" title="What each kind pays" lead="customers with a high fit, a month">
      {kinds.length === 0 ? (
        <p className="text-soft">
          Not enough data: no segment has ten customers with a high fit whose revenue is known.
        </p>
      ) : (
        <SimpleTable
          title="What each kind pays"
          columns={[
            { head: "kind" },
            { head: "usual", number: true },
            { head: "half of them pay" },
            { head: "expanded", number: true },
            { head: "packaging", wide: true },
          ]}
          rows={kinds.map(({ segment, currency, customers, usual, low, high, expanded, told }) => ({
            key: `${segment} ${currency ?? ""}`,
            cells: [
              <span key="kind">
                <strong>{segment}</strong> <span className="text-soft">n {customers}</span>
              </span>,
              <strong key="usual">{moneyText(usual, currency)}</strong>,
              `${moneyText(low, currency)}–${moneyText(high, currency)}`,
              told === 0 ? "not known" : `${expanded} of ${told}`,
              <span key="hint" className="text-soft">
                {packaging(low, usual, high, currency)}
              </span>,
            ],
          }))}
        />
      )}
    </Section>
  );
}

/** A quarter pays so many times as much as another quarter: more than one package; less than `ALIKE_PRICES`: one price. */
const SPREAD = 2;
const ALIKE_PRICES = 1.3;

function packaging(low: number, usual: number, high: number, currency: string | null): string {
  const [least, middle, most] = [low, usual, high].map((price) => moneyText(price, currency));
  if (low <= 0) return "A quarter pays next to nothing: look at what they use.";
  if (high / low >= SPREAD)
    return `They pay very differently: a package near ${least} and one near ${most} would fit both ends.`;
  return high / low <= ALIKE_PRICES
    ? `They pay much the same: one package near ${middle} fits.`
    : `A package near ${middle}, with room to grow to ${most}.`;
}
