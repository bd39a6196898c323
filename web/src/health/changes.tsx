import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ask } from "../api/ask.ts";
import { queryOf } from "../api/queries.ts";
import type { PageOf } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { useMay } from "../app/session.ts";
import { useSend } from "../app/use-send.ts";
import { dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Choice, Field, LongField } from "../components/field.tsx";
import { useToast } from "../components/toast.tsx";
import { Loaded } from "../settings/part.tsx";
import type { Change } from "./types.ts";

const KINDS: Readonly<Record<string, string>> = {
  launch: "A product or feature was launched",
  pricing: "Prices changed",
  integration: "An integration came or went",
  geography: "A country or region came or went",
  pivot: "The company sells something else",
  competitor: "A competitor came, went or changed",
  other: "Something else",
};

/** What happened to the company or its market that a profile cannot know of. */
export function Changes() {
  const line = useLine();
  const may = useMay("editor");
  const client = useQueryClient();
  const toast = useToast();
  const [adding, setAdding] = useState(false);
  const query = useQuery(queryOf<PageOf<Change>>("/api/changes", { line }));
  const reviewed = async (id: number): Promise<void> => {
    const answer = await ask<Change>("POST", `/api/changes/${id}/reviewed`, { query: { line } });
    toast({ text: answer.ok ? "Noted that you have looked at what it means." : answer.fault.message });
    if (answer.ok) await client.invalidateQueries();
  };
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <p className="max-w-prose text-soft">
          A launch, a new price, a competitor: looks for drift tell what came before and after it. Until somebody has
          looked at what it means, the overview asks.
        </p>
        {may ? <Button onClick={() => setAdding(true)}>Log a change</Button> : null}
      </div>
      <Loaded query={query} title="The changes could not be read">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title="No change is logged."
              text="Log what your data cannot tell: it explains a jump in win rates better than any test."
            />
          ) : (
            <ul className="border-t border-line">
              {items.toReversed().map(({ id, kind, date, note, logged_by, reviewed_at, reviewed_by }) => (
                <li
                  key={id}
                  className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b border-line py-3"
                >
                  <div className="min-w-0 flex-1 basis-64">
                    <p>
                      <strong>{dayText(date)}</strong> {KINDS[kind] ?? kind}
                    </p>
                    {note === null ? null : <p className="wrap-anywhere">{note}</p>}
                    <p className="text-sm text-soft">
                      logged by {logged_by}
                      {reviewed_at === null
                        ? " · nobody has looked at what it did"
                        : ` · looked at by ${reviewed_by ?? "somebody"}, ${dayText(reviewed_at)}`}
                    </p>
                  </div>
                  {may && reviewed_at === null ? (
                    <Button onClick={() => void reviewed(id)}>I have looked at it</Button>
                  ) : null}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {adding ? <LogChange onClose={() => setAdding(false)} /> : null}
    </>
  );
}

function LogChange({ onClose }: { readonly onClose: () => void }) {
  const line = useLine();
  const client = useQueryClient();
  const toast = useToast();
  const { busy, fault, send } = useSend<Change>();
  const [kind, setKind] = useState("launch");
  const [date, setDate] = useState(() => new Date().toISOString().slice(0, 10));
  const [note, setNote] = useState("");
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { kind, date, note: note.trim() === "" ? null : note.trim() };
    const answer = await send("POST", "/api/changes", body, { line });
    if (!answer.ok) return;
    toast({ text: "The change is logged." });
    onClose();
    await client.invalidateQueries();
  };
  return (
    <Dialog open onClose={onClose} title="Log a change" lead="What happened, or will happen, and on which day.">
      <form onSubmit={(event) => void submit(event)}>
        <Choice label="What" value={kind} onChange={({ target }) => setKind(target.value)}>
          {Object.entries(KINDS).map(([id, words]) => (
            <option key={id} value={id}>
              {words}
            </option>
          ))}
        </Choice>
        <Field label="Day" type="date" required value={date} onChange={({ target }) => setDate(target.value)} />
        <LongField
          label="Note"
          help="For those who ask in a year"
          maxLength={5000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
        />
        <FaultLine fault={fault} />
        <DialogButtons>
          <Button type="submit" look="main" busy={busy}>
            Log it
          </Button>
          <Button onClick={onClose}>Leave it</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
