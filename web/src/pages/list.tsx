import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { ask } from "../api/ask.ts";
import { faultOf } from "../api/fault-error.ts";
import { queryOf } from "../api/queries.ts";
import type { Job } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { countText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { Tabs } from "../components/tabs.tsx";
import { useToast } from "../components/toast.tsx";
import { Compare } from "../lists/compare.tsx";
import { EntriesTable } from "../lists/entries.tsx";
import { ExportMenu } from "../lists/export-menu.tsx";
import { MakeList } from "../lists/make-list.tsx";
import { Moves } from "../lists/moves.tsx";
import { Owners } from "../lists/owners.tsx";
import type { Entries, List } from "../lists/types.ts";
import { madeText, specTexts } from "../lists/words.ts";

/** A list: whom it holds, who came and went, and how it is made. */
export function ListPage() {
  const { name } = useParams({ from: "/shell/lists/$name" });
  const { part = "accounts" } = useSearch({ from: "/shell/lists/$name" });
  const navigate = useNavigate();
  const line = useLine();
  const path = `/api/lists/${encodeURIComponent(name)}`;
  const { data, error, refetch } = useQuery(queryOf<Entries>(path, { line, limit: 1 }));
  if (error !== null) {
    const fault = faultOf(error);
    return (
      <>
        <PageTitle title={name} />
        <ErrorState title="The list could not be read" fault={fault} onRetry={() => void refetch()} />
        <p className="mt-4">
          <Link to="/lists" className="text-accent underline underline-offset-4">
            All lists
          </Link>
        </p>
      </>
    );
  }
  if (data === undefined)
    return (
      <>
        <PageTitle title={name} lead={"\u00a0"} />
        <Skeleton lines={8} title={false} />
      </>
    );
  const { list } = data;
  return (
    <>
      <PageTitle
        title={name}
        lead={
          <>
            <Link to="/lists" className="text-accent underline underline-offset-4">
              Target lists
            </Link>{" "}
            · {madeText(list)}
          </>
        }
      >
        <Doing list={list} />
      </PageTitle>
      <p className="-mt-3 mb-4 text-sm text-soft">{specTexts(list.spec).join(" · ")}</p>
      <Tabs
        label={name}
        value={part}
        onChange={(id) => void navigate({ to: "/lists/$name", params: { name }, search: { part: id }, replace: true })}
        tabs={[
          { id: "accounts", name: "Accounts", body: <EntriesTable list={list} /> },
          { id: "owners", name: "Owners", body: <Owners list={list} /> },
          { id: "moves", name: "Who came and went", body: <Moves list={list} /> },
          { id: "compare", name: "Against another list", body: <Compare list={list} /> },
        ]}
      />
    </>
  );
}

/** What can be done with a list. */
function Doing({ list }: { readonly list: List }) {
  const { name, frozen_at } = list;
  const may = useMay("editor");
  const line = useLine();
  const client = useQueryClient();
  const toast = useToast();
  const [changing, setChanging] = useState(false);
  const [job, setJob] = useState<string | null>(null);
  const path = `/api/lists/${encodeURIComponent(name)}`;
  const frozen = frozen_at !== null;
  const again = async (): Promise<void> => {
    const answer = await ask<Job>("POST", path, { query: { line }, body: {} });
    if (answer.ok) setJob(answer.value.id);
    else toast({ text: answer.fault.message });
  };
  const freeze = async (verb: "freeze" | "thaw", undo: boolean): Promise<void> => {
    const answer = await ask<List>("POST", `${path}/${verb}`, { query: { line } });
    if (!answer.ok) return toast({ text: answer.fault.message });
    void client.invalidateQueries({ queryKey: [path] });
    void client.invalidateQueries({ queryKey: ["/api/lists"] });
    toast({
      text: verb === "freeze" ? `${name} is frozen: nobody enters and nobody leaves.` : `${name} moves again.`,
      ...(undo ? { undo: () => freeze(verb === "freeze" ? "thaw" : "freeze", false) } : {}),
    });
  };
  return (
    <>
      <ExportMenu list={list} />
      {may ? (
        <>
          <Button onClick={() => void again()} disabled={frozen || job !== null}>
            Make it again
          </Button>
          <Button onClick={() => setChanging(true)} disabled={frozen || job !== null}>
            How it is made
          </Button>
          <Button onClick={() => void freeze(frozen ? "thaw" : "freeze", true)}>{frozen ? "Thaw" : "Freeze"}</Button>
        </>
      ) : null}
      {job === null ? null : (
        <div className="w-full">
          <JobProgress
            id={job}
            title={`Making ${name} again`}
            onDone={({ result }) => {
              const { entered, left } = result as { entered: readonly unknown[]; left: readonly unknown[] };
              setJob(null);
              void client.invalidateQueries();
              toast({
                text:
                  entered.length + left.length === 0
                    ? "Nobody came and nobody went."
                    : `${countText(entered.length, "account")} came, ${left.length.toLocaleString()} went.`,
              });
            }}
            onDismiss={() => setJob(null)}
          />
        </div>
      )}
      {changing ? <MakeList list={list} onClose={() => setChanging(false)} /> : null}
    </>
  );
}
