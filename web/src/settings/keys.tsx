import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { keysQuery } from "../api/queries.ts";
import type { Key } from "../api/types.ts";
import { useSend } from "../app/use-send.ts";
import { dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Choice, Field, Tick } from "../components/field.tsx";
import { Secret } from "../components/secret.tsx";
import { useToast } from "../components/toast.tsx";
import { Loaded, Part } from "./part.tsx";

const SCOPES = [
  ["score", "Score accounts that it sends"],
  ["read", "Read the profile, accounts and lists"],
  ["write", "Import, build, approve, make lists"],
  ["admin", "Look after people and keys"],
  ["metrics", "Read the measures of the server"],
] as const;

const LIFETIMES = [
  ["30", "30 days"],
  ["90", "90 days"],
  ["365", "a year"],
  ["", "no end"],
] as const;

/** Keys with which programs ask the server. */
export function Keys() {
  const keys = useQuery(keysQuery);
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<Key | null>(null);
  return (
    <>
      <Part
        title="API keys"
        lead="For programs: a CRM that asks for scores, a job that exports lists"
        action={
          <Button look="main" onClick={() => setMaking(true)}>
            Make a key
          </Button>
        }
      >
        <Loaded query={keys} title="The keys could not be read">
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState
                title="There is no key."
                text={
                  <>
                    A program sends its key in the header <code>x-api-key</code>. What it may ask is told by{" "}
                    <a href="/api/openapi.json" className="text-accent underline underline-offset-4">
                      the OpenAPI document
                    </a>
                    .
                  </>
                }
              />
            ) : (
              <ul className="border-t border-line">
                {items.map((key) => (
                  <li
                    key={key.id}
                    className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-2"
                  >
                    <div className="min-w-0 flex-1 basis-56">
                      <p>
                        <strong>{key.name}</strong> <code>{key.start}…</code> may {key.scopes.join(", ")}
                      </p>
                      <p className="text-sm text-soft">
                        by {key.owner}, {dayText(key.created_at)} ·{" "}
                        {key.expires_at === null ? "without an end" : `until ${dayText(key.expires_at)}`} ·{" "}
                        {key.last_used_at === null ? "not used yet" : `used ${dayText(key.last_used_at, true)}`}
                      </p>
                    </div>
                    <Button look="quiet" onClick={() => setEnding(key)}>
                      End it
                    </Button>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Part>
      {making ? <Make onClose={() => setMaking(false)} /> : null}
      {ending === null ? null : <End one={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function Make({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly string[]>(["score"]);
  const [days, setDays] = useState("90");
  const [made, setMade] = useState<string | null>(null);
  const { busy, fault, send } = useSend<{ readonly key: string }>();
  const client = useQueryClient();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await send("POST", "/api/keys", {
      name,
      scopes,
      expires_in_days: days === "" ? null : Number(days),
    });
    if (!answer.ok) return;
    setMade(answer.value.key);
    await client.invalidateQueries({ queryKey: keysQuery.queryKey });
  };
  if (made !== null)
    return (
      <Dialog
        open
        onClose={onClose}
        title={`The key “${name}”`}
        lead="Copy it to where it is used. It is kept nowhere and not shown again."
      >
        <Secret label="Key" text={made} />
        <DialogButtons>
          <Button look="main" onClick={onClose}>
            Done
          </Button>
        </DialogButtons>
      </Dialog>
    );
  return (
    <Dialog open onClose={onClose} title="Make a key">
      <form onSubmit={(event) => void submit(event)}>
        <Field
          label="Name"
          help="Of the program that will use it"
          autoComplete="off"
          required
          maxLength={100}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <fieldset className="mb-4">
          <legend className="mb-1 font-semibold">It may</legend>
          {SCOPES.map(([scope, words]) => (
            <Tick
              key={scope}
              label={words}
              checked={scopes.includes(scope)}
              onChange={({ target }) =>
                setScopes(target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
              }
            />
          ))}
        </fieldset>
        <Choice label="It holds for" value={days} onChange={({ target }) => setDays(target.value)}>
          {LIFETIMES.map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </Choice>
        <FaultLine fault={fault} />
        <DialogButtons>
          <Button type="submit" look="main" busy={busy} disabled={scopes.length === 0}>
            Make the key
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

function End({ one: { id, name }, onClose }: { readonly one: Key; readonly onClose: () => void }) {
  const { busy, fault, send } = useSend();
  const client = useQueryClient();
  const toast = useToast();
  const submit = async (): Promise<void> => {
    const answer = await send("DELETE", `/api/keys/${encodeURIComponent(id)}`);
    if (!answer.ok) return;
    await client.invalidateQueries({ queryKey: keysQuery.queryKey });
    toast({ text: `The key “${name}” no longer works.` });
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`End the key “${name}”`}
      lead="Programs that use it are refused at once. A key that ended cannot be brought back."
    >
      <FaultLine fault={fault} />
      <DialogButtons>
        <Button look="harm" busy={busy} onClick={() => void submit()}>
          End it
        </Button>
        <Button onClick={onClose}>Keep it</Button>
      </DialogButtons>
    </Dialog>
  );
}
