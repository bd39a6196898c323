import { useState } from "react";
import type { NotSellFigure, NotSellRule } from "../../../src/icp/page/not-sell.ts";
import type { Job } from "../api/types.ts";
import { useDraftMade } from "../app/draft-made.ts";
import { useLine } from "../app/line.ts";
import { useSend } from "../app/use-send.ts";
import { WhyField, whyOf } from "../app/why-field.tsx";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Figure } from "../components/figure.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { MadeDraft } from "../what-if/made-draft.tsx";
import { draftOf } from "../what-if/make-draft.tsx";

type Status = "confirmed" | "rejected";

/** Confirms a rule of who not to sell to, or rejects it: a draft, with what that saves and costs. */
export function DecideRule({ rule, version }: { readonly rule: NotSellRule; readonly version: number }) {
  const [status, setStatus] = useState<Status | null>(null);
  const [made, setMade] = useState<number | null>(null);
  return (
    <span className="inline-flex gap-1">
      {rule.status === "suggested" || rule.status === "rejected" ? (
        <Button onClick={() => setStatus("confirmed")} aria-label={`Confirm: ${rule.who}`}>
          Confirm
        </Button>
      ) : null}
      {rule.status === "rejected" ? null : (
        <Button look="quiet" onClick={() => setStatus("rejected")} aria-label={`Reject: ${rule.who}`}>
          Reject
        </Button>
      )}
      {status === null ? null : (
        <Decide
          rule={rule}
          version={version}
          status={status}
          onClose={() => setStatus(null)}
          onMade={(number) => {
            setStatus(null);
            setMade(number);
          }}
        />
      )}
      {made === null ? null : <MadeDraft number={made} block="decisions" onClose={() => setMade(null)} />}
    </span>
  );
}

interface DecideProps {
  readonly rule: NotSellRule;
  readonly version: number;
  readonly status: Status;
  readonly onClose: () => void;
  readonly onMade: (number: number | null) => void;
}

function Decide({ rule, version, status, onClose, onMade }: DecideProps) {
  const line = useLine();
  const draftMade = useDraftMade();
  const [why, setWhy] = useState("");
  const [job, setJob] = useState<string | null>(null);
  const { busy, fault, send } = useSend<Job>();
  const submit = async (): Promise<void> => {
    const body = { version: String(version), status, why: whyOf(why) };
    const answer = await send("POST", `/api/icp/disqualifiers/${encodeURIComponent(rule.number)}`, body, { line });
    if (answer.ok) setJob(answer.value.id);
  };
  const ended = (one: Job): void => {
    draftMade();
    onMade(draftOf(one));
  };
  const confirms = status === "confirmed";
  return (
    <Dialog
      open
      onClose={onClose}
      title={confirms ? "Do not sell to them" : "Go on selling to them"}
      lead={`${rule.who}. ${confirms ? "In a draft: they are filtered out, whatever they score, once it is approved." : "In a draft: the rule filters nothing, and later builds leave it rejected."}`}
    >
      <dl className="mb-4 grid grid-cols-3 gap-x-4">
        <Told name="won" figure={rule.won} />
        <Told name={confirms ? "saves" : "would save"} figure={rule.saves} />
        <Told name={confirms ? "costs" : "would cost"} figure={rule.costs} />
      </dl>
      {job === null ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <WhyField help="In a sentence. It stays with the version." value={why} onChange={setWhy} />
          <FaultLine fault={fault} />
          <DialogButtons>
            <Button type="submit" look="main" busy={busy}>
              {confirms ? "Confirm the rule" : "Reject the rule"}
            </Button>
            <Button onClick={onClose}>Leave it as it is</Button>
          </DialogButtons>
        </form>
      ) : (
        <JobProgress id={job} title="Making the draft" onDone={ended} onDismiss={onClose} />
      )}
    </Dialog>
  );
}

function Told({ name, figure }: { readonly name: string; readonly figure: NotSellFigure | null }) {
  return (
    <div>
      <dt className="text-sm text-soft">{name}</dt>
      <dd>
        {figure === null ? (
          <span className="text-soft">not counted</span>
        ) : (
          <Figure value={figure.value} range={figure.range} />
        )}
      </dd>
    </div>
  );
}
