import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { sessionsQuery } from "../api/queries.ts";
import { NewPassword } from "../app/new-password.tsx";
import { ROLE_WORDS } from "../app/roles.ts";
import { useSession } from "../app/session.ts";
import { useSend } from "../app/use-send.ts";
import { dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Field } from "../components/field.tsx";
import { useToast } from "../components/toast.tsx";
import { Loaded, Part } from "./part.tsx";

/** Who somebody is here, their password, and where they are signed in. */
export function Me() {
  const { user } = useSession();
  const sessions = useQuery(sessionsQuery);
  const [asking, setAsking] = useState<"password" | "everywhere" | null>(null);
  return (
    <>
      <Part
        title={user.name}
        lead={user.email}
        action={<Button onClick={() => setAsking("password")}>Change password</Button>}
      >
        <p>
          As {user.role} you {ROLE_WORDS[user.role]}.
        </p>
      </Part>
      <Part
        title="Where you are signed in"
        action={
          <Button look="quiet" onClick={() => setAsking("everywhere")}>
            Sign out everywhere
          </Button>
        }
      >
        <Loaded query={sessions} title="Your sessions could not be read">
          {({ items }) => (
            <ul className="border-t border-line">
              {items.map(({ id, agent, address, created_at, expires_at, here }) => (
                <li key={id} className="border-b border-line py-2">
                  {deviceOf(agent)} {here ? <strong className="text-accent">this one</strong> : null}
                  <span className="block text-sm text-soft">
                    since {dayText(created_at, true)}
                    {address === null || address === "" ? "" : `, from ${address}`}, until {dayText(expires_at)}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </Loaded>
      </Part>
      {asking === "password" ? <ChangePassword onClose={() => setAsking(null)} /> : null}
      {asking === "everywhere" ? <SignOutEverywhere onClose={() => setAsking(null)} /> : null}
    </>
  );
}

/** `Chrome on Linux`, as well as the browser tells. */
function deviceOf(agent: string | null): string {
  if (agent === null || agent === "") return "A program";
  const browser = /Edg\//.test(agent)
    ? "Edge"
    : /Firefox\//.test(agent)
      ? "Firefox"
      : /Chrome\//.test(agent)
        ? "Chrome"
        : /Safari\//.test(agent)
          ? "Safari"
          : "A browser";
  const system = ["iPhone", "iPad", "Android", "Windows", "Mac OS", "Linux"].find((name) => agent.includes(name));
  return system === undefined ? browser : `${browser} on ${system}`;
}

function ChangePassword({ onClose }: { readonly onClose: () => void }) {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const { busy, fault, send } = useSend();
  const client = useQueryClient();
  const toast = useToast();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await send("POST", "/api/password", { current, new: next });
    if (!answer.ok) return;
    toast({ text: "The new password holds. Other devices are signed out." });
    await client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title="Change password" lead="Every other device is signed out.">
      <form onSubmit={(event) => void submit(event)}>
        <Field
          label="Current password"
          type="password"
          autoComplete="current-password"
          required
          value={current}
          onChange={({ target }) => setCurrent(target.value)}
        />
        <NewPassword label="New password" value={next} onChange={setNext} />
        <FaultLine fault={fault} />
        <DialogButtons>
          <Button type="submit" look="main" busy={busy}>
            Change it
          </Button>
          <Button onClick={onClose}>Keep the old one</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

function SignOutEverywhere({ onClose }: { readonly onClose: () => void }) {
  const { busy, fault, send } = useSend();
  const client = useQueryClient();
  const router = useRouter();
  const submit = async (): Promise<void> => {
    const answer = await send("POST", "/api/sessions/revoke-all");
    if (!answer.ok) return;
    await router.navigate({ to: "/sign-in" });
    client.clear();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Sign out everywhere"
      lead="On every device, this one too. Then sign in again with your password."
    >
      <FaultLine fault={fault} />
      <DialogButtons>
        <Button look="main" busy={busy} onClick={() => void submit()}>
          Sign out everywhere
        </Button>
        <Button onClick={onClose}>Stay signed in</Button>
      </DialogButtons>
    </Dialog>
  );
}
