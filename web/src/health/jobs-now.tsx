import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useStream } from "../api/jobs.ts";
import { jobsQuery } from "../api/queries.ts";
import { capital } from "../app/words.ts";
import { JobProgress } from "../components/job-progress.tsx";

/** What the server is doing now; nothing stands here while it rests. */
export function JobsNow() {
  const client = useQueryClient();
  const { data } = useQuery({ ...jobsQuery, staleTime: 0 });
  // One that begins or ends elsewhere changes what stands here, and what the page tells.
  useStream(({ state }) => {
    if (state === "queued" || state === "done" || state === "failed")
      void client.invalidateQueries({ queryKey: jobsQuery.queryKey.slice(0, 1) });
  });
  const going = (data?.items ?? []).filter(({ state }) => state === "running" || state === "queued");
  return going.map(({ id, kind, by }) => (
    <div key={id} className="mb-6">
      <JobProgress
        id={id}
        title={`${jobTitle(kind)}, asked for by ${by}`}
        onDone={() => void client.invalidateQueries()}
      />
    </div>
  ));
}

/** `drift-job` as `Drift`. */
export function jobTitle(kind: string): string {
  return capital(kind.replace(/-job$/, "").replaceAll("-", " "));
}
