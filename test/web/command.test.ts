import { expect, it } from "vitest";
import { found, type Named } from "../../web/src/command/found.ts";

const named = (...names: readonly string[]): readonly Named[] =>
  names.map((name) => ({ name, also: name === "Import files" ? "upload csv" : "" }));
const names = (text: string, things: readonly Named[]): readonly string[] =>
  found(things, text).map(({ name }) => name);

it("finds by the beginnings of words, the nearest first, and leaves their order where they are as near", () => {
  const pages = named(
    "Overview",
    "What you believe",
    "Target lists",
    "Make a list",
    "Customers",
    "Über uns",
    "Import files",
  );
  expect(names("", pages)).toEqual(pages.map(({ name }) => name));
  expect(names("list", pages)).toEqual(["Target lists", "Make a list"]);
  expect(names("li ta", pages)).toEqual(["Target lists"]);
  expect(names("uber", pages)).toEqual(["Über uns"]);
  expect(names("UPLOAD", pages)).toEqual(["Import files"]);
  expect(names("o", pages)).toEqual(["Overview", "What you believe", "Customers", "Import files"]);
  expect(names("xyz", pages)).toEqual([]);
  expect(names("...", pages)).toEqual([]);
});
