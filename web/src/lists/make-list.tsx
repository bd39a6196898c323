import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { queryOf } from "../api/queries.ts";
import type { Counts, Items, Job } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { useSend } from "../app/use-send.ts";
import { Button } from "../components/button.tsx";
import { Dialog, DialogButtons } from "../components/dialog.tsx";
import { FaultLine } from "../components/error-state.tsx";
import { Choice, Field, LongField, Tick } from "../components/field.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { Fold } from "../page/section.tsx";
import type { Settings, Standing } from "../settings/types.ts";
import { type Made, MadeView } from "./made.tsx";
import { CAPACITY, type List, type Spec } from "./types.ts";
import { BY_WORDS } from "./words.ts";

/** How many accounts go where. */
const COUNTS = [
  { key: "a", label: "Accounts in tier A", help: "The best: one by one, with research" },
  { key: "b", label: "Accounts in tier B", help: "The next: by segment, in sequences" },
  { key: "perOwner", label: "Per owner, A and B together", help: "Empty for no limit" },
  {
    key: "control",
    label: "Control sample",
    help: "Accounts below the line, kept aside to learn whether the score is right",
  },
] as const;

const LEAD =
  "Accounts at high fit by the version in force. Customers, open deals, recent losses, competitors, partners and whoever must not be contacted are left out.";

/** What is typed; empty for no limit. */
interface Typed {
  readonly name: string;
  readonly by: Spec["by"];
  readonly a: string;
  readonly b: string;
  readonly perOwner: string;
  readonly perTeam: string;
  readonly teamColumn: string;
  readonly control: string;
  readonly where: string;
  readonly segments: readonly string[];
  readonly exclude: string;
  readonly readmit: boolean;
}

/** How a list is made; a new one as it stands for the profile. */
function typedOf(list: List | null, standing: Standing | null): Typed {
  const spec = list?.spec;
  const begin = spec ?? standing;
  const [a, b] = begin?.capacity ?? CAPACITY;
  const text = (count: number | null | undefined): string => (count == null ? "" : String(count));
  return {
    name: list?.name ?? "targets",
    by: spec?.by ?? "rank",
    a: String(a),
    b: String(b),
    perOwner: text(begin?.per_owner),
    perTeam: text(begin?.per_team),
    teamColumn: begin?.team_column ?? "",
    control: spec === undefined || spec.control === 0 ? "" : String(spec.control),
    where: spec?.where.join("\n") ?? "",
    segments: spec?.segments ?? [],
    exclude: spec?.exclude.join("\n") ?? "",
    readmit: spec?.readmit_churned ?? false,
  };
}

function bodyOf({ by, a, b, perOwner, perTeam, teamColumn, control, where, segments, exclude, readmit }: Typed) {
  const count = (text: string): number | null => (text.trim() === "" ? null : Number(text));
  const linesOf = (text: string): string[] =>
    text
      .split("\n")
      .map((one) => one.trim())
      .filter((one) => one !== "");
  return {
    by,
    capacity: [count(a) ?? CAPACITY[0], count(b) ?? CAPACITY[1]],
    per_owner: count(perOwner),
    per_team: count(perTeam),
    team_column: teamColumn.trim() === "" ? null : teamColumn.trim(),
    control: count(control) ?? 0,
    where: linesOf(where),
    segments: [...segments],
    exclude: linesOf(exclude),
    readmit_churned: readmit,
  };
}

interface MakeListProps {
  readonly list: List | null;
  /** Names that a new list cannot have. */
  readonly taken?: readonly string[];
  readonly onClose: () => void;
}

/** A new list, or another way to make one that is there. */
export function MakeList(props: MakeListProps) {
  const line = useLine();
  const { data, isPending } = useQuery(queryOf<Settings>("/api/settings", { line }));
  // What a new list begins with is not to change under a person's hands.
  if (isPending && props.list === null) return null;
  return <MakeForm {...props} standing={data?.standing ?? null} />;
}

