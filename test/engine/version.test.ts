import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { VERSION } from "../../src/engine/version.ts";
import { ROOT } from "../source.ts";

test("the engine stamps the version of package.json", () => {
  const { version } = JSON.parse(readFileSync(`${ROOT}/package.json`, "utf8")) as { version: string };
  expect(VERSION).toBe(version);
});
