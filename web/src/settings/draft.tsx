import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useState } from "react";
import { sessionQuery } from "../api/queries.ts";
import type { Job } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { useSend } from "../app/use-send.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { LongField } from "../components/field.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { draftOf } from "../what-if/make-draft.tsx";

interface DraftDialogProps {
  readonly title: string;
  readonly lead: string;
  readonly path: string;
  readonly body: object;
  /** What is changed, a line each. */
  readonly changes: readonly string[];
  /** What the job says it does. */
  readonly effect: (result: unknown) => ReactNode;
  readonly onClose: () => void;
}

/** A job that runs is stopped by its own button: whoever left it would never read what it did. */
const stay = (): void => undefined;

/** Makes a draft of what was set, with its reason, and tells what it does. */
export function DraftDialog({ title, lead, path, body, changes, effect, onClose }: DraftDialogProps) {
  const line = useLine();
  const client = useQueryClient();
  const [why, setWhy] = useState("");
  const [job, setJob] = useState<string | null>(null);
  const [made, setMade] = useState<Job | null>(null);
  const { busy, fault, send } = useSend<Job>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await send("POST", path, { ...body, why: why.trim() === "" ? null : why.trim() }, { line });
    if (answer.ok) setJob(answer.value.id);
  };
  const ended = (one: Job): void => {
    setMade(one);
    void client.invalidateQueries({ queryKey: ["/api/icp/versions"] });
    void client.invalidateQueries({ queryKey: ["/api/overview"] });
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  if (made !== null)
    return (
      <Dialog open onClose={onClose} title={`Version ${draftOf(made) ?? ""} is a draft`}>
        <p className="mb-2">Nothing is scored by it until it is approved.</p>
        {effect(made.result)}
        <DialogButtons>
          <Link to="/versions" className="self-center text-accent underline underline-offset-4">
            Versions
          </Link>
          <Button look="main" onClick={onClose}>
            Done
          </Button>
        </DialogButtons>
      </Dialog>
    );
  return (
    <Dialog open onClose={job === null ? onClose : stay} title={title} lead={lead}>
      {job === null ? (
        <form onSubmit={(event) => void submit(event)}>
          <ul className="mb-4 list-disc pl-5">
            {changes.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
          <LongField
            label="Why"
            help="In a sentence, for those who ask in a year. It stays with the version."
            maxLength={2000}
            value={why}
            onChange={({ target }) => setWhy(target.value)}
          />
          <FaultLine fault={fault} />
          <DialogButtons>
            <Button type="submit" look="main" busy={busy}>
              Make the draft
            </Button>
            <Button onClick={onClose}>Cancel</Button>
          </DialogButtons>
        </form>
      ) : (
        <JobProgress id={job} title="Making the draft" onDone={ended} onDismiss={() => setJob(null)} />
      )}
    </Dialog>
  );
}
