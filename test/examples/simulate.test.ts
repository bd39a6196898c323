import { describe, expect, it } from "vitest";
import { AS_OF } from "../../examples/generator/dates.ts";
import { exportsOf, historyEnd, type Simulated, simulate } from "../../examples/generator/simulate.ts";

const SMALL = { history: 12, months: 9, dealsPerMonth: 40 };
const shifted = simulate({ ...SMALL, seed: "a" });
const quiet = simulate({ ...SMALL, seed: "a", shiftIn: null });

function share(simulated: Simulated, from: number, to: number): number {
  const { deals, firstDay, kindOf } = simulated;
  const own = deals.filter(({ created }) => created >= firstDay(from) && created < firstDay(to + 1));
  return own.filter(({ company }) => kindOf(company) === "emerging").length / own.length;
}

describe("simulated months", () => {
  it("end on the sample's day, with about so many deals a month", () => {
    const { deals, firstDay } = shifted;
    expect(firstDay(10)).toBe(AS_OF + 1);
    expect(deals.length / 21).toBeGreaterThan(35);
    expect(deals.length / 21).toBeLessThan(45);
    expect(deals.every(({ created, closed }) => created <= AS_OF && closed >= created)).toBe(true);
  });

  it("are the same for the same seed, and until the shift whether or not there is one", () => {
    const text = (deals: Simulated["deals"]): string => JSON.stringify(deals);
    expect(text(simulate({ ...SMALL, seed: "a" }).deals)).toBe(text(shifted.deals));
    const early = ({ deals, firstDay }: Simulated) => text(deals.filter(({ created }) => created < firstDay(7)));
    expect(early(quiet)).toBe(early(shifted));
    expect(text(simulate({ ...SMALL, seed: "b" }).deals)).not.toBe(text(shifted.deals));
  });

  it("carry the shift: a kind goes from 15% to 40% of the deals", () => {
    expect(share(shifted, -11, 6)).toBeGreaterThan(0.1);
    expect(share(shifted, -11, 6)).toBeLessThan(0.2);
    expect(share(shifted, 7, 9)).toBeGreaterThan(0.3);
    expect(share(quiet, 7, 9)).toBeLessThan(0.25);
  });

  it("export what a CRM knows on a day: nothing later, open where it is not decided", () => {
    const early = exportsOf(shifted, historyEnd(shifted));
    const late = exportsOf(shifted, AS_OF);
    const ids = (text: string): string[] => text.match(/^00[16][0-9a-zA-Z]{15}(?=,)/gm) ?? [];
    const file = "salesforce/Opportunity.csv";
    expect(ids(late.get(file)!).slice(0, ids(early.get(file)!).length)).toEqual(ids(early.get(file)!));
    const accounts = new Set(ids(late.get("salesforce/Account.csv")!));
    expect(ids(early.get("salesforce/Account.csv")!).every((id) => accounts.has(id))).toBe(true);
    const created = shifted.deals.filter(({ created }) => created <= historyEnd(shifted));
    const open = created.filter(({ status, closed }) => status === "open" || closed > historyEnd(shifted)).length;
    expect((early.get(file)!.match(/,false,false,/g) ?? []).length).toBe(open);
  });
});
