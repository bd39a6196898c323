export type Level = "high" | "medium" | "low" | "unknown";

const COLOURS: Readonly<Record<Level, string>> = {
  high: "bg-high",
  medium: "bg-medium",
  low: "bg-low",
  unknown: "border border-soft",
};

/** A level by its word, with its colour beside it. */
export function LevelBadge({ level }: { readonly level: Level }) {
  return (
    <span className="inline-flex items-center gap-1.5 font-semibold whitespace-nowrap">
      <span className={`size-2 shrink-0 ${COLOURS[level]}`} aria-hidden="true" />
      {level}
    </span>
  );
}
