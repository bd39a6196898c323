import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { faultOf } from "../api/fault-error.ts";
import { queryOf } from "../api/queries.ts";
import type { PageOf } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { useMay } from "../app/session.ts";
import { Term } from "../app/term.tsx";
import { dayText } from "../app/words.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { Report } from "../page/report.tsx";
import { RunNow } from "./run-now.tsx";
import { askedText, type Look, type Run } from "./types.ts";

/** The newest look whether the world has moved: alarms, how full the data are, kinds that emerge. */
export function Drift() {
  const line = useLine();
  const may = useMay("editor");
  const runs = useQuery(queryOf<PageOf<Run>>("/api/runs", { kind: "drift", state: "done", all: true, limit: 400 }));
  const looked = runs.data?.items.some(({ summary }) => summary?.icp === line);
  const { data, error, refetch } = useQuery({
    ...queryOf<Look>("/api/icp/drift", { line }),
    enabled: looked === true,
  });
  const broken = error ?? runs.error;
  if (broken !== null)
    return (
      <ErrorState
        title="The last look could not be read"
        fault={faultOf(broken)}
        onRetry={() => void (error === null ? runs.refetch() : refetch())}
      />
    );
  if (looked === false)
    return (
      <EmptyState
        title="Nobody has looked yet."
        text={
          may
            ? "A look holds what is newer against the version in force: whether it still separates won from lost, whether deals come from other kinds of companies, whether columns fill up or run dry, and which kinds emerge."
            : "A look comes every month, as the schedule says; an editor can also start one."
        }
      >
        <RunNow job="drift" look="main">
          Look now
        </RunNow>
      </EmptyState>
    );
  if (data === undefined) return <Skeleton lines={8} title={false} />;
  const { at, by, report, figures, summary } = data;
  const alarms = Array.isArray(summary.alarms) ? summary.alarms.map(String) : [];
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="text-soft">
          Looked at on {dayText(at, true)}
          {askedText(by)}
          {typeof summary.number === "number" ? `, against version ${summary.number}` : ""}
          {report === null ? null : (
            <>
              {" · "}
              <Link to="/reports/$name" params={{ name: report }} className="text-accent underline underline-offset-4">
                as a report
              </Link>
            </>
          )}
        </p>
        <RunNow job="drift">Look again</RunNow>
      </div>
      {alarms.length === 0 ? null : (
        <p className="mb-4 max-w-prose border-l-2 border-harm pl-3" role="status">
          <strong>
            <Term word="drift">The world has moved</Term>: {alarms.join(", ")}.
          </strong>{" "}
          It was seen in two looks in a row. A candidate that has learned from it is held against the version in force
          in the review.
        </p>
      )}
      {figures?.page === undefined ? (
        <p className="text-soft">Its figures are gone, or were written by an older version. Look again.</p>
      ) : (
        <Report report={figures.page} />
      )}
    </>
  );
}
