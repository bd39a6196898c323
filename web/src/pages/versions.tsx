import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { faultOf } from "../api/fault-error.ts";
import { diffQuery, sessionQuery, versionsQuery } from "../api/queries.ts";
import type { Job, Version } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { Button } from "../components/button.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { useToast } from "../components/toast.tsx";
import { Report } from "../page/report.tsx";
import { builtWords } from "../versions/built-words.ts";
import { Decide } from "../versions/decide.tsx";
import type { Begun, Doing } from "../versions/doing.ts";
import { VersionList } from "../versions/list.tsx";

/** Every version, what each would change, and how one comes into force. */
export function VersionsPage() {
  const line = useLine();
  const client = useQueryClient();
  const toast = useToast();
  const may = useMay("editor");
  const { data, error, refetch } = useQuery(versionsQuery(line));
  const [doing, setDoing] = useState<Doing | null>(null);
  const [begun, setBegun] = useState<Begun | null>(null);
  const [held, setHeld] = useState<Version | null>(null);
  if (error !== null)
    return (
      <>
        <PageTitle title="Versions" />
        <ErrorState title="The versions could not be read" fault={faultOf(error)} onRetry={() => void refetch()} />
      </>
    );
  if (data === undefined)
    return (
      <>
        <PageTitle title="Versions" lead={"\u00a0"} />
        <Skeleton lines={8} title={false} />
      </>
    );
  const { items } = data;
  if (items.length === 0 && begun === null && !may) return <NoProfile title="Versions" />;
  const inForce = items.find(({ state }) => state === "approved") ?? null;
  const ended = ({ done }: Begun, job: Job): void => {
    setBegun(null);
    setHeld(null);
    toast({ text: builtWords(job) ?? done });
    void client.invalidateQueries();
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  return (
    <>
      <PageTitle title="Versions" lead="A version is a draft until somebody approves it. Nothing is ever overwritten.">
        {may ? (
          <Button onClick={() => setDoing({ what: "build" })} disabled={begun !== null}>
            Build a new draft
          </Button>
        ) : null}
      </PageTitle>
      {begun === null ? null : (
        <div className="mb-6">
          <JobProgress
            key={begun.id}
            id={begun.id}
            title={begun.title}
            onDone={(job) => ended(begun, job)}
            onDismiss={() => setBegun(null)}
          />
        </div>
      )}
      {items.length === 0 ? (
        <p className="text-soft">There is none yet. A draft is built from the deals that the workspace keeps.</p>
      ) : (
        <VersionList
          items={items}
          inForce={inForce}
          may={may && begun === null}
          held={held}
          onHold={setHeld}
          onDo={setDoing}
        />
      )}
      {held === null || inForce === null ? null : (
        <Diff line={line} before={inForce} after={held} onClose={() => setHeld(null)} />
      )}
      {doing === null ? null : (
        <Decide
          doing={doing}
          inForce={inForce}
          line={line}
          onClose={() => setDoing(null)}
          onBegun={(one) => {
            setDoing(null);
            setBegun(one);
          }}
        />
      )}
    </>
  );
}

function Diff({ line, before, after, onClose }: DiffProps) {
  const { data, error, refetch } = useQuery(diffQuery(line, before.number, after.number));
  return (
    <section aria-labelledby="different" className="mt-8 border-t-2 border-ink pt-3">
      <header className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="different" className="text-lg">
          From version {before.number}, in force, to version {after.number}
        </h2>
        <Button look="quiet" onClick={onClose}>
          Close
        </Button>
      </header>
      {error === null ? null : (
        <ErrorState title="They could not be compared" fault={faultOf(error)} onRetry={() => void refetch()} />
      )}
      {data === undefined && error === null ? <Skeleton /> : null}
      {data === undefined ? null : <Report report={{ ...data.report, footer: [] }} />}
    </section>
  );
}

interface DiffProps {
  readonly line: string;
  readonly before: Version;
  readonly after: Version;
  readonly onClose: () => void;
}
