import type { Figure, Scale } from "../../../src/icp/page/page.ts";

const COLOURS = { above: "var(--accent)", below: "var(--soft)", unsure: "var(--soft)" } as const;

interface DotProps {
  readonly figure: Figure;
  readonly scale: Scale;
  /** Instead of the colour that its side gives. */
  readonly colour?: string;
}

/** A rate as a dot with whiskers against the line of the average; the line alone where there is too little. The table beside it says the same. */
export function Dot({ figure: { dot }, scale, colour }: DotProps) {
  const stroke = colour ?? (dot === null ? "" : COLOURS[dot.side]);
  const hollow = colour === undefined && dot?.side === "unsure";
  return (
    <svg className="block h-6 w-full overflow-visible" aria-hidden="true">
      <line x1={at(scale.base)} x2={at(scale.base)} y1="0" y2="100%" stroke="var(--edge)" strokeDasharray="2 2" />
      {dot === null || dot.low === null || dot.high === null ? null : (
        <line x1={at(dot.low)} x2={at(dot.high)} y1="50%" y2="50%" stroke={stroke} strokeWidth="1.5" />
      )}
      {dot === null ? null : (
        <circle
          cx={at(dot.at)}
          cy="50%"
          r="3.5"
          fill={hollow ? "var(--paper)" : stroke}
          stroke={stroke}
          strokeWidth="1.5"
        />
      )}
    </svg>
  );
}

/** A place on a scale as a share of its length. */
export function at(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}

/** What the dashed line is, above a column of dots. */
export function AxisName({ scale }: { readonly scale: Scale }) {
  return (
    <span className="relative block h-4 whitespace-nowrap" aria-hidden="true">
      <span
        className="absolute -translate-x-1/2"
        style={{ left: `clamp(2.4rem, ${at(scale.base)}, calc(100% - 2.4rem))` }}
      >
        average {scale.baseText}
      </span>
    </span>
  );
}
