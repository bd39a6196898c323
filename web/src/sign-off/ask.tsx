import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type SignOff, signOffPath, TEAMS } from "../api/decisions.ts";
import { queryOf } from "../api/queries.ts";
import type { Items, Person } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { useMay } from "../app/session.ts";
import { useSend } from "../app/use-send.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Choice, Field, Tick } from "../components/field.tsx";
import { useKept } from "./use-kept.ts";

/** The form that asks somebody for an answer to claims. */
export function Ask({ data, onClose }: { readonly data: SignOff; readonly onClose: () => void }) {
  const line = useLine();
  const kept = useKept(line);
  const admin = useMay("admin");
  const { data: known } = useQuery({ ...queryOf<Items<Person>>("/api/people"), enabled: admin });
  const [person, setPerson] = useState("");
  const [team, setTeam] = useState<string>(TEAMS[0]);
  const [claims, setClaims] = useState<readonly string[]>(data.claims.map(({ id }) => id));
  const { busy, fault, send } = useSend<SignOff>();
  const submit = async (): Promise<void> => {
    const wanted = claims.length === data.claims.length ? [] : claims;
    const answer = await send(
      "POST",
      signOffPath(data.number),
      { person: person.trim(), team, claims: wanted },
      { line },
    );
    if (!answer.ok) return;
    kept(answer.value);
    onClose();
  };
  const toggle = (id: string): void =>
    setClaims(claims.includes(id) ? claims.filter((one) => one !== id) : [...claims, id]);
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="Ask somebody"
      lead="They find the questions on this page when they sign in. Approval does not wait for them; it shows who has not answered."
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className="grid gap-x-6 sm:grid-cols-2">
          <Field
            label="Person"
            help="The address that they sign in with, or a name"
            list="people-known"
            required
            maxLength={200}
            value={person}
            onChange={({ target }) => setPerson(target.value)}
          />
          <datalist id="people-known">
            {(known?.items ?? []).map(({ id, name, email }) => (
              <option key={id} value={email} label={name} />
            ))}
          </datalist>
          <Choice
            label="Team"
            help="For which they answer"
            value={team}
            onChange={({ target }) => setTeam(target.value)}
          >
            {TEAMS.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Choice>
        </div>
        <fieldset>
          <legend className="mb-1 font-semibold">About</legend>
          {data.claims.map(({ id, sentence }) => (
            <Tick key={id} label={sentence} checked={claims.includes(id)} onChange={() => toggle(id)} />
          ))}
        </fieldset>
        <FaultLine fault={fault} />
        <DialogButtons>
          <Button type="submit" look="main" busy={busy} disabled={claims.length === 0}>
            Ask
          </Button>
          <Button onClick={onClose}>Leave it</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
