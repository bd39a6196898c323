import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const beside = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const TITLE = "## What a page tells of them";

/** The section of bench/SEGMENTS.md on what passes the gate of won against lost, with the table of bench/SEGMENTS-TOLD.md; empty without that file. */
export function toldSection(): string {
  const file = beside("SEGMENTS-TOLD.md");
  if (!existsSync(file)) return "";
  const text = readFileSync(file, "utf8");
  const [, written = ""] = text.split("\n\n");
  return `${TITLE}

The bars above are of classes found among the won. A page tells fewer: only those that are also commoner among the won than
among the lost, by rules made without the accounts they are tested on (1% over all kinds of a profile). What it tells is
rarely wrong, and with two or three kinds that are a third as common among the lost it is often not all of them (of three, almost never): *right*
below is far under *K right* above. Kinds that are a tenth as common among the lost pass more often.
From ${written.split(/: |\n/)[0]!}; 200 won, 400 lost.

${text.slice(text.indexOf("| worlds |")).trimEnd()}
`;
}

/** Puts the section at the end of bench/SEGMENTS.md, in place of an earlier one. */
export function writeToldSection(): void {
  const file = beside("SEGMENTS.md");
  const [before = ""] = readFileSync(file, "utf8").split(`\n${TITLE}`);
  writeFileSync(file, `${before.trimEnd()}\n\n${toldSection()}`);
}
