import { Command } from "commander";
import { expect, it } from "vitest";
import { roomOf, tierRequest, withRoomOptions, withTierOptions } from "../../src/cli/room-options.ts";

function parsed(add: (command: Command) => Command, args: readonly string[]): Record<string, unknown> {
  const command = add(new Command("x"))
    .exitOverride()
    .configureOutput({ writeErr: () => {} });
  return command.parse(args, { from: "user" }).opts();
}

it("reads levels, room and tiers", () => {
  const said = parsed(withRoomOptions, ["--levels", "65, 35", "--capacity", "20,80", "--sellers", "3"]);
  expect(said.levels).toEqual({ high: 65, medium: 35 });
  expect(roomOf(said)).toEqual({ tiers: [20, 80], sellers: 3, accountsPerSeller: null });
  expect(parsed(withRoomOptions, ["--levels", "data"]).levels).toBe("data");
  expect(tierRequest(parsed(withTierOptions, []), 7)).toBeNull();
  expect(tierRequest(parsed(withTierOptions, ["--control", "30"]), 7)).toEqual({
    by: "rank",
    capacity: null,
    control: 30,
    seed: 7,
  });
});

it.each([
  ["--levels", "35,65"],
  ["--levels", "65"],
  ["--levels", "101,40"],
  ["--levels", "65,0"],
  ["--levels", "65,"],
  ["--capacity", "50"],
  ["--capacity", "50,-1"],
  ["--capacity", "a,b"],
  ["--sellers", "0"],
])("refuses %s %s", (option, value) => {
  expect(() => parsed(withRoomOptions, [option, value])).toThrow(/give /);
});
