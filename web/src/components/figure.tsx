import { Hint } from "./hint.tsx";

interface FigureProps {
  /** `62%`, or `–` where there is too little. */
  readonly value: string;
  /** `51–72%`, or why there is none; empty for nothing. */
  readonly range?: string;
  /** How many stand behind it. */
  readonly n?: string;
  readonly hint?: string;
}

/** A figure with what speaks for it in lighter type: `62%` `51–72%, n 84`. */
export function Figure({ value, range = "", n = "", hint = "" }: FigureProps) {
  const evidence = [range, n === "" ? "" : `n ${n}`].filter((part) => part !== "").join(", ");
  return (
    <span>
      <Hint text={hint} quiet>
        <strong className="whitespace-nowrap">{value}</strong>
      </Hint>
      {evidence === "" ? null : <span className="text-soft"> {evidence}</span>}
    </span>
  );
}
