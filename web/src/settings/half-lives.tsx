import { useState } from "react";
import { capital, countText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Wide } from "../components/wide.tsx";
import { DraftDialog } from "./draft.tsx";
import { Part } from "./part.tsx";
import type { EventLine, Settings } from "./types.ts";

type Version = NonNullable<Settings["version"]>;

interface Counts {
  readonly high: number;
  readonly medium: number;
}

/** What the job of half-lives tells. */
interface Set {
  readonly counts: { readonly before: Counts; readonly after: Counts } | null;
}

function nameOf({ type, topic }: EventLine): string {
  const words = capital(type.replaceAll("_", " "));
  return topic === null ? words : `${words} (${topic})`;
}

function keyOf({ type, topic }: EventLine): string {
  return `${type}:${topic ?? ""}`;
}

function sourceOf({ source, was, evidence }: EventLine): string {
  if (source === "hand")
    return was === null
      ? "set by hand"
      : `set by hand; ${was.source === "learned" ? "the deals said" : "the default is"} ${countText(was.days, "day")}`;
  if (source === "default") return "default, not measured";
  return evidence === null
    ? "in proportion to the defaults"
    : `measured: ${evidence.won} won, ${evidence.lost} lost deals had one`;
}

/** How long each kind of event counts: another time is a draft, with who is active by it. */
export function HalfLives({ version: { number, timing } }: { readonly version: Version }) {
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const [making, setMaking] = useState(false);
  const changed = timing.events.flatMap((line) => {
    const days = Number(typed[keyOf(line)] ?? line.half_life_days);
    return days === line.half_life_days ? [] : [{ line, days }];
  });
  const fine = changed.every(({ days }) => Number.isInteger(days) && days >= 1 && days <= 3650);
  return (
    <Part
      title="Half-lives"
      lead={`After its half-life an event counts half of its points. Version ${number}: ${timing.reason}`}
    >
      <Wide label="Half-lives of events">
        <table className="w-full max-w-[52rem] text-left">
          <thead>
            <tr className="border-b border-edge text-sm text-soft">
              <th className="py-1 pr-4 font-normal">event</th>
              <th className="py-1 pr-4 text-right font-normal">points</th>
              <th className="py-1 pr-4 font-normal">half after, in days</th>
              <th className="py-1 font-normal">where that comes from</th>
            </tr>
          </thead>
          <tbody>
            {timing.events.map((line) => (
              <tr key={keyOf(line)} className="border-b border-line">
                <td className="py-1 pr-4">{nameOf(line)}</td>
                <td className="py-1 pr-4 text-right">{line.weight}</td>
                <td className="py-1 pr-4">
                  <input
                    type="number"
                    min={1}
                    max={3650}
                    step={1}
                    inputMode="numeric"
                    aria-label={`Days after which ${nameOf(line)} counts half`}
                    className="min-h-8 w-24 rounded-md border border-edge bg-paper px-2 max-md:min-h-10"
                    value={typed[keyOf(line)] ?? String(line.half_life_days)}
                    onChange={({ target }) => setTyped({ ...typed, [keyOf(line)]: target.value })}
                  />
                </td>
                <td className="py-1 text-sm text-soft">{sourceOf(line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <p className="mt-2 mb-4 max-w-prose text-sm text-soft">
        What you set stays until a build measures it anew, or takes the default. Points change in a build alone.
      </p>
      {fine ? null : <p className="mb-2 text-harm">Whole days from 1 to 3,650.</p>}
      <Button look="main" disabled={changed.length === 0 || !fine} onClick={() => setMaking(true)}>
        Make a draft
      </Button>
      {making ? (
        <DraftDialog
          title="Half-lives set by hand"
          lead="The score stays as it is. No deals are asked whether these half-lives are better."
          path="/api/icp/half-lives"
          body={{
            version: String(number),
            half_lives: changed.map(({ line: { type, topic }, days }) => ({ type, topic, days })),
          }}
          changes={changed.map(
            ({ line, days }) => `${nameOf(line)}: ${line.half_life_days} → ${countText(days, "day")}`,
          )}
          effect={(result) => <Active counts={(result as Set).counts} />}
          onClose={() => setMaking(false)}
        />
      ) : null}
    </Part>
  );
}

function Active({ counts }: Set) {
  if (counts === null) return <p>Without accounts and events nobody can tell who is active by it.</p>;
  const { before, after } = counts;
  return (
    <p>
      By the same events {countText(after.high, "account")} that you do not sell to yet would be at high timing (
      {before.high.toLocaleString()} now) and {after.medium.toLocaleString()} at medium (
      {before.medium.toLocaleString()} now).
    </p>
  );
}
