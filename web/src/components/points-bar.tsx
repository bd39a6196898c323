import { Wide } from "./wide.tsx";

/** Points of a possible number as a bar, beside their figures. */
export function PointsBar({ points, of }: { readonly points: number; readonly of: number }) {
  return (
    <span className="flex items-center gap-2">
      <span className="w-14 text-right whitespace-nowrap">
        <strong>{points}</strong> <span className="text-soft">of {of}</span>
      </span>
      <span className="h-2 min-w-12 flex-1 bg-wash" aria-hidden="true">
        <span className="block h-full bg-accent" style={{ width: percent(of === 0 ? 0 : (points / of) * 100) }} />
      </span>
    </span>
  );
}

export interface WaterfallPart {
  readonly name: string;
  /** What the account has: `200 or more`, or `not known`. */
  readonly value: string;
  readonly points: number;
  readonly of: number;
  /** What more could be had, and with what: `up to 25 with Fintech`. */
  readonly could?: string;
}

/** Points that add up to a score: each bar begins where the one above it ends, and what could still be had is drawn empty. */
export function Waterfall({ parts, total, title }: WaterfallProps) {
  const starts = parts.map((_, place) => parts.slice(0, place).reduce((sum, { points }) => sum + points, 0));
  return (
    <Wide label={title}>
      <table className="plain">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col">attribute</th>
            <th scope="col" className="max-sm:hidden">
              <span className="sr-only">bar</span>
            </th>
            <th scope="col" className="number">
              points
            </th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ name, value, points, of, could = "" }, place) => (
            <tr key={name}>
              <th scope="row" className="wrap-anywhere">
                <strong>{name}</strong> <span className="text-soft">{value}</span>
                {could === "" ? null : <span className="block text-xs text-soft">{could}</span>}
              </th>
              <td className="w-2/5 max-sm:hidden">
                <span className="relative mt-1 block h-3" aria-hidden="true">
                  <span
                    className="absolute h-full border border-edge"
                    style={{ left: percent(starts[place] ?? 0), width: percent(of) }}
                  />
                  <span
                    className="absolute h-full bg-accent"
                    style={{ left: percent(starts[place] ?? 0), width: percent(points) }}
                  />
                </span>
              </td>
              <td className="number">
                <strong>{points}</strong> <span className="text-soft">of {of}</span>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Together</th>
            <td className="max-sm:hidden" />
            <td className="number">
              <strong>{total}</strong> <span className="text-soft">of 100</span>
            </td>
          </tr>
        </tfoot>
      </table>
    </Wide>
  );
}

interface WaterfallProps {
  readonly parts: readonly WaterfallPart[];
  readonly total: number;
  readonly title: string;
}

function percent(share: number): string {
  return `${Math.max(0, Math.min(100, share))}%`;
}
