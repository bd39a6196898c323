import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { ask } from "../api/ask.ts";
import { usePages } from "../api/pages.ts";
import { hasPlace } from "../app/navigation.ts";
import { PageTitle } from "../app/page-title.tsx";
import { useMay, useSession } from "../app/session.ts";
import { capital, countText, dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { Tick } from "../components/field.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { Tabs } from "../components/tabs.tsx";
import { useToast } from "../components/toast.tsx";

export interface Task {
  readonly id: number;
  readonly kind: string;
  readonly title: string;
  /** `source:key` */
  readonly account: string | null;
  readonly owner: string | null;
  readonly state: "open" | "done" | "dismissed";
  readonly due: string | null;
  readonly created_at: string;
  readonly created_by: string;
  readonly closed_at: string | null;
  readonly closed_by: string | null;
  readonly details: Readonly<Record<string, unknown>> | null;
}

/** What is to be done: one's own, and everybody's. */
export function TasksPage() {
  const { user } = useSession();
  const { part = "mine" } = useSearch({ from: "/shell/tasks" });
  const navigate = useNavigate();
  return (
    <>
      <PageTitle title="Tasks" lead="What OpenICP asks people to do, the nearest day first." />
      <Tabs
        label="Tasks"
        value={part === "all" ? "all" : "mine"}
        onChange={(id) => void navigate({ to: "/tasks", search: { part: id }, replace: true })}
        tabs={[
          { id: "mine", name: "Mine", body: <Tasks owner={user.name} /> },
          { id: "all", name: "Everybody's", body: <Tasks owner={null} /> },
        ]}
      />
    </>
  );
}

function Tasks({ owner }: { readonly owner: string | null }) {
  const [closed, setClosed] = useState(false);
  const { rows, total, first, more, loading, fault, retry } = usePages<Task>("/api/tasks", {
    owner,
    state: closed ? "all" : "open",
  });
  if (fault !== null) return <ErrorState title="The tasks could not be read" fault={fault} onRetry={retry} />;
  return (
    <>
      <div className="-mt-2 mb-2 flex flex-wrap items-center justify-between gap-x-6">
        <p className="text-soft">{first === null ? "\u00a0" : countText(total, "task")}</p>
        <Tick label="Closed ones too" checked={closed} onChange={({ target }) => setClosed(target.checked)} />
      </div>
      {first === null ? (
        <Skeleton lines={5} title={false} />
      ) : rows.length === 0 ? (
        <EmptyState
          title={owner === null ? "Nothing is to be done." : "Nothing is yours to do."}
          text="Tasks come when the world has moved away from the profile, when a new version waits for a decision, and when the yearly review is due."
        />
      ) : (
        <ul className="border-t border-line">
          {rows.map((task) => (
            <Line key={task.id} task={task} />
          ))}
        </ul>
      )}
      {more === null ? null : (
        <Button className="mt-4" busy={loading} onClick={more}>
          Show more
        </Button>
      )}
    </>
  );
}

function Line({ task }: { readonly task: Task }) {
  const { user } = useSession();
  const may = useMay("editor");
  const client = useQueryClient();
  const toast = useToast();
  const { id, kind, title, account, owner, state, due, created_at, closed_at, closed_by, details } = task;
  const mine = owner === user.name;
  const change = async (body: Partial<Pick<Task, "state" | "owner">>, told: string, undo?: typeof body) => {
    const answer = await ask<Task>("PATCH", `/api/tasks/${id}`, { body });
    if (!answer.ok) return toast({ text: answer.fault.message });
    void client.invalidateQueries({ queryKey: ["/api/tasks"] });
    toast({ text: told, ...(undo === undefined ? {} : { undo: () => change(undo, "As it was before.") }) });
  };
  const late = state === "open" && due !== null && new Date(due) < new Date();
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b border-line py-3">
      <div className="min-w-0 flex-1 basis-64">
        <p className={`wrap-anywhere ${state === "open" ? "font-semibold" : "text-soft line-through"}`}>{title}</p>
        <p className="text-sm text-soft">
          {capital(kind)}
          {due === null ? "" : ` · due ${dayText(due)}`}
          {late ? <strong className="text-harm"> · late</strong> : null}
          {owner === null ? " · nobody's" : mine ? " · yours" : ` · ${owner}`}
          {closed_at === null ? ` · since ${dayText(created_at)}` : ` · ${state} ${dayText(closed_at)} by ${closed_by}`}
        </p>
        <p className="flex flex-wrap gap-x-4 text-sm empty:hidden">
          <Leads account={account} details={details} />
        </p>
      </div>
      {may || mine ? (
        <div className="flex gap-2">
          {may && state === "open" && !mine ? (
            <Button
              look="quiet"
              onClick={() => void change({ owner: user.name }, "It is yours now.", { owner })}
              aria-label={`Take it: ${title}`}
            >
              Take it
            </Button>
          ) : null}
          {state === "open" ? (
            <Button
              onClick={() => void change({ state: "done" }, "Done.", { state: "open" })}
              aria-label={`Done: ${title}`}
            >
              Done
            </Button>
          ) : (
            <Button onClick={() => void change({ state: "open" }, "It is open again.")}>Open again</Button>
          )}
        </div>
      ) : null}
    </li>
  );
}

/** Where a task leads: the account, the report, the draft. */
function Leads({ account, details }: Pick<Task, "account" | "details">): ReactNode {
  const at = account?.indexOf(":") ?? -1;
  const report = typeof details?.report === "string" ? details.report.split("/").at(-1) : undefined;
  const link = "text-accent underline underline-offset-4";
  return (
    <>
      {account !== null && at > 0 && hasPlace("/accounts") ? (
        <Link
          to={
            `/accounts/${encodeURIComponent(account.slice(0, at))}/${encodeURIComponent(account.slice(at + 1))}` as "/"
          }
          className={link}
        >
          The account
        </Link>
      ) : null}
      {report === undefined ? null : (
        <Link to="/reports/$name" params={{ name: report }} className={link}>
          The report
        </Link>
      )}
      {typeof details?.version === "string" && report !== undefined ? (
        <Link to="/versions" className={link}>
          Approve it or not
        </Link>
      ) : null}
    </>
  );
}
