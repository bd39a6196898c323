import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { ask } from "../api/ask.ts";
import { invitationsQuery, peopleQuery } from "../api/queries.ts";
import type { Invitation, Person, Role } from "../api/types.ts";
import { ROLE_WORDS, ROLES } from "../app/roles.ts";
import { useSession } from "../app/session.ts";
import { useSend } from "../app/use-send.ts";
import { dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Choice, Field } from "../components/field.tsx";
import { Secret } from "../components/secret.tsx";
import { useToast } from "../components/toast.tsx";
import { Loaded, Part } from "./part.tsx";

/** Who may sign in, and who was asked to. */
export function People() {
  const people = useQuery(peopleQuery);
  const invitations = useQuery(invitationsQuery);
  const [inviting, setInviting] = useState(false);
  const [leaving, setLeaving] = useState<Person | null>(null);
  return (
    <>
      <Part
        title="People"
        action={
          <Button look="main" onClick={() => setInviting(true)}>
            Invite somebody
          </Button>
        }
      >
        <Loaded query={people} title="The people could not be read">
          {({ items }) => (
            <ul className="border-t border-line">
              {items.map((person) => (
                <PersonLine key={person.id} person={person} onRemove={() => setLeaving(person)} />
              ))}
            </ul>
          )}
        </Loaded>
      </Part>
      <Loaded query={invitations} title="The invitations could not be read">
        {({ items }) => (items.length === 0 ? null : <Invitations items={items} />)}
      </Loaded>
      {inviting ? <Invite onClose={() => setInviting(false)} /> : null}
      {leaving === null ? null : <Remove person={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function PersonLine({ person, onRemove }: { readonly person: Person; readonly onRemove: () => void }) {
  const { id, name, email, role, created_at } = person;
  const { user } = useSession();
  const client = useQueryClient();
  const toast = useToast();
  const change = async (to: Role, undo: boolean): Promise<void> => {
    const answer = await ask<Person>("PATCH", `/api/people/${encodeURIComponent(id)}`, { body: { role: to } });
    await client.invalidateQueries({ queryKey: peopleQuery.queryKey });
    if (!answer.ok) return toast({ text: answer.fault.message });
    toast({ text: `${name} is ${to} now.`, ...(undo ? { undo: () => change(role, false) } : {}) });
  };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-2">
      <div className="min-w-0 flex-1 basis-56">
        <p className="wrap-anywhere">
          <strong>{name}</strong> {id === user.id ? <span className="text-soft">you</span> : null}
        </p>
        <p className="text-sm wrap-anywhere text-soft">
          {email}, since {dayText(created_at)}
        </p>
      </div>
      <div className="flex items-center gap-2">
        <select
          aria-label={`Role of ${name}`}
          className="min-h-8 rounded-md border border-edge bg-paper px-2 max-md:min-h-10"
          value={role}
          disabled={id === user.id}
          onChange={({ target }) => void change(target.value as Role, true)}
        >
          {ROLES.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
        <Button look="quiet" disabled={id === user.id} onClick={onRemove}>
          Remove
        </Button>
      </div>
    </li>
  );
}

function Remove({ person: { id, name }, onClose }: { readonly person: Person; readonly onClose: () => void }) {
  const { busy, fault, send } = useSend();
  const client = useQueryClient();
  const toast = useToast();
  const submit = async (): Promise<void> => {
    const answer = await send("DELETE", `/api/people/${encodeURIComponent(id)}`);
    if (!answer.ok) return;
    await client.invalidateQueries({ queryKey: peopleQuery.queryKey });
    toast({ text: `${name} can no longer sign in.` });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Remove ${name}`}
      lead={`${name} is signed out at once, and their API keys end. What they decided stays, under their name. To come back they need a new invitation.`}
    >
      <FaultLine fault={fault} />
      <DialogButtons>
        <Button look="harm" busy={busy} onClick={() => void submit()}>
          Remove {name}
        </Button>
        <Button onClick={onClose}>Keep them</Button>
      </DialogButtons>
    </Dialog>
  );
}

function Invitations({ items }: { readonly items: readonly Invitation[] }) {
  const client = useQueryClient();
  const toast = useToast();
  const takeBack = async ({ id, email }: Invitation): Promise<void> => {
    const answer = await ask("DELETE", `/api/invitations/${encodeURIComponent(id)}`);
    await client.invalidateQueries({ queryKey: invitationsQuery.queryKey });
    toast({ text: answer.ok ? `The link of ${email} no longer works.` : answer.fault.message });
  };
  return (
    <Part title="Invited, not here yet">
      <ul className="border-t border-line">
        {items.map((one) => {
          const over = Date.parse(one.expires_at) < Date.now();
          return (
            <li
              key={one.id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-2"
            >
              <div className="min-w-0 flex-1 basis-56">
                <p className="wrap-anywhere">
                  <strong>{one.email}</strong> as {one.role}
                </p>
                <p className="text-sm text-soft">
                  by {one.invited_by},{" "}
                  {over ? "the link has expired" : `the link works until ${dayText(one.expires_at)}`}
                </p>
              </div>
              <Button look="quiet" onClick={() => void takeBack(one)}>
                Take back
              </Button>
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

function Invite({ onClose }: { readonly onClose: () => void }) {
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("viewer");
  const [url, setUrl] = useState<string | null>(null);
  const { busy, fault, send } = useSend<{ readonly url: string }>();
  const client = useQueryClient();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await send("POST", "/api/invitations", { email, role });
    if (!answer.ok) return;
    setUrl(answer.value.url);
    await client.invalidateQueries({ queryKey: invitationsQuery.queryKey });
  };
  if (url !== null)
    return (
      <Dialog
        open
        onClose={onClose}
        title={`The link for ${email}`}
        lead="Send it to them. It works once, for seven days, and is not shown again."
      >
        <Secret label="Link" text={url} />
        <DialogButtons>
          <Button look="main" onClick={onClose}>
            Done
          </Button>
        </DialogButtons>
      </Dialog>
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title="Invite somebody"
      lead="You get a link to send to them; OpenICP sends no mail."
    >
      <form onSubmit={(event) => void submit(event)}>
        <Field
          label="E-mail"
          type="email"
          autoComplete="off"
          required
          value={email}
          onChange={({ target }) => setEmail(target.value)}
        />
        <Choice
          label="Role"
          help={`They ${ROLE_WORDS[role]}`}
          value={role}
          onChange={({ target }) => setRole(target.value as Role)}
        >
          {ROLES.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </Choice>
        <FaultLine fault={fault} />
        <DialogButtons>
          <Button type="submit" look="main" busy={busy}>
            Make the link
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
