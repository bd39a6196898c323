import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { Counts } from "../api/types.ts";
import { useMay } from "../app/session.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { Choice, Field, Tick } from "../components/field.tsx";
import { Icon } from "../components/icon.tsx";
import { useToast } from "../components/toast.tsx";
import { type Filters, samePick } from "./filters.ts";
import { GIVEN, type SavedView, setOwner, useOwner, useSavedViews, type View } from "./views.ts";

interface ViewBarProps {
  readonly filters: Filters;
  /** Owners with their accounts; null where nobody owns any. */
  readonly owners: Counts | null;
  readonly onChange: (filters: Filters) => void;
}

/** Choices of accounts by their names: the given ones, one's own accounts, and those that are kept, for oneself or for everybody. */
export function ViewBar({ filters, owners, onChange }: ViewBarProps) {
  const { views: saved, keep, forget, give } = useSavedViews();
  const may = useMay("editor");
  const owner = useOwner();
  const tell = useToast();
  const [asking, setAsking] = useState<"name" | "owner" | null>(null);
  const mine: View | null =
    owners === null || owner === null ? null : { name: "My accounts", filters: { owner: [owner] } };
  const all: readonly (View & Partial<SavedView>)[] = [...GIVEN, ...(mine === null ? [] : [mine]), ...saved];
  const current = all.find((view) => samePick(view.filters, filters));
  const own = saved.find(({ id, everybody }) => id === current?.id && (may || !everybody));
  const drop = async (view: SavedView): Promise<void> => {
    if (await forget(view))
      tell({ text: `The view "${view.name}" is gone.`, undo: () => void keep(view, view.everybody) });
  };
  const share = async (view: SavedView, everybody: boolean): Promise<void> => {
    if (await give(view, everybody))
      tell({ text: everybody ? `Everybody sees "${view.name}" now.` : `"${view.name}" is yours alone now.` });
  };
  return (
    <div className="no-print mb-4 flex flex-wrap items-center gap-x-1 gap-y-2">
      <nav aria-label="Views" className="scroll-x flex gap-1">
        {all.map((view) => (
          <Link
            key={view.id ?? view.name}
            to="/accounts"
            search={{ ...view.filters, ...(filters.sort === undefined ? {} : { sort: filters.sort }) }}
            replace
            aria-current={view === current ? "page" : undefined}
            activeProps={{ "aria-current": undefined }}
            className={`inline-flex min-h-8 items-center rounded-md px-3 whitespace-nowrap -outline-offset-2 max-md:min-h-10 ${view === current ? "bg-tint font-semibold text-accent" : "hover:bg-wash"}`}
          >
            {view.name}
            {view.everybody === true ? (
              <span className="ml-1 text-soft" title={`Everybody sees it; kept by ${view.made_by}`}>
                <Icon name="people" />
                <span className="sr-only">, everybody's</span>
              </span>
            ) : null}
          </Link>
        ))}
        {owners !== null && owner === null ? (
          <Button look="quiet" onClick={() => setAsking("owner")}>
            My accounts
          </Button>
        ) : null}
      </nav>
      {current === undefined ? (
        <Button look="quiet" onClick={() => setAsking("name")}>
          Keep this view
        </Button>
      ) : null}
      {own === undefined ? null : (
        <>
          {may ? (
            <Button look="quiet" onClick={() => void share(own, !own.everybody)}>
              {own.everybody ? "Keep it for me alone" : "Show it to everybody"}
            </Button>
          ) : null}
          <Button look="quiet" onClick={() => void drop(own)}>
            Forget this view
          </Button>
        </>
      )}
      {mine !== null && current === mine ? (
        <Button look="quiet" onClick={() => setAsking("owner")}>
          I am not {owner}
        </Button>
      ) : null}
      <NameDialog
        open={asking === "name"}
        taken={all.map(({ name }) => name)}
        onClose={() => setAsking(null)}
        onName={(name, everybody) => {
          const { sort: _, ...picks } = filters;
          void keep({ name, filters: picks }, everybody);
          setAsking(null);
        }}
      />
      <OwnerDialog
        open={asking === "owner"}
        owners={owners ?? []}
        owner={owner}
        onClose={() => setAsking(null)}
        onOwner={(name) => {
          setOwner(name);
          setAsking(null);
          onChange({ owner: [name] });
        }}
      />
    </div>
  );
}

interface NameDialogProps {
  readonly open: boolean;
  readonly taken: readonly string[];
  readonly onClose: () => void;
  readonly onName: (name: string, everybody: boolean) => void;
}

function NameDialog({ open, taken, onClose, onName }: NameDialogProps) {
  const may = useMay("editor");
  const [fault, setFault] = useState<string | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name") ?? "").trim();
    if (name === "") setFault("Give it a name.");
    else if (taken.includes(name)) setFault("There is a view with this name.");
    else onName(name, form.get("everybody") !== null);
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Keep this view"
      lead="What is picked now stands above the accounts, wherever you sign in."
    >
      <form onSubmit={submit}>
        <Field
          label="Name"
          name="name"
          maxLength={60}
          autoComplete="off"
          fault={fault}
          onChange={() => setFault(null)}
        />
        {may ? (
          <div className="mt-4">
            <Tick label="For everybody of this workspace" name="everybody" />
          </div>
        ) : null}
        <DialogButtons>
          <Button type="submit" look="main">
            Keep it
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

interface OwnerDialogProps {
  readonly open: boolean;
  readonly owners: Counts;
  readonly owner: string | null;
  readonly onClose: () => void;
  readonly onOwner: (name: string) => void;
}

function OwnerDialog({ open, owners, owner, onClose, onOwner }: OwnerDialogProps) {
  const names = owners.flatMap(({ value, accounts }) => (value === null ? [] : [{ value, accounts }]));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onOwner(String(new FormData(event.currentTarget).get("owner")));
  };
  return (
    <Dialog open={open} onClose={onClose} title="My accounts" lead="This browser remembers who you are in the CRM.">
      <form onSubmit={submit}>
        <Choice label="The owner's name in the CRM" name="owner" defaultValue={owner ?? undefined}>
          {names
            .toSorted((a, b) => a.value.localeCompare(b.value))
            .map(({ value, accounts }) => (
              <option key={value} value={value}>
                {value} ({accounts.toLocaleString()})
              </option>
            ))}
        </Choice>
        <DialogButtons>
          <Button type="submit" look="main">
            Show my accounts
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
