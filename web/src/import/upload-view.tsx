import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api/ask.ts";
import { faultOf, orThrow } from "../api/fault-error.ts";
import type { Job } from "../api/types.ts";
import { useSend } from "../app/use-send.ts";
import { countText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { ErrorState, FaultLine } from "../components/error-state.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { useToast } from "../components/toast.tsx";
import { FileCard } from "./file-card.tsx";
import { type ImportResult, type LookedUpload, NOTHING_SAID, type Said, toldFile } from "./types.ts";

interface UploadViewProps {
  readonly id: string;
  /** Called when it ended; `left` where files of it wait still. */
  readonly onDone: (result: ImportResult, left: boolean) => void;
  /** Called when the upload is no more. */
  readonly onGone: () => void;
}

/** A file that takes longer to look at is asked for again, in ms. */
const AGAIN = 1_500;

/** Files of an upload as they would be read, what a person says of them, and the import. */
export function UploadView({ id, onDone, onGone }: UploadViewProps) {
  const toast = useToast();
  const { busy, fault, send } = useSend<Job>();
  const [said, setSaid] = useState<Readonly<Record<string, Said>>>({});
  const [left, setLeft] = useState<readonly string[]>([]);
  const [job, setJob] = useState<string | null>(null);
  const path = `/api/imports/${encodeURIComponent(id)}`;
  // Of what is said only the kind and the names of columns change how a file is read.
  const looked = Object.entries(said).map(([name, one]) => toldFile(name, { ...one, ignore: [], outcome: null }));
  const { data, error, refetch } = useQuery({
    queryKey: [path, looked],
    queryFn: async ({ signal }) =>
      orThrow(
        looked.length === 0
          ? await ask<LookedUpload>("GET", path, { signal })
          : await ask<LookedUpload>("POST", `${path}/look`, { body: { files: looked }, signal }),
      ),
    enabled: job === null,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.files.some((file) => file.state === "reading") ? AGAIN : false),
  });
  if (error !== null) {
    const { status, ...rest } = faultOf(error);
    return (
      <div className="mt-6">
        <ErrorState
          title={status === 404 ? "This upload is no more" : "The files could not be looked at"}
          fault={{ status, ...rest }}
          onRetry={() => void refetch()}
        />
        <Button className="mt-3" onClick={onGone}>
          Begin anew
        </Button>
      </div>
    );
  }
  if (data === undefined)
    return (
      <div className="mt-6">
        <Skeleton lines={6} />
      </div>
    );
  const wanted = data.files.filter(({ name, state }) => state === "read" && !left.includes(name));
  const asked = wanted.filter(({ name, role }) => role === null && (said[name]?.as ?? null) === null);
  const reading = data.files.some(({ state }) => state === "reading");
  const run = async (): Promise<void> => {
    const files = wanted.map(({ name }) => toldFile(name, said[name] ?? NOTHING_SAID));
    const answer = await send("POST", `${path}/run`, { files });
    if (answer.ok) setJob(answer.value.id);
  };
  const drop = async (): Promise<void> => {
    const answer = await ask("DELETE", path);
    toast({ text: answer.ok ? "The files are gone; nothing of them was imported." : answer.fault.message });
    if (answer.ok) onGone();
  };
  if (job !== null)
    return (
      <div className="mt-6">
        <JobProgress
          id={job}
          title={`Importing ${countText(wanted.length, "file")}`}
          onDone={({ result }) => {
            const done = result as ImportResult;
            const waits = data.files.length > done.imports.length;
            if (waits) setJob(null);
            onDone(done, waits);
          }}
          onDismiss={() => setJob(null)}
        />
      </div>
    );
  return (
    <div className="mt-6">
      {data.files.map((file) => (
        <FileCard
          key={file.name}
          file={file}
          said={said[file.name] ?? NOTHING_SAID}
          onSay={(one) => setSaid({ ...said, [file.name]: one })}
          left={left.includes(file.name)}
          onLeaveOut={() =>
            setLeft(left.includes(file.name) ? left.filter((one) => one !== file.name) : [...left, file.name])
          }
        />
      ))}
      <div className="sticky bottom-0 z-20 flex flex-wrap items-center gap-2 border-t border-line bg-paper py-3 max-md:bottom-14">
        <FaultLine fault={fault} />
        <Button
          look="main"
          busy={busy}
          disabled={wanted.length === 0 || asked.length > 0 || reading}
          onClick={() => void run()}
        >
          Import {wanted.length === 1 ? wanted[0]?.name : countText(wanted.length, "file")}
        </Button>
        <Button onClick={() => void drop()}>Take the files away</Button>
        {asked.length === 0 ? null : (
          <p className="text-soft" role="status">
            Say first what {asked.map(({ name }) => name).join(", ")} {asked.length === 1 ? "holds" : "hold"}.
          </p>
        )}
      </div>
    </div>
  );
}
