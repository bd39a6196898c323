import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { queryOf } from "../api/queries.ts";
import type { Items } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { useSend } from "../app/use-send.ts";
import { dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Choice, Tick } from "../components/field.tsx";
import { Secret } from "../components/secret.tsx";
import { useToast } from "../components/toast.tsx";

/** A link by which somebody without an account reads a page. */
interface Share {
  readonly id: string;
  readonly version: string;
  readonly names: boolean;
  readonly money: boolean;
  readonly made_at: string;
  readonly made_by: string;
  readonly expires_at: string;
}

const PATH = "/api/shares";
const DAYS = [7, 30, 90, 365] as const;

/** Makes a link to the page of a version, shows it once, and ends those that were made. */
export function SharePage({ number }: { readonly number: number }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Share</Button>
      {open ? <Sharing number={number} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function Sharing({ number, onClose }: { readonly number: number; readonly onClose: () => void }) {
  const line = useLine();
  const client = useQueryClient();
  const [days, setDays] = useState<string>("30");
  const [names, setNames] = useState(false);
  const [money, setMoney] = useState(false);
  const [url, setUrl] = useState<string | null>(null);
  const { busy, fault, send } = useSend<Share & { readonly url: string }>();
  const make = async (): Promise<void> => {
    const answer = await send("POST", PATH, { version: String(number), days: Number(days), names, money }, { line });
    if (!answer.ok) return;
    setUrl(answer.value.url);
    void client.invalidateQueries({ queryKey: [PATH] });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Share version ${number}`}
      lead="Whoever has the link reads this version's page without signing in, and nothing else."
    >
      {url === null ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void make();
          }}
        >
          <Choice label="It holds for" value={days} onChange={({ target }) => setDays(target.value)}>
            {DAYS.map((one) => (
              <option key={one} value={one}>
                {one === 365 ? "a year" : `${one} days`}
              </option>
            ))}
          </Choice>
          <Tick
            label="Show names"
            help="Of your company, its files, accounts and people; without it they are left out."
            checked={names}
            onChange={({ target }) => setNames(target.checked)}
          />
          <Tick
            label="Show money"
            help="What deals and customers are worth."
            checked={money}
            onChange={({ target }) => setMoney(target.checked)}
          />
          <FaultLine fault={fault} />
          <DialogButtons>
            <Button type="submit" look="main" busy={busy}>
              Make the link
            </Button>
            <Button onClick={onClose}>Leave it</Button>
          </DialogButtons>
        </form>
      ) : (
        <>
          <p className="mb-2">Copy it now: it is shown this once.</p>
          <Secret label="Link" text={url} />
          <DialogButtons>
            <Button look="main" onClick={onClose}>
              Done
            </Button>
          </DialogButtons>
        </>
      )}
      <Links line={line} />
    </Dialog>
  );
}

function Links({ line }: { readonly line: string }) {
  const client = useQueryClient();
  const toast = useToast();
  const { data } = useQuery(queryOf<Items<Share>>(PATH, { line }));
  const { busy, fault, send } = useSend<unknown>();
  const items = data?.items ?? [];
  if (items.length === 0) return null;
  const end = async (id: string): Promise<void> => {
    const answer = await send("DELETE", `${PATH}/${encodeURIComponent(id)}`);
    if (!answer.ok) return;
    toast({ text: "The link no longer opens anything." });
    void client.invalidateQueries({ queryKey: [PATH] });
  };
  return (
    <section aria-label="Links that hold" className="mt-6 border-t border-line pt-3">
      <h3 className="text-sm">Links that hold</h3>
      <ul>
        {items.map(({ id, made_by, made_at, expires_at, names, money }) => (
          <li key={id} className="flex items-start justify-between gap-4 border-b border-line py-2">
            <span>
              by {made_by}, {dayText(made_at)}
              <span className="block text-sm text-soft">
                until {dayText(expires_at)} · {names ? "with names" : "without names"},{" "}
                {money ? "with money" : "without money"}
              </span>
            </span>
            <Button disabled={busy} onClick={() => void end(id)} aria-label={`End it: the link of ${dayText(made_at)}`}>
              End it
            </Button>
          </li>
        ))}
      </ul>
      <FaultLine fault={fault} />
    </section>
  );
}
