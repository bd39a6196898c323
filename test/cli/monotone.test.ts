import { beforeAll, describe, expect, it } from "vitest";
import { type Built, built, firstRows, openicp, SAMPLE, scratch } from "./openicp.ts";

const folder = scratch();
const DEALS = firstRows(`${SAMPLE}/flat/deals.csv`, 1200, folder);
const FEW = firstRows(`${SAMPLE}/flat/deals.csv`, 250, folder);
const build = (...args: string[]): Promise<Built> => built([DEALS, "--about", "account", "--no-resampling", ...args]);

/** Points of an attribute's numbered bands, from the lowest to the highest. */
function pointsOf(result: Built, name: string): number[] {
  const scored = result.icp.document.scorecard.attributes.find(({ attribute }) => attribute === name);
  return (scored?.bands ?? []).filter(({ match }) => "from" in match).map(({ points }) => points);
}

const sorted = (points: readonly number[]): number[] => [...points].sort((a, b) => a - b);

describe("build --monotone", () => {
  let free: Built;
  beforeAll(async () => {
    free = await build();
  });

  it("without it larger companies earn more here, and nothing is said of a direction", () => {
    expect(pointsOf(free, "employees").length).toBeGreaterThan(2);
    expect(free.icp.document.engine.parameters).not.toHaveProperty("monotone");
  });

  it("employees=UP: the points rise from band to band, and the document says so", async () => {
    const result = await build("--monotone", "employees=UP");
    const points = pointsOf(result, "employees");
    expect(points.length).toBeGreaterThan(2);
    expect(points).toEqual(sorted(points));
    expect(result.icp.document.engine.parameters).toMatchObject({ monotone: "employees up" });
    expect(result.id).not.toBe(free.id);
  });

  it("held against what the deals say, the attribute earns nothing", async () => {
    const result = await build("--monotone", "Employees=down");
    expect(pointsOf(result, "employees")).toEqual([]);
    expect(result.icp.document.scorecard.attributes.length).toBeGreaterThan(2);
  });

  it.each([
    [["Employees"], '--monotone: "Employees" says no direction; write COLUMN=up'],
    [["Employees=up", "Employees=down"], '"Employees" cannot go both up and down; say one of them'],
    [["Employees=up", "employees=down"], '"Employees" cannot go both up and down; say one of them'],
    [["Employes=up"], 'there is no column "Employes"; did you mean "Employees"?'],
    [["Industry=up"], '"Industry" has no order, its values are names'],
    [["Days In Stage=up"], '"Days In Stage" takes no part: '],
    [["Opportunity ID=down"], '"Opportunity ID" '],
  ])("refuses %j", async (wishes, sentence) => {
    const ended = await openicp(["build", FEW, "--no-resampling", ...wishes.flatMap((wish) => ["--monotone", wish])]);
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain(sentence);
  });
});
