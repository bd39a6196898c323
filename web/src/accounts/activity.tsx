import { useState } from "react";
import type { AccountTold, TimingCurve } from "../api/accounts.ts";
import { countText, dayText } from "../app/words.ts";
import { Button } from "../components/button.tsx";
import { Chart, type Plot } from "../components/chart.tsx";
import { Section } from "../page/section.tsx";
import { sayCurve } from "./say.ts";
import { SimpleTable } from "./simple-table.tsx";

const FIRST = 10;

/** What happened at the account, what it still counts, and how it fades. */
export function Activity({ told: { account, curve, events } }: { readonly told: AccountTold }) {
  const [all, setAll] = useState(false);
  if (events.total === 0) return null;
  const shown = all ? events.items : events.items.slice(0, FIRST);
  return (
    <Section id="activity" title="When" word="timing" lead={countText(events.total, "event")}>
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        <div className="min-w-0">
          {curve === null ? (
            <p className="text-soft">
              {account.timing === 0 ? "Nothing of this counts any more." : `Timing ${account.timing ?? "is not told"}.`}
            </p>
          ) : (
            <Curve curve={curve} name={account.name ?? account.key} />
          )}
        </div>
        <div className="min-w-0">
          {curve === null || curve.signals.length === 0 ? null : (
            <div className="mb-4">
              <SimpleTable
                title="What still counts"
                columns={[
                  { head: "what counts" },
                  { head: "points", number: true },
                  { head: "events", number: true },
                  { head: "half of it after", number: true, wide: true },
                ]}
                rows={curve.signals.map(({ label, points, cap, events: n, half_life_days }) => ({
                  key: label,
                  cells: [
                    <strong key="label">{label}</strong>,
                    <span key="points">
                      <strong>{points}</strong> <span className="text-soft">of {cap}</span>
                    </span>,
                    n,
                    `${half_life_days} days`,
                  ],
                }))}
              />
            </div>
          )}
          <SimpleTable
            title="What happened, the newest first"
            columns={[{ head: "what happened" }, { head: "about" }, { head: "day", number: true }]}
            rows={shown.map(({ day, type, topic, times }, place) => ({
              key: String(place),
              cells: [
                `${type.replaceAll("_", " ")}${times === 1 ? "" : `, ${times.toLocaleString()} times`}`,
                <span key="topic" className="text-soft">
                  {topic ?? "–"}
                </span>,
                day === null ? "–" : dayText(day),
              ],
            }))}
          />
          {events.items.length > FIRST ? (
            <Button look="quiet" className="-ml-3" onClick={() => setAll(!all)}>
              {all ? "Show fewer" : `Show ${countText(events.items.length, "event")}`}
            </Button>
          ) : null}
        </div>
      </div>
    </Section>
  );
}

const HEIGHT = 220;

function Curve({ curve, name }: { readonly curve: TimingCurve; readonly name: string }) {
  const { day, levels, points } = curve;
  return (
    <Chart
      title={sayCurve(curve)}
      note={`Timing of the last half year, and from ${dayText(day)} on if nothing more happens`}
      file={`timing ${name}`}
      height={HEIGHT}
      table={{
        columns: [
          { head: "day", number: false },
          { head: "timing", number: true },
        ],
        rows: points.map((one) => [one.day, String(one.timing)]),
      }}
      draw={(plot, width) => drawCurve(plot, width, { day, levels, points })}
    />
  );
}

function drawCurve(plot: Plot, width: number, { day, levels, points }: Omit<TimingCurve, "signals">): Element {
  const dated = points.map((one) => ({ at: new Date(`${one.day}T12:00:00`), timing: one.timing, day: one.day }));
  const marks = [
    { level: "high", at: levels.high },
    { level: "medium", at: levels.medium },
  ];
  const line = { x: "at", y: "timing", stroke: "var(--accent)", strokeWidth: 2 };
  return plot.plot({
    ...{ width, height: HEIGHT, marginLeft: 32, marginRight: 56 },
    x: { type: "time", label: null, ticks: Math.max(3, Math.floor(width / 110)) },
    y: { domain: [0, 100], ticks: 4, label: null },
    style: { background: "transparent", color: "var(--soft)", fontSize: "12px", fontFamily: "inherit" },
    marks: [
      plot.ruleY([0], { stroke: "var(--edge)" }),
      plot.ruleY(marks, { y: "at", stroke: "var(--line)" }),
      plot.text(marks, {
        y: "at",
        text: "level",
        frameAnchor: "right",
        dx: 8,
        textAnchor: "start",
        fill: "var(--soft)",
      }),
      plot.ruleX([new Date(`${day}T12:00:00`)], { stroke: "var(--edge)", strokeDasharray: "2 3" }),
      plot.line(
        dated.filter((one) => one.day <= day),
        line,
      ),
      plot.line(
        dated.filter((one) => one.day >= day),
        { ...line, strokeDasharray: "4 4" },
      ),
      plot.dot(
        dated.filter((one) => one.day === day),
        { x: "at", y: "timing", fill: "var(--accent)", r: 4 },
      ),
    ],
  });
}
