import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useLine } from "../app/line.ts";
import { useSend } from "../app/use-send.ts";
import { Button } from "../components/button.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Choice, Field } from "../components/field.tsx";
import { useToast } from "../components/toast.tsx";
import { CAPACITY } from "../lists/types.ts";
import { Part } from "./part.tsx";
import type { Goal, Settings, Standing } from "./types.ts";

const GOALS: readonly (readonly [Goal, string])[] = [
  ["win", "Who buys"],
  ["good-win", "Who buys and stays"],
  ["value", "Who buys for more than usual"],
  ["retention", "Who stays, among customers"],
];

/** What is typed; empty for the default, or no limit. */
type Typed = Readonly<Record<"a" | "b" | "owner" | "team" | "column" | "sellers" | "each", string>> & {
  readonly goal: Goal;
};

function typedOf(standing: Standing): Typed {
  const text = (count: number | null | undefined): string => (count == null ? "" : String(count));
  return {
    goal: standing.goal ?? "win",
    ...{ a: text(standing.capacity?.[0]), b: text(standing.capacity?.[1]) },
    ...{ owner: text(standing.per_owner), team: text(standing.per_team), column: standing.team_column ?? "" },
    ...{ sellers: text(standing.sellers), each: text(standing.accounts_per_seller) },
  };
}

function standingOf({ goal, a, b, owner, team, column, sellers, each }: Typed): Standing {
  const count = (text: string): number | null => (text.trim() === "" ? null : Number(text));
  const [first, second] = [count(a), count(b)];
  return {
    goal: goal === "win" ? null : goal,
    capacity: first === null && second === null ? null : [first ?? CAPACITY[0], second ?? CAPACITY[1]],
    ...{ per_owner: count(owner), per_team: count(team), team_column: column.trim() === "" ? null : column.trim() },
    ...{ sellers: count(sellers), accounts_per_seller: count(each) },
  };
}

/** Goal and room: what a build and a new list do where they are told nothing else. */
export function StandingForm({
  standing,
  inForce,
}: {
  readonly standing: Standing;
  /** Goal of the version in force; null without one. */
  readonly inForce: Goal | null;
}) {
  const line = useLine();
  const client = useQueryClient();
  const toast = useToast();
  const { busy, fault, send } = useSend<Settings>();
  const [typed, setTyped] = useState(() => typedOf(standing));
  const change = (part: Partial<Typed>): void => setTyped({ ...typed, ...part });
  const same = JSON.stringify(typed) === JSON.stringify(typedOf(standing));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await send("PUT", "/api/settings", standingOf(typed), { line });
    if (!answer.ok) return;
    await client.invalidateQueries({ queryKey: ["/api/settings"] });
    toast({ text: "Kept. The next build and new lists go by it." });
  };
  const waits = inForce !== null && inForce !== typed.goal;
  return (
    <Part
      title="Goal and room"
      lead="What the next build and new lists go by. What is in force, and lists that are there, stay as they are."
    >
      <form onSubmit={(event) => void submit(event)} className="max-w-[44rem]">
        <div className="grid gap-x-8 md:grid-cols-2">
          <div className="md:col-span-2">
            <Choice
              label="A high fit stands for"
              help={
                waits
                  ? "The version in force is for another goal: a draft built from now on is for this one."
                  : "Other goals than buying need customers, with when they left or what they pay."
              }
              value={typed.goal}
              onChange={({ target }) => change({ goal: target.value as Goal })}
            >
              {GOALS.map(([goal, words]) => (
                <option key={goal} value={goal}>
                  {words}
                </option>
              ))}
            </Choice>
          </div>
          <Count
            label="Accounts in tier A"
            help={`Empty for ${CAPACITY[0]}`}
            least={0}
            value={typed.a}
            onChange={(a) => change({ a })}
          />
          <Count
            label="Accounts in tier B"
            help={`Empty for ${CAPACITY[1]}`}
            least={0}
            value={typed.b}
            onChange={(b) => change({ b })}
          />
          <Count
            label="Per owner, A and B together"
            help="Empty for no limit"
            value={typed.owner}
            onChange={(owner) => change({ owner })}
          />
          <Count
            label="Per team, A and B together"
            help="Empty for no limit"
            value={typed.team}
            onChange={(team) => change({ team })}
          />
          <Field
            label="Column that names the team"
            help="Of the accounts; a limit per team needs it"
            autoComplete="off"
            maxLength={200}
            value={typed.column}
            onChange={({ target }) => change({ column: target.value })}
          />
          <Count
            label="Sellers"
            help="A build tells how many accounts they can work"
            value={typed.sellers}
            onChange={(sellers) => change({ sellers })}
          />
          <Count
            label="Accounts that a seller can work"
            help="At a time"
            value={typed.each}
            onChange={(each) => change({ each })}
          />
        </div>
        <FaultLine fault={fault} />
        <Button type="submit" look="main" busy={busy} disabled={same}>
          Keep it
        </Button>
      </form>
    </Part>
  );
}

function Count({
  label,
  help,
  least = 1,
  value,
  onChange,
}: {
  readonly label: string;
  readonly help: string;
  readonly least?: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Field
      label={label}
      help={help}
      type="number"
      min={least}
      step={1}
      inputMode="numeric"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
