import fc from "fast-check";
import type { Value, ValueFigure, Worth } from "../../src/icp/value.ts";

const count = fc.nat({ max: 100_000 });
const amount = fc.double({ min: -1, max: 1e9, noNaN: true }).map((x) => x + 0);
const figure: fc.Arbitrary<ValueFigure> = fc.record({
  mean: amount,
  interval: fc.tuple(amount, amount).map(([a, b]): [number, number] => [Math.min(a, b), Math.max(a, b)]),
  n: count,
});
const maybe = fc.option(figure);
const worth: fc.Arbitrary<Worth> = fc.record({
  won: count,
  customers: count,
  acv: maybe,
  cycle_days: maybe,
  churn: maybe,
  expansion: maybe,
  nrr: maybe,
  ltv: maybe,
  payback_months: maybe,
  others: fc.array(
    figure.map((of) => ({ measure: "nps" as const, ...of })),
    { maxLength: 1 },
  ),
});

/** Any value part, its texts as hostile as `text` makes them. */
export function arbitraryValue(text: fc.Arbitrary<string>): fc.Arbitrary<Value> {
  return fc.record({
    currency: fc.option(text),
    margin: fc.constantFrom(0.5, 1),
    cac: fc.option(fc.constant(9000)),
    all: worth,
    levels: fc
      .subarray(["high", "medium", "low", "unknown"] as const)
      .chain((levels) => fc.tuple(...levels.map((level) => worth.map((of) => ({ level, ...of }))))),
    bands: fc.array(
      fc.tuple(text, text, worth).map(([attribute, band, of]) => ({ attribute, band, ...of })),
      { maxLength: 2 },
    ),
    differences: fc.array(
      fc.record({
        measure: fc.constantFrom("acv" as const, "cycle_days" as const, "nrr" as const, "nps" as const),
        is: fc.constantFrom("times" as const, "more" as const),
        value: amount,
        interval: fc.tuple(amount, amount),
        n: fc.tuple(count, count),
        finding: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
    best_worst: fc.option(
      fc.record({
        by: fc.subarray(["acv", "cycle_days", "stay", "expansion"] as const, { minLength: 1 }),
        share: fc.constant(0.25),
        best: fc.constant(40),
        worst: fc.constant(40),
        tested: count,
        rows: fc.array(
          fc.record({
            attribute: text,
            is: text.map((has) => ({ has })),
            label: text,
            best: fc.nat({ max: 40 }),
            worst: fc.nat({ max: 40 }),
            lift: fc.double({ min: 0, max: 100, noNaN: true }),
            interval: fc.constant<[number, number]>([0.1, 12]),
            q: fc.constant(0.04),
          }),
          { maxLength: 4 },
        ),
      }),
    ),
    missing: fc.array(text, { maxLength: 2 }),
  });
}
