import type { DeclaredPart } from "../declared.ts";
import { facts as factLines } from "./facts.ts";
import { heading, type Screen } from "./screen.ts";

/** What people believed, in words; its bands are in the other renderings. */
export function declared(screen: Screen, { title, lead, facts }: DeclaredPart): readonly string[] {
  return [...heading(screen, title, lead), ...factLines(screen, facts)];
}
