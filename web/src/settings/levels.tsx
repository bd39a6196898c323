import { useState } from "react";
import { countText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Field } from "../components/field.tsx";
import { DraftDialog } from "./draft.tsx";
import { Part } from "./part.tsx";
import type { Settings } from "./types.ts";

const FIXED = {
  "no-card": "The version in force has no scorecard, so it has no levels.",
  parts: "The version in force has a card for each part, on one scale: its levels are set by a build.",
} as const;

/** What the job of an edit tells. */
interface Edited {
  readonly effect: {
    readonly moves: {
      readonly accounts: number;
      readonly moved: number;
      readonly up: number;
      readonly down: number;
    } | null;
  };
}

/** Where high and medium begin: another place is a draft, with whom it moves. */
export function Levels({ version }: { readonly version: NonNullable<Settings["version"]> }) {
  const { number, levels, fixed } = version;
  const [high, setHigh] = useState(String(levels.high));
  const [medium, setMedium] = useState(String(levels.medium));
  const [making, setMaking] = useState(false);
  const wanted = { high: Number(high), medium: Number(medium) };
  const fine =
    [wanted.high, wanted.medium].every((one) => Number.isInteger(one) && one >= 1 && one <= 100) &&
    wanted.high > wanted.medium;
  const same = wanted.high === levels.high && wanted.medium === levels.medium;
  return (
    <Part
      title="Levels of fit"
      lead={`Version ${number}: high from ${levels.high} points, medium from ${levels.medium}.`}
    >
      {fixed !== null ? (
        <p className="text-soft">{FIXED[fixed]}</p>
      ) : (
        <div className="max-w-[44rem]">
          <div className="grid gap-x-8 md:grid-cols-2">
            <Points label="High from" value={high} onChange={setHigh} />
            <Points
              label="Medium from"
              value={medium}
              onChange={setMedium}
              fault={fine ? null : "Whole points from 1 to 100, and high above medium"}
            />
          </div>
          <Button look="main" disabled={!fine || same} onClick={() => setMaking(true)}>
            Make a draft
          </Button>
        </div>
      )}
      {making ? (
        <DraftDialog
          title="Levels set by hand"
          lead="The draft is held against the deals of the workspace. Its points stay as they are."
          path="/api/icp/edit"
          body={{ version: String(number), levels: wanted }}
          changes={[`High from ${high} (is ${levels.high})`, `Medium from ${medium} (is ${levels.medium})`]}
          effect={(result) => <Moved effect={(result as Edited).effect} />}
          onClose={() => setMaking(false)}
        />
      ) : null}
    </Part>
  );
}

function Moved({ effect: { moves } }: Edited) {
  if (moves === null) return null;
  return (
    <p>
      {countText(moves.moved, "account")} of {moves.accounts.toLocaleString()} would change level: {moves.up} up,{" "}
      {moves.down} down.
    </p>
  );
}

function Points({
  label,
  value,
  onChange,
  fault = null,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly fault?: string | null;
}) {
  return (
    <Field
      label={label}
      type="number"
      min={1}
      max={100}
      step={1}
      inputMode="numeric"
      value={value}
      fault={fault}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
