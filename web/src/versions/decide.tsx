import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { signOffQuery } from "../api/decisions.ts";
import { queryOf } from "../api/queries.ts";
import type { Job, Version } from "../api/types.ts";
import { useSend } from "../app/use-send.ts";
import { WhyField, whyOf } from "../app/why-field.tsx";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Tick } from "../components/field.tsx";
import type { Begun, Doing } from "./doing.ts";

interface DecideProps {
  readonly doing: Doing;
  readonly inForce: Version | null;
  readonly line: string;
  readonly onClose: () => void;
  readonly onBegun: (begun: Begun) => void;
}

/** Says what will happen, and asks why: the answer stays with the version. */
export function Decide({ doing, inForce, line, onClose, onBegun }: DecideProps) {
  const [why, setWhy] = useState("");
  const [force, setForce] = useState(false);
  const [beliefs, setBeliefs] = useState(true);
  const { busy, fault, send } = useSend<Job>();
  const { title, lead, button, path, body, job, done } = stepsOf(doing, inForce);
  const submit = async (): Promise<void> => {
    const answer = await send(
      "POST",
      path,
      {
        ...body,
        why: whyOf(why),
        ...(force ? { force } : {}),
        ...(beliefs ? {} : { beliefs }),
      },
      { line },
    );
    if (answer.ok) onBegun({ id: answer.value.id, title: job, done });
  };
  return (
    <Dialog open onClose={onClose} title={title} lead={lead}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <WhyField
          help="In a sentence, for those who ask in a year. It stays with the version."
          value={why}
          onChange={setWhy}
        />
        {doing.what === "build" ? <Beliefs line={line} taken={beliefs} onTake={setBeliefs} /> : null}
        {doing.what === "approve" ? (
          <Tick
            label="Also if it does not tell won from lost"
            help="It is then marked as forced. Without this tick such a version is refused, with the reason."
            checked={force}
            onChange={({ target }) => setForce(target.checked)}
          />
        ) : null}
        {doing.what === "approve" && doing.version.asked > doing.version.answered ? (
          <Unanswered line={line} number={doing.version.number} />
        ) : null}
        <FaultLine fault={fault} />
        <DialogButtons>
          <Button type="submit" look="main" busy={busy}>
            {button}
          </Button>
          <Button onClick={onClose}>Leave it as it is</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

interface BeliefsProps {
  readonly line: string;
  readonly taken: boolean;
  readonly onTake: (taken: boolean) => void;
}

/** Where somebody declared what they believe, whether the build takes it along. */
function Beliefs({ line, taken, onTake }: BeliefsProps) {
  const { data } = useQuery(queryOf<{ readonly own: boolean }>("/api/icp/declared", { line }));
  return data?.own === true ? (
    <Tick
      label="With what you believe"
      help="Where there are deals, the page holds it against them."
      checked={taken}
      onChange={({ target }) => onTake(target.checked)}
    />
  ) : null;
}

/** Who was asked about a version and has not answered; approval does not wait for them. */
function Unanswered({ line, number }: { readonly line: string; readonly number: number }) {
  const { data } = useQuery(signOffQuery(line, number));
  const open = (data?.asked ?? []).filter(({ answered_at }) => answered_at === null).map(({ person }) => person);
  const people = [...new Set(open)];
  if (people.length === 0) return null;
  return (
    <p className="mt-3 border-l-2 border-accent pl-3">
      <strong>{people.join(", ")}</strong> {people.length === 1 ? "was" : "were"} asked and{" "}
      {people.length === 1 ? "has" : "have"} not answered everything.
    </p>
  );
}

function stepsOf(doing: Doing, inForce: Version | null) {
  if (doing.what === "build")
    return {
      title: "Build a new draft",
      lead: "From everything that the workspace keeps. What is in force stays in force until you approve the draft.",
      button: "Build",
      path: "/api/icp/build",
      body: {},
      job: "Building a draft",
      done: "A new draft is built.",
    };
  const { number } = doing.version;
  const instead = inForce === null ? "" : ` Version ${inForce.number} can be put back with its scores at any time.`;
  if (doing.what === "approve")
    return {
      title: `Approve version ${number}`,
      lead: `Every account is scored by it, then it comes into force.${instead}`,
      button: "Approve",
      path: `/api/icp/versions/${number}/approve`,
      body: {},
      job: `Bringing version ${number} into force`,
      done: `Version ${number} is in force.`,
    };
  return {
    title: `Put version ${number} back in force`,
    lead: `With the scores that it had.${instead}`,
    button: "Put it back",
    path: "/api/icp/rollback",
    body: { to: String(number) },
    job: `Putting version ${number} back`,
    done: `Version ${number} is in force again.`,
  };
}
