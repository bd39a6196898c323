import { useQueryClient } from "@tanstack/react-query";
import { ask } from "../api/ask.ts";
import { jobsQuery } from "../api/queries.ts";
import type { Job } from "../api/types.ts";
import { useMay } from "../app/session.ts";
import { Button, type ButtonLook } from "../components/button.tsx";
import { useToast } from "../components/toast.tsx";
import { JOB_NAMES, type JobName } from "./types.ts";

/** Runs a job of the loop now; it stands above the page while it goes. */
export function RunNow({ job, look = "plain", children }: RunNowProps) {
  const may = useMay("editor");
  const client = useQueryClient();
  const toast = useToast();
  if (!may) return null;
  const run = async (): Promise<void> => {
    const answer = await ask<Job>("POST", `/api/jobs/run/${job}`);
    if (!answer.ok) return toast({ text: answer.fault.message });
    await client.invalidateQueries({ queryKey: jobsQuery.queryKey.slice(0, 1) });
    toast({ text: "It has begun: see above how far it is." });
  };
  return (
    <Button look={look} aria-label={`${children}: ${JOB_NAMES[job]}`} onClick={() => void run()}>
      {children}
    </Button>
  );
}

interface RunNowProps {
  readonly job: JobName;
  readonly look?: ButtonLook;
  readonly children: string;
}
