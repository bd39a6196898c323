import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ask } from "./ask.ts";
import { queryOf } from "./queries.ts";
import type { Job } from "./types.ts";

export interface Following {
  readonly job: Job | null;
  readonly stop: () => Promise<void>;
}

const GOING = new Set(["queued", "running"]);
/** Asked again so often, in ms, beside the stream: a proxy may hold a stream back. */
const AGAIN = 4_000;

function jobQuery(id: string) {
  return queryOf<Job>(`/api/jobs/${encodeURIComponent(id)}`);
}

/** Follows a job by the stream of the server, and by asking again where no stream comes. */
export function useJob(id: string): Following {
  const client = useQueryClient();
  const { data } = useQuery({
    ...jobQuery(id),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data === undefined || GOING.has(state.data.state) ? AGAIN : false),
  });
  useStream((job) => {
    if (job.id === id) client.setQueryData(jobQuery(id).queryKey, job);
  });
  return {
    job: data ?? null,
    stop: async () => {
      const answer = await ask<Job>("POST", `/api/jobs/${encodeURIComponent(id)}/stop`);
      if (answer.ok) client.setQueryData(jobQuery(id).queryKey, answer.value);
    },
  };
}

type Listener = (job: Job) => void;
const listeners = new Set<Listener>();
let source: EventSource | null = null;

/** One stream for the whole app, open as long as somebody listens. */
function listen(listener: Listener): () => void {
  listeners.add(listener);
  if (source === null) {
    source = new EventSource("/api/stream");
    source.addEventListener("job", ({ data }: MessageEvent<string>) => {
      const job = JSON.parse(data) as Job;
      for (const one of listeners) one(job);
    });
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    source?.close();
    source = null;
  };
}

/** Called with every change of a job while the component stands. */
export function useStream(listener: Listener): void {
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(() => listen((job) => latest.current(job)), []);
}
