import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { dayText, exportsOf, historyEnd, simulate, YEAR } from "./generator/simulate.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: YEAR.seed },
    /** Months before the first watched one, and months watched. */
    history: { type: "string", default: String(YEAR.history) },
    months: { type: "string", default: String(YEAR.months) },
    deals: { type: "string", default: String(YEAR.dealsPerMonth) },
    /** The watched month in which the market moves, or `none`. */
    shift: { type: "string", default: String(YEAR.shiftIn) },
    out: { type: "string", default: "out/simulated" },
  },
});

/**
 * Writes months of the sample company's business, with or without a shift: `npx tsx examples/simulate.ts --shift none --out out/quiet`. Two
 * exports come of it: `before`, of the last day of the history, and `after`, of the last day of all.
 */
function main(): void {
  const simulated = simulate({
    seed: values.seed,
    history: Number(values.history),
    months: Number(values.months),
    dealsPerMonth: Number(values.deals),
    shiftIn: values.shift === "none" ? null : Number(values.shift),
  });
  const days = { before: historyEnd(simulated), after: simulated.firstDay(simulated.simulation.months + 1) - 1 };
  for (const [name, day] of Object.entries(days)) {
    for (const [path, content] of exportsOf(simulated, day)) {
      const file = join(resolve(values.out), name, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      process.stdout.write(
        `${name}/${path}: ${content.trimEnd().split("\n").length - 1} rows, as of ${dayText(day)}\n`,
      );
    }
  }
}

main();
