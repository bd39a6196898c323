import { readFileSync } from "node:fs";
import { readTitle } from "../../../src/ingest/title/title.ts";

/** A title as people write it, and what it says. */
export interface Expected {
  readonly title: string;
  readonly function: string;
  readonly seniority: string;
}

/** The titles of a list beside this file. */
export function titlesOf(name: string): readonly Expected[] {
  return readFileSync(new URL(name, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [title, job, seniority] = line.split("|").map((cell) => cell.trim());
      return { title: title!, function: job!, seniority: seniority! };
    });
}

/** Titles that are read otherwise, in words. */
export function misread(titles: readonly Expected[]): readonly string[] {
  return titles.flatMap(({ title, function: job, seniority }) => {
    const read = readTitle(title);
    if (read?.function === job && read.seniority === seniority) return [];
    return [`${title}: ${read?.function ?? "nothing"} ${read?.seniority ?? ""}, expected ${job} ${seniority}`];
  });
}