function MakeForm({ list, taken = [], standing, onClose }: MakeListProps & { readonly standing: Standing | null }) {
  const line = useLine();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { busy, fault, send } = useSend<Job>();
  const [typed, setTyped] = useState(() => {
    const first = typedOf(list, standing);
    return list === null && taken.includes(first.name) ? { ...first, name: "" } : first;
  });
  const double = list === null && taken.includes(typed.name.trim());
  const [job, setJob] = useState<string | null>(null);
  const change = (part: Partial<Typed>): void => setTyped({ ...typed, ...part });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (double) return;
    const path = `/api/lists/${encodeURIComponent(typed.name.trim())}`;
    const answer = await send("POST", path, bodyOf(typed), { line });
    if (answer.ok) setJob(answer.value.id);
  };
  const [made, setMade] = useState<Made | null>(null);
  const ended = ({ result }: Job): void => {
    void client.invalidateQueries();
    setMade(result as Made);
  };
  const close = (): void => {
    onClose();
    if (made !== null && list === null) void navigate({ to: "/lists/$name", params: { name: made.list } });
  };
  return (
    <Dialog
      open
      wide
      onClose={close}
      title={made !== null ? `${made.list} is made` : list === null ? "Make a list" : `How ${list.name} is made`}
      {...(made === null ? { lead: LEAD } : {})}
    >
      {made !== null ? (
        <MadeView made={made} onClose={close} />
      ) : job === null ? (
        <form onSubmit={(event) => void submit(event)}>
          <div className="grid gap-x-8 md:grid-cols-2">
            {list === null ? (
              <Field
                label="Name"
                required
                maxLength={100}
                value={typed.name}
                fault={double ? "There is a list of this name. Its own page changes how it is made." : null}
                onChange={({ target }) => change({ name: target.value })}
              />
            ) : null}
            <Choice
              label="Tiers"
              value={typed.by}
              onChange={({ target }) => change({ by: target.value as Spec["by"] })}
            >
              {Object.entries(BY_WORDS).map(([by, words]) => (
                <option key={by} value={by}>
                  {words}
                </option>
              ))}
            </Choice>
            {COUNTS.map(({ key, label, help }) => (
              <Count
                key={key}
                label={label}
                help={help}
                value={typed[key]}
                onChange={(value) => change({ [key]: value })}
              />
            ))}
          </div>
          <Fold title="Only some accounts, teams, and whom to leave out">
            <div className="grid gap-x-8 md:grid-cols-2">
              <LongField
                label="Conditions"
                help={
                  <>
                    One a line, all must be met: <code>Industry=Software|Finance</code>, <code>Country!=US</code>,{" "}
                    <code>Employees=50..200</code>
                  </>
                }
                value={typed.where}
                onChange={({ target }) => change({ where: target.value })}
              />
              <LongField
                label="Leave out"
                help="Websites or names, one a line"
                value={typed.exclude}
                onChange={({ target }) => change({ exclude: target.value })}
              />
              <Count
                label="Per team, A and B together"
                help="Empty for no limit"
                value={typed.perTeam}
                onChange={(perTeam) => change({ perTeam })}
              />
              <Field
                label="Column that names the team"
                help="Of the accounts; empty for none"
                value={typed.teamColumn}
                onChange={({ target }) => change({ teamColumn: target.value })}
              />
              <Segments chosen={typed.segments} onChange={(segments) => change({ segments })} />
              <Tick
                label="Customers who left may be on it"
                checked={typed.readmit}
                onChange={({ target }) => change({ readmit: target.checked })}
              />
            </div>
          </Fold>
          <div className="mt-4">
            <FaultLine fault={fault} />
          </div>
          <DialogButtons>
            <Button type="submit" look="main" busy={busy}>
              {list === null ? "Make the list" : "Make it this way"}
            </Button>
            <Button onClick={onClose}>Leave it as it is</Button>
          </DialogButtons>
        </form>
      ) : (
        <JobProgress id={job} title={`Making ${typed.name}`} onDone={ended} onDismiss={() => setJob(null)} />
      )}
    </Dialog>
  );
}

function Count({
  label,
  help,
  value,
  onChange,
}: {
  readonly label: string;
  readonly help: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Field
      label={label}
      help={help}
      type="number"
      min={0}
      step={1}
      inputMode="numeric"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

/** Kinds of companies that the list is for. */
function Segments({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const line = useLine();
  const { data } = useQuery(queryOf<Items<Counts[number]>>("/api/accounts/counts", { line, by: "segment" }));
  const names = (data?.items ?? []).flatMap(({ value }) => (value === null ? [] : [value]));
  if (names.length < 2) return null;
  return (
    <fieldset className="mb-4">
      <legend className="mb-1 font-semibold">Kinds of companies</legend>
      <p className="mb-1 text-sm text-soft">None ticked: all of them</p>
      {names.map((name) => (
        <Tick
          key={name}
          label={name}
          checked={chosen.includes(name)}
          onChange={({ target }) => onChange(target.checked ? [...chosen, name] : chosen.filter((one) => one !== name))}
        />
      ))}
    </fieldset>
  );
}
