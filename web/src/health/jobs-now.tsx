import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useStream } from "../api/jobs.ts";
import { jobsQuery } from "../api/queries.ts";
import { capital } from "../app/words.ts";
import { JobProgress } from "../components/job-progress.tsx";

/** What the server is doing now; nothing stands here while it rests. What fails stays until somebody has read why. */
export function JobsNow() {
  const client = useQueryClient();
  const { data } = useQuery({ ...jobsQuery, staleTime: 0 });
  const seen = useRef(new Set<string>());
  const [failed, setFailed] = useState<readonly string[]>([]);
  useStream(({ id, state }) => {
    if (state === "queued" || state === "running") {
      if (seen.current.has(id)) return;
      seen.current.add(id);
    } else if (seen.current.delete(id)) {
      if (state !== "done") setFailed((before) => [...before, id]);
    } else return;
    void client.invalidateQueries(state === "done" ? {} : { queryKey: jobsQuery.queryKey.slice(0, 1) });
  });
  const shown = (data?.items ?? []).filter(
    ({ id, state }) => state === "running" || state === "queued" || failed.includes(id),
  );
  return shown.map(({ id, kind, by }) => (
    <div key={id} className="mb-6">
      <JobProgress
        id={id}
        title={`${jobTitle(kind)}, asked for by ${by}`}
        onDismiss={() => setFailed((before) => before.filter((one) => one !== id))}
      />
    </div>
  ));
}

/** `drift-job` as `Drift`. */
export function jobTitle(kind: string): string {
  return capital(kind.replace(/-job$/, "").replaceAll("-", " "));
}
