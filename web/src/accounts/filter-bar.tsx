import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Popover } from "radix-ui";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { countsQuery } from "../api/accounts.ts";
import type { Query } from "../api/ask.ts";
import { ACTION_WORDS } from "../app/actions.ts";
import { levelOf } from "../app/levels.ts";
import { Button, buttonClass } from "../components/button.tsx";
import { Field } from "../components/field.tsx";
import { Icon } from "../components/icon.tsx";
import { LevelBadge } from "../components/level-badge.tsx";
import { PickMenu } from "../components/pick-menu.tsx";
import { type Filters, PICKED, type Picked } from "./filters.ts";

interface FilterBarProps {
  readonly filters: Filters;
  /** As the server is asked. */
  readonly query: Query;
  readonly onChange: (filters: Filters) => void;
  /** Nobody owns any of them: there is nothing to pick. */
  readonly owned: boolean;
}

const NAMES: Readonly<Record<Picked, string>> = {
  level: "Level",
  action: "Action",
  segment: "Segment",
  owner: "Owner",
  already: "Already",
};

/** Search, and what accounts can be picked by. */
export function FilterBar({ filters, query, onChange, owned }: FilterBarProps) {
  return (
    <search className="no-print mb-4 flex flex-wrap items-center gap-2">
      <Search text={filters.q ?? ""} onChange={(q) => onChange(without(filters, "q", q === "" ? undefined : q))} />
      {PICKED.filter((name) => owned || name !== "owner").map((name) => (
        <Picks
          key={name}
          name={name}
          query={query}
          chosen={filters[name] ?? []}
          onChange={(values) => onChange(without(filters, name, values.length === 0 ? undefined : values))}
        />
      ))}
      <FitRange filters={filters} onChange={onChange} />
      {Object.keys(filters).some((name) => name !== "sort") ? (
        <Button look="quiet" onClick={() => onChange(filters.sort === undefined ? {} : { sort: filters.sort })}>
          Clear
        </Button>
      ) : null}
    </search>
  );
}

/** The filters with another value of one; undefined takes it away. */
function without<K extends keyof Filters>(filters: Filters, name: K, value: Filters[K] | undefined): Filters {
  const { [name]: _, ...rest } = filters;
  return value === undefined ? rest : { ...rest, [name]: value };
}

function Search({ text, onChange }: { readonly text: string; readonly onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  // What was looked for, the newest last, back to what the address says: it comes after the keys, and must not take any back.
  const sent = useRef([text]);
  useEffect(() => {
    const at = sent.current.indexOf(text);
    sent.current = at < 0 ? [text] : sent.current.slice(at);
    if (at < 0) setTyped(text);
  }, [text]);
  // Each sign is looked for at once: what is no longer wanted is called off, and the rows of before stay until the others are there.
  const type = (next: string): void => {
    setTyped(next);
    const wanted = next.trim();
    if (wanted === sent.current.at(-1)?.trim()) return;
    sent.current.push(wanted);
    onChange(wanted);
  };
  return (
    <div className="relative min-w-56 flex-1 max-md:min-w-full md:max-w-80">
      <span className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-soft">
        <Icon name="search" />
      </span>
      <input
        type="search"
        aria-label="Search by name or website"
        placeholder="Name or website"
        className="block min-h-8 w-full rounded-md border border-edge bg-paper py-1 pr-2 pl-8 placeholder:text-soft max-md:min-h-10 max-md:text-lg"
        value={typed}
        onChange={({ target }) => type(target.value)}
      />
    </div>
  );
}

function Picks({ name, query, chosen, onChange }: PicksProps) {
  const [open, setOpen] = useState(false);
  const { data, isPending } = useQuery({
    ...countsQuery(name, { ...query, sort: null }),
    enabled: open,
    placeholderData: keepPreviousData,
  });
  const found = data?.items ?? [];
  // What is ticked and has no account among the others stays there to be unticked.
  const gone = chosen.filter((value) => !found.some((one) => (one.value ?? "") === value));
  const picks = [...found, ...(data === undefined ? [] : gone.map((value) => ({ value, accounts: 0 })))].map(
    ({ value, accounts }) => ({ value: value ?? "", name: valueName(name, value), n: accounts }),
  );
  return (
    <PickMenu
      label={NAMES[name]}
      picks={picks}
      chosen={chosen}
      onChange={onChange}
      onOpen={() => setOpen(true)}
      busy={isPending}
    />
  );
}

interface PicksProps {
  readonly name: Picked;
  readonly query: Query;
  readonly chosen: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

const EMPTY: Readonly<Record<Picked, string>> = {
  level: "no level",
  action: "none: customers, open deals",
  segment: "in no segment",
  owner: "nobody",
  already: "neither customer nor open deal",
};

function valueName(name: Picked, value: string | null): ReactNode {
  if (value === null || value === "") return EMPTY[name];
  if (name === "level") return <LevelBadge level={levelOf(value)} />;
  if (name !== "action") return value;
  const words = Object.entries(ACTION_WORDS).find(([action]) => action === value)?.[1];
  return (
    <>
      <strong>{value}</strong> <span className="text-soft">{words}</span>
    </>
  );
}

function FitRange({ filters, onChange }: Pick<FilterBarProps, "filters" | "onChange">) {
  const { from, to } = filters;
  const set = (name: "from" | "to", text: string): void => {
    const value = Number(text);
    const sound = text.trim() !== "" && Number.isInteger(value) && value >= 0 && value <= 100;
    onChange(without(filters, name, sound ? value : undefined));
  };
  const chosen = from !== undefined || to !== undefined;
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonClass("plain", chosen ? "border-accent bg-tint" : "")}>
        Fit
        {chosen ? (
          <span className="font-semibold text-accent">
            {from ?? 0}–{to ?? 100}
          </span>
        ) : null}
        <Icon name="down" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          aria-label="Fit from and to"
          className="z-50 flex w-64 gap-4 rounded-md border border-line bg-raised px-4 pt-3 shadow-[0_4px_24px_#0003]"
        >
          <Field
            label="From"
            type="number"
            min={0}
            max={100}
            defaultValue={from ?? ""}
            placeholder="0"
            onChange={({ target }) => set("from", target.value)}
          />
          <Field
            label="to"
            type="number"
            min={0}
            max={100}
            defaultValue={to ?? ""}
            placeholder="100"
            onChange={({ target }) => set("to", target.value)}
          />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
