import { useSearch } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { Session } from "../api/types.ts";
import { Door } from "../app/door.tsx";
import { EmailField } from "../app/email-field.tsx";
import { useEnter } from "../app/enter.ts";
import { useSend } from "../app/use-send.ts";
import { Button } from "../components/button.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Field } from "../components/field.tsx";

export function SignInPage() {
  const { to } = useSearch({ from: "/sign-in" });
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, fault, send } = useSend<Session>();
  const enter = useEnter();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await send("POST", "/api/auth/sign-in/email", { email, password });
    if (answer.ok) await enter(answer.value, to);
    else setPassword("");
  };
  return (
    <Door title="Sign in">
      <form onSubmit={(event) => void submit(event)} className="mt-4">
        <EmailField value={email} onChange={setEmail} />
        <Field
          label="Password"
          type="password"
          autoComplete="current-password"
          required
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
        <FaultLine fault={fault} />
        <Button type="submit" look="main" busy={busy} className="w-full">
          Sign in
        </Button>
      </form>
      <p className="mt-6 text-sm text-soft">
        No password yet? Ask an admin of this workspace to invite you. The link they get leads you in.
      </p>
    </Door>
  );
}
