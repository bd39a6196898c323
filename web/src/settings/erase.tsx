import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Job } from "../api/types.ts";
import { useSend } from "../app/use-send.ts";
import { countText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Field } from "../components/field.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { StillNamed } from "./still-named.tsx";

/** What goes, in figures. */
interface Taken {
  readonly removed: readonly {
    readonly role: string;
    readonly source: string;
    readonly rows: number;
    readonly cells: number;
  }[];
  readonly changes: number;
  readonly scores: number;
  readonly stamps: number;
  readonly listed: number;
  readonly jobs: number;
  readonly names: number;
}

interface Look extends Taken {
  readonly anything: boolean;
  readonly members: readonly { readonly email: string; readonly role: string }[];
}

/** What the job of an erasure gives. */
type Erased =
  | { readonly found: false }
  | (Taken & { readonly found: true; readonly cleaned: boolean; readonly still_named: readonly string[] });

interface Whom {
  readonly kind: "account" | "person";
  readonly key: string;
  readonly users: readonly string[];
}

const WORDS = {
  account: { title: "Erase a company", label: "Website, or id in the CRM", go: "Erase this company" },
  person: { title: "Erase a person", label: "E-mail address, or id in the CRM", go: "Erase this person" },
} as const;

/** A job that runs is stopped by its own button: whoever left it would never read what it did. */
const stay = (): void => undefined;

/** First what would go, then the same typed once more, then it is gone. */
export function Erase({ kind, onClose }: { readonly kind: Whom["kind"]; readonly onClose: () => void }) {
  const [key, setKey] = useState("");
  const [users, setUsers] = useState("");
  const [look, setLook] = useState<Look | null>(null);
  const [job, setJob] = useState<string | null>(null);
  const [erased, setErased] = useState<Erased | null>(null);
  const looking = useSend<Look>();
  const client = useQueryClient();
  const whom: Whom = {
    kind,
    key: key.trim(),
    users: users
      .split(",")
      .map((one) => one.trim())
      .filter((one) => one !== ""),
  };
  const seek = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await looking.send("POST", "/api/erasures/look", whom);
    if (answer.ok) setLook(answer.value);
  };
  const ended = ({ result }: Job): void => {
    setErased(result as Erased);
    // Whatever a page holds may name them.
    void client.invalidateQueries();
  };
  const { title, label } = WORDS[kind];
  if (erased !== null) return <Gone erased={erased} onClose={onClose} />;
  if (job !== null)
    return (
      <Dialog open onClose={stay} title={title} lead="Pages wait for a moment while the files are written anew.">
        <JobProgress id={job} title="Erasing" onDone={ended} onDismiss={onClose} />
      </Dialog>
    );
  if (look !== null)
    return <Confirm whom={whom} look={look} onBegun={setJob} onBack={() => setLook(null)} onClose={onClose} />;
  return (
    <Dialog open onClose={onClose} title={title} lead="You see what would go before anything does.">
      <form onSubmit={(event) => void seek(event)}>
        <Field
          label={label}
          autoComplete="off"
          required
          maxLength={320}
          value={key}
          onChange={({ target }) => setKey(target.value)}
        />
        {kind === "person" ? (
          <Field
            label="Names under which they worked here"
            help="As approvals, lists and the log have them, with commas between; empty for none"
            autoComplete="off"
            value={users}
            onChange={({ target }) => setUsers(target.value)}
          />
        ) : null}
        <FaultLine fault={looking.fault} />
        <DialogButtons>
          <Button type="submit" look="main" busy={looking.busy}>
            See what would go
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

interface ConfirmProps {
  readonly whom: Whom;
  readonly look: Look;
  readonly onBegun: (job: string) => void;
  readonly onBack: () => void;
  readonly onClose: () => void;
}

function Confirm({ whom, look, onBegun, onBack, onClose }: ConfirmProps) {
  const [typed, setTyped] = useState("");
  const { busy, fault, send } = useSend<Job>();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await send("POST", "/api/erasures", { ...whom, confirm: typed.trim() });
    if (answer.ok) onBegun(answer.value.id);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={look.anything ? "This would go for good" : "Nothing here is about them"}
      lead={
        look.anything
          ? `All that ${whom.key} stands for here. It cannot be taken back.`
          : `${whom.key} names nothing in this workspace. Erasing it all the same keeps imports from bringing it.`
      }
    >
      <TakenList taken={look} />
      {look.members.map(({ email, role }) => (
        <p key={email} className="mb-4 text-harm">
          {email} is {role} here and could not sign in any more.
        </p>
      ))}
      <form onSubmit={(event) => void submit(event)}>
        <Field
          label={`Type ${whom.key} once more`}
          autoComplete="off"
          required
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
        />
        <FaultLine fault={fault} />
        <DialogButtons>
          <Button type="submit" look="harm" busy={busy} disabled={typed.trim() !== whom.key}>
            {WORDS[whom.kind].go}
          </Button>
          <Button onClick={onBack}>Somebody else</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

function Gone({ erased, onClose }: { readonly erased: Erased; readonly onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={erased.found ? "Erased" : "Nothing here was about them"}
      lead={
        erased.found
          ? "No import brings them back. A copy of before holds them still."
          : "They are on the list of the erased now, so that no import brings them."
      }
    >
      {erased.found ? (
        <>
          <TakenList taken={erased} />
          {erased.cleaned ? null : (
            <p className="mb-4">
              Bytes are left in a file that somebody was reading. They go when the server starts next.
            </p>
          )}
          {erased.still_named.length === 0 ? null : (
            <p className="mb-4">
              Words that somebody wrote name them still, and were left as they are:{" "}
              <StillNamed names={erased.still_named} />.
            </p>
          )}
        </>
      ) : null}
      <DialogButtons>
        <Button look="main" onClick={onClose}>
          Done
        </Button>
      </DialogButtons>
    </Dialog>
  );
}

function wordOf(role: string): string {
  return role === "universe" ? "the market" : role;
}

function TakenList({ taken }: { readonly taken: Taken }) {
  const lines = [
    ...taken.removed.flatMap(({ role, source, rows, cells }) => [
      rows > 0 ? `${countText(rows, "row")} of ${wordOf(role)} (${source})` : "",
      cells > 0 ? `${countText(cells, "cell")} of ${wordOf(role)} (${source})` : "",
    ]),
    taken.changes > 0 ? countText(taken.changes, "change in their history", "changes in their history") : "",
    taken.scores > 0 ? countText(taken.scores, "score") : "",
    taken.stamps > 0 ? countText(taken.stamps, "stamp") : "",
    taken.listed > 0 ? countText(taken.listed, "place on lists or task", "places on lists and tasks") : "",
    taken.jobs > 0 ? countText(taken.jobs, "queued job") : "",
    taken.names > 0
      ? countText(taken.names, "name in the log and in approvals", "names in the log and in approvals")
      : "",
  ].filter((text) => text !== "");
  if (lines.length === 0) return null;
  return (
    <ul className="mb-4 list-disc pl-5">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}
