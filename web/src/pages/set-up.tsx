import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { Session } from "../api/types.ts";
import { Door } from "../app/door.tsx";
import { EmailField } from "../app/email-field.tsx";
import { useEnter } from "../app/enter.ts";
import { useHashToken } from "../app/hash-token.ts";
import { NewPassword } from "../app/new-password.tsx";
import { useSend } from "../app/use-send.ts";
import { Button } from "../components/button.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Field } from "../components/field.tsx";

export function SetUpPage() {
  const given = useHashToken();
  const [token, setToken] = useState(given);
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { busy, fault, send } = useSend<Session>();
  const enter = useEnter();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await send("POST", "/api/setup", { token, name, email, password });
    if (answer.ok) await enter(answer.value, "/overview");
  };
  return (
    <Door
      title="Set up this workspace"
      lead="You become its first admin. The others you invite afterwards, under Settings."
    >
      <form onSubmit={(event) => void submit(event)}>
        {given === "" ? (
          <Field
            label="Token"
            help={
              <>
                The terminal in which <code>openicp serve</code> runs shows an address that ends in it
              </>
            }
            autoComplete="off"
            spellCheck={false}
            required
            value={token}
            onChange={({ target }) => setToken(target.value.trim())}
          />
        ) : null}
        <Field
          label="Your name"
          autoComplete="name"
          required
          maxLength={200}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <EmailField value={email} onChange={setEmail} />
        <NewPassword value={password} onChange={setPassword} />
        <FaultLine fault={fault} />
        <Button type="submit" look="main" busy={busy} className="w-full">
          Set up
        </Button>
      </form>
      <p className="mt-6 text-sm text-soft">
        Somebody has done this already?{" "}
        <Link to="/sign-in" className="text-accent underline underline-offset-4">
          Sign in
        </Link>
      </p>
    </Door>
  );
}
