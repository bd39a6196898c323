import type { Level } from "../components/level-badge.tsx";

const LEVELS: readonly Level[] = ["high", "medium", "low", "unknown"];

/** A level as the server says it; what it does not say is not known. */
export function levelOf(value: string | null): Level {
  return LEVELS.find((level) => level === value) ?? "unknown";
}
