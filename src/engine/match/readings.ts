import type { DocumentAttribute, IcpDocument } from "../../icp/document.ts";
import { testsOf } from "../../icp/tests-of.ts";
import { normaliser } from "../../normalise/normalise.ts";
import type { NormaliseRule } from "../../normalise/rule.ts";
import { countries } from "../../vocabulary/countries.ts";
import { industries } from "../../vocabulary/industries.ts";
import { readPlace, type TwoLetters } from "../../vocabulary/place-text.ts";
import { industryBySic } from "../../vocabulary/sic.ts";
import { states } from "../../vocabulary/states.ts";
import type { Reading } from "./stand-ins.ts";

/** What the profile's bands and rules of a source know, with the rule that makes values of its cells. */
export interface Known {
  readonly source: string;
  readonly rule: NormaliseRule;
  /** A cell's value when a band knows it, else null. */
  value(cell: string): string | number | null;
}

/** What the attributes of a source that are scored by know; null when none has a rule. */
export function knownOf(document: IcpDocument, source: string): Known | null {
  const scored = [...testsOf(document)].flatMap(([attribute, tests]) => {
    const found = document.attributes.find(({ name }) => name === attribute);
    return found?.source === source && found.normalise !== null ? [{ found, tests }] : [];
  });
  const [first] = scored;
  if (first === undefined) return null;
  const rule = (first.found as DocumentAttribute).normalise!;
  const run = normaliser(rule);
  const words = new Set(first.tests.flatMap((test) => ("in" in test ? test.in : [])));
  return {
    source,
    rule,
    value: (cell) => {
      const value = run(cell);
      if (value === null || typeof value === "boolean") return null;
      return rule.kind !== "text" || words.has(String(value)) ? value : null;
    },
  };
}

/** What a cell of a stand-in says of the attribute, as a text that its rule reads; null where it says nothing that can be told. */
export function reader(reading: Reading, known: Known, letters: TwoLetters | null): (cell: string) => string | null {
  switch (reading) {
    case "as it is":
      return (cell) => cell;
    case "place":
      return (cell) => placeName(cell, known, letters);
    case "one of several":
      return (cell) => oneOf(cell, known);
    case "SIC":
      return (cell) => oneOf(cell, known, sicName);
    case "year":
      return (cell) => /(?<!\d)(?:1[6-9]|20)\d\d(?!\d)/.exec(cell)?.[0] ?? null;
    case "thousands":
      return (cell) => (/^\s*[$€£]?\s*[\d.,]+\s*$/.test(cell) ? `${cell.trim()}k` : null);
    case "shares":
      return (cell) => scaled(cell, known, 100);
    case "percentages":
      return (cell) => scaled(cell, known, 0.01);
  }
}

function scaled(cell: string, known: Known, by: number): string | null {
  const value = known.value(cell);
  if (typeof value !== "number") return null;
  const text = String(Number((value * by).toFixed(6)));
  return known.rule.kind === "number" ? text.replace(".", known.rule.decimal) : text;
}

function placeName(cell: string, known: Known, letters: TwoLetters | null): string | null {
  if (known.value(cell) !== null) return cell;
  const place = readPlace(cell, letters);
  if (place === null) return null;
  if (known.source === "state") return place.state === null ? null : states.things.get(place.state)!.label;
  return countries.things.get(place.country)!.label;
}

function sicName(code: string): string {
  const id = industryBySic(code);
  return id === null ? code : industries.things.get(id)!.label;
}

/** The value that most of a cell's words mean, the first of several; a set gets all of them. */
function oneOf(cell: string, known: Known, spell: (word: string) => string = (word) => word): string | null {
  const words = cell
    .split(/[,;|]/)
    .map((word) => spell(word.trim()))
    .filter((word) => word !== "");
  if (known.rule.kind === "set") return words.join(`${known.rule.separators[0] ?? ";"} `);
  if (known.value(cell) !== null) return cell;
  const votes = new Map<string | number, { word: string; count: number }>();
  for (const word of words) {
    const value = known.value(word);
    if (value !== null)
      votes.set(value, { word: votes.get(value)?.word ?? word, count: (votes.get(value)?.count ?? 0) + 1 });
  }
  const most = Math.max(0, ...[...votes.values()].map(({ count }) => count));
  return [...votes.values()].find(({ count }) => count === most)?.word ?? null;
}
