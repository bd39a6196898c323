import type { FormEvent } from "react";
import { moneyText } from "../accounts/money.ts";
import { SimpleTable } from "../accounts/simple-table.tsx";
import { useInForce } from "../app/in-force.ts";
import { levelOf } from "../app/levels.ts";
import { useLine } from "../app/line.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { countText } from "../app/words.ts";
import { Notes } from "../batches/notes.tsx";
import { FILES, useBatch } from "../batches/use-batch.ts";
import { Button } from "../components/button.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Field } from "../components/field.tsx";
import { Figure } from "../components/figure.tsx";
import { LevelBadge } from "../components/level-badge.tsx";
import { Section } from "../page/section.tsx";

interface Share {
  readonly n: number;
  readonly of: number;
  readonly value: number | null;
  readonly interval: readonly [number, number] | null;
}

interface Group {
  readonly name: string | null;
  readonly rows: number;
  readonly levels: readonly {
    readonly level: string;
    readonly rows: Share;
    readonly money: readonly { readonly currency: string | null; readonly amount: number }[];
    readonly won: Share;
  }[];
}

/** A list held against the profile. */
interface Audited {
  readonly kind: "pipeline" | "list";
  readonly read: number;
  readonly audited: number;
  readonly rejected: number;
  readonly left_out: readonly { readonly reason: string; readonly rows: number }[];
  readonly all: Group;
  readonly by: readonly { readonly column: string; readonly groups: readonly Group[] }[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** Where the pipeline, a lead list or an audience stands by the profile. */
export function AuditPage() {
  const line = useLine();
  const inForce = useInForce();
  const { busy, fault, result, send } = useBatch<Audited>("/api/audit");
  if (!inForce) return <NoProfile title="Audit" />;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const file = form.get("file");
    void send(file instanceof File && file.size > 0 ? file : null, { line, by: String(form.get("by") ?? "").trim() });
  };
  return (
    <>
      <PageTitle title="Audit" lead="How much of a pipeline, a lead list or an audience is of a kind that fits" />
      <form onSubmit={submit} className="max-w-prose">
        <Field
          label="A list"
          help="Leads, an outreach log, an audience: CSV, Excel, JSON or Parquet, up to 200 MB. It is not kept. Without one: the open deals."
          name="file"
          type="file"
          accept={FILES}
        />
        <Field
          label="Split by a column"
          help="An owner, a source, a campaign."
          name="by"
          maxLength={200}
          autoComplete="off"
        />
        <FaultLine fault={fault} />
        <Button type="submit" look="main" busy={busy}>
          {busy ? "Looking" : "Audit"}
        </Button>
      </form>
      {result === null ? null : <Told result={result} />}
    </>
  );
}

function Told({ result }: { readonly result: Audited }) {
  const { kind, audited, read, rejected, left_out, all, by, notes, warnings } = result;
  const low = all.levels.find(({ level }) => level === "low");
  const what = kind === "pipeline" ? ["open deal", "open deals"] : ["row", "rows"];
  return (
    <section aria-label="What came of it" className="mt-8 border-t-2 border-ink pt-4">
      <p className="text-xl tracking-tight text-pretty" aria-live="polite">
        {low === undefined || low.rows.value === null
          ? `${countText(audited, what[0] ?? "", what[1])} held against the profile.`
          : `${low.rows.n.toLocaleString()} of ${countText(audited, what[0] ?? "", what[1])} are of a kind that scores low.`}
      </p>
      <p className="mt-1 text-soft">
        {countText(read, "row")} read
        {[...left_out, ...(rejected === 0 ? [] : [{ reason: "could not be read", rows: rejected }])]
          .map(({ reason, rows }) => `, ${rows.toLocaleString()} ${reason}`)
          .join("")}
        .
      </p>
      <div className="mt-6">
        <Levels title="By level" group={all} />
      </div>
      {by.flatMap(({ column, groups }) =>
        groups.map((group) => (
          <Section
            key={`${column} ${group.name}`}
            id={`by ${column} ${group.name}`.replace(/\W+/g, "-")}
            title={group.name ?? "empty"}
            lead={`${column}, ${countText(group.rows, what[0] ?? "", what[1])}`}
          >
            <Levels title={`${column}: ${group.name ?? "empty"}`} group={group} />
          </Section>
        )),
      )}
      <Notes notes={[...warnings, ...notes]} />
    </section>
  );
}

function Levels({ title, group }: { readonly title: string; readonly group: Group }) {
  const priced = group.levels.some(({ money }) => money.length > 0);
  const decided = group.levels.some(({ won }) => won.of > 0);
  return (
    <SimpleTable
      title={title}
      columns={[
        { head: "level" },
        { head: "share of rows" },
        ...(priced ? [{ head: "money", number: true }] : []),
        ...(decided ? [{ head: "won of those decided", wide: true }] : []),
      ]}
      rows={group.levels.map(({ level, rows, money, won }) => ({
        key: level,
        cells: [
          level === "none" ? <strong key="level">no score</strong> : <LevelBadge key="level" level={levelOf(level)} />,
          <ShareFigure key="rows" share={rows} />,
          ...(priced ? [money.map(({ currency, amount }) => moneyText(amount, currency)).join(", ") || "–"] : []),
          ...(decided ? [<ShareFigure key="won" share={won} />] : []),
        ],
      }))}
    />
  );
}

/** Fewer than these say no share. */
const ENOUGH = 10;

function ShareFigure({ share: { n, of, value, interval } }: { readonly share: Share }) {
  const counts = `${n.toLocaleString()} of ${of.toLocaleString()}`;
  if (value === null || interval === null || of < ENOUGH) return <span className="text-soft">{counts}</span>;
  return (
    <>
      <Figure value={percent(value)} range={`${percent(interval[0])}–${percent(interval[1])}`} />{" "}
      <span className="text-soft">{counts}</span>
    </>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
