import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { faultOf } from "../api/fault-error.ts";
import { queryOf } from "../api/queries.ts";
import type { Invitation, Session } from "../api/types.ts";
import { Door } from "../app/door.tsx";
import { useEnter } from "../app/enter.ts";
import { useHashToken } from "../app/hash-token.ts";
import { NewPassword } from "../app/new-password.tsx";
import { ROLE_WORDS } from "../app/roles.ts";
import { useSend } from "../app/use-send.ts";
import { dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState, FaultLine } from "../components/error-state.tsx";
import { Field } from "../components/field.tsx";
import { Skeleton } from "../components/skeleton.tsx";

const TITLE = "Join the workspace";

export function JoinPage() {
  const token = useHashToken();
  const path = `/api/invitations/${encodeURIComponent(token)}`;
  const { data, error, refetch } = useQuery({
    ...queryOf<Pick<Invitation, "email" | "role" | "expires_at">>(path),
    enabled: token !== "",
  });
  if (token === "")
    return (
      <Door title={TITLE}>
        <EmptyState
          title="The link is not whole."
          text="Open the link of your invitation as you were given it, to its last letter. It may have been cut where a line ended."
        />
      </Door>
    );
  if (error !== null)
    return (
      <Door title={TITLE}>
        <ErrorState title="This invitation does not hold" fault={faultOf(error)} onRetry={() => void refetch()} />
        <p className="mt-4">
          <Link to="/sign-in" className="text-accent underline underline-offset-4">
            Sign in instead
          </Link>
        </p>
      </Door>
    );
  if (data === undefined)
    return (
      <Door title={TITLE}>
        <Skeleton lines={3} title={false} />
      </Door>
    );
  return <Form path={path} invitation={data} />;
}

function Form({ path, invitation: { email, role, expires_at } }: FormProps) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { busy, fault, send } = useSend<Session>();
  const enter = useEnter();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await send("POST", `${path}/accept`, { name, password });
    if (answer.ok) await enter(answer.value);
  };
  return (
    <Door
      title={TITLE}
      lead={`As ${role}: you ${ROLE_WORDS[role]}. The invitation holds until ${dayText(expires_at)}.`}
    >
      <form onSubmit={(event) => void submit(event)}>
        <Field label="E-mail" help="You sign in with it" type="email" autoComplete="username" readOnly value={email} />
        <Field
          label="Your name"
          autoComplete="name"
          required
          maxLength={200}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <NewPassword value={password} onChange={setPassword} />
        <FaultLine fault={fault} />
        <Button type="submit" look="main" busy={busy} className="w-full">
          Join
        </Button>
      </form>
    </Door>
  );
}

interface FormProps {
  readonly path: string;
  readonly invitation: Pick<Invitation, "email" | "role" | "expires_at">;
}
