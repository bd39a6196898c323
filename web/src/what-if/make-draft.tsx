import { useState } from "react";
import { isTyped } from "../../../src/icp/edit.ts";
import type { CardChange } from "../../../src/icp/edited.ts";
import type { Job } from "../api/types.ts";
import { useDraftMade } from "../app/draft-made.ts";
import { useLine } from "../app/line.ts";
import { useSend } from "../app/use-send.ts";
import { WhyField, whyOf } from "../app/why-field.tsx";
import { capital } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { asRequest, type Carded, type Trial } from "./card-edits.ts";
import { MadeDraft } from "./made-draft.tsx";

interface MakeDraftProps {
  readonly number: number;
  readonly document: Carded;
  readonly trial: Trial;
}

/** Number of the draft that a job made. */
export function draftOf({ result }: Job): number | null {
  const made = result as { readonly draft?: { readonly number?: number } } | null;
  return made?.draft?.number ?? null;
}

/** Makes a draft of what is tried, with its reason, and shows what it does. */
export function MakeDraft({ number, document, trial }: MakeDraftProps) {
  const line = useLine();
  const draftMade = useDraftMade();
  const [open, setOpen] = useState(false);
  const [why, setWhy] = useState("");
  const [job, setJob] = useState<string | null>(null);
  const [made, setMade] = useState<number | null>(null);
  const { busy, fault, send, reset } = useSend<Job>();
  const close = (): void => {
    setOpen(false);
    reset();
  };
  const make = async (): Promise<void> => {
    const body = {
      version: String(number),
      why: whyOf(why),
      ...asRequest(document, trial.edits),
    };
    const answer = await send("POST", "/api/icp/edit", body, { line });
    if (answer.ok) setJob(answer.value.id);
  };
  const ended = (one: Job): void => {
    setJob(null);
    setOpen(false);
    setMade(draftOf(one));
    draftMade();
  };
  return (
    <>
      <Button look="main" disabled={trial.edited === null} onClick={() => setOpen(true)}>
        Make a draft
      </Button>
      <Dialog
        open={open}
        onClose={close}
        title="Make a draft of this card"
        lead="It is held against the deals of the workspace, and against newer ones that it has not seen. Nothing is scored by it until it is approved."
      >
        {job === null ? (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void make();
            }}
          >
            <ul className="mb-4 list-disc pl-5">
              {(trial.edited?.changes ?? []).filter(isTyped).map((change) => (
                <li key={changeText(change)}>{changeText(change)}</li>
              ))}
            </ul>
            <WhyField
              help="In a sentence, for those who ask in a year. It stays with the version."
              value={why}
              onChange={setWhy}
            />
            <FaultLine fault={fault} />
            <DialogButtons>
              <Button type="submit" look="main" busy={busy}>
                Make the draft
              </Button>
              <Button onClick={close}>Go on trying</Button>
            </DialogButtons>
          </form>
        ) : (
          <JobProgress id={job} title="Making the draft" onDone={ended} onDismiss={() => setJob(null)} />
        )}
      </Dialog>
      {made === null ? null : <MadeDraft number={made} block="edited" onClose={() => setMade(null)} />}
    </>
  );
}

function changeText(change: CardChange): string {
  if (change.kind === "levels")
    return `Levels: high from ${change.after.high}, medium from ${change.after.medium} (were ${change.before.high} and ${change.before.medium})`;
  const { label, before, after } = change;
  return capital(
    change.kind === "points"
      ? `${label}, ${change.band}: ${before} → ${after} points`
      : `${label}: ${before} → ${after}`,
  );
}
