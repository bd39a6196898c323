import type { FormEvent } from "react";
import { SimpleTable } from "../accounts/simple-table.tsx";
import { useInForce } from "../app/in-force.ts";
import { useLine } from "../app/line.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { countText } from "../app/words.ts";
import { Notes } from "../batches/notes.tsx";
import { FILES, useBatch } from "../batches/use-batch.ts";
import { Button, buttonClass } from "../components/button.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Field, Tick } from "../components/field.tsx";

/** What came of a filtered batch. */
interface Filtered {
  readonly keep: string;
  readonly drop: string;
  readonly summary: {
    readonly read: number;
    readonly kept: number;
    readonly dropped: number;
    readonly rejected: number;
    readonly copied: number;
    readonly below: number | null;
    readonly reasons: readonly { readonly code: string; readonly label: string; readonly rows: number }[];
    readonly wins_at_risk: { readonly value: number; readonly low: number | null; readonly high: number | null } | null;
    readonly notes: readonly string[];
    readonly warnings: readonly string[];
  };
}

/** A list for outbound, minus those not to touch. */
export function FilterPage() {
  const line = useLine();
  const inForce = useInForce();
  const { busy, fault, result, send } = useBatch<Filtered>("/api/filter");
  if (!inForce) return <NoProfile title="Filter a batch" />;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const file = form.get("file");
    if (!(file instanceof File) || file.size === 0) return;
    const below = String(form.get("below") ?? "");
    void send(file, { line, below: below === "" ? null : below, readmit_churned: form.get("churned") !== null });
  };
  return (
    <>
      <PageTitle
        title="Filter a batch"
        lead="A list for outbound, minus customers, open deals, who wants no mail, and who does not fit"
      />
      <form onSubmit={submit} className="max-w-prose">
        <Field
          label="The list"
          help="A row for each company or person: CSV, Excel, JSON or Parquet, up to 200 MB. It is not kept."
          name="file"
          type="file"
          accept={FILES}
          required
        />
        <Field
          label="Drop a fit below"
          help="Empty: below medium."
          name="below"
          type="number"
          min={0}
          max={100}
          placeholder="as the profile says"
        />
        <Tick label="Keep customers who left" name="churned" />
        <div className="mt-4">
          <FaultLine fault={fault} />
          <Button type="submit" look="main" busy={busy}>
            {busy ? "Filtering" : "Filter"}
          </Button>
        </div>
      </form>
      {result === null ? null : <Told result={result} />}
    </>
  );
}

function Told({ result: { keep, drop, summary } }: { readonly result: Filtered }) {
  const { read, kept, dropped, rejected, copied, reasons, wins_at_risk: risk, notes, warnings } = summary;
  const aside = [
    rejected === 0 ? "" : `${rejected.toLocaleString()} could not be read`,
    copied === 0 ? "" : `${copied.toLocaleString()} repeat others`,
  ].filter((one) => one !== "");
  return (
    <section aria-label="What came of it" className="mt-8 border-t-2 border-ink pt-4">
      <p className="text-xl tracking-tight text-pretty" aria-live="polite">
        {countText(kept, "row")} of {read.toLocaleString()} kept, {dropped.toLocaleString()} dropped
        {aside.length === 0 ? "" : `; ${aside.join(", ")}`}.
      </p>
      {risk === null ? null : (
        <p className="mt-1 text-soft">
          Among those dropped for their fit, about {round(risk.value)} would have been won
          {risk.low === null || risk.high === null ? "" : ` (${round(risk.low)}–${round(risk.high)})`}.
        </p>
      )}
      <p className="mt-4 flex flex-wrap gap-2">
        <a className={buttonClass("main")} href={keep} download>
          Download those kept
        </a>
        <a className={buttonClass()} href={drop} download>
          Those dropped, with reasons
        </a>
      </p>
      {reasons.length === 0 ? null : (
        <div className="mt-6 max-w-prose">
          <SimpleTable
            title="Why rows were dropped"
            columns={[{ head: "dropped because" }, { head: "rows", number: true }]}
            rows={reasons.map(({ code, label, rows }) => ({ key: code, cells: [label, rows.toLocaleString()] }))}
          />
        </div>
      )}
      <Notes notes={[...warnings, ...notes]} />
    </section>
  );
}

function round(wins: number): string {
  return wins.toLocaleString(undefined, { maximumFractionDigits: wins < 10 ? 1 : 0 });
}
