import type { LevelChart, LevelRule } from "../../../src/icp/page/page.ts";
import { Hint } from "../components/hint.tsx";
import { LevelBadge } from "../components/level-badge.tsx";
import { Wide } from "../components/wide.tsx";
import { AxisName, at, Dot } from "./dot.tsx";

/** What each level won: word, dot, rate, counts. */
export function LevelTable({ chart: { title, scale, rows } }: { readonly chart: LevelChart }) {
  const cycles = rows.some(({ cycle }) => cycle !== null);
  return (
    <Wide label={title}>
      <table className="plain">
        <caption className="mb-1 text-left text-sm font-semibold">{title}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr-only">level</span>
            </th>
            <th scope="col" className="w-1/3 min-w-24 max-sm:hidden">
              <span className="sr-only">chart</span>
              <AxisName scale={scale} />
            </th>
            <th scope="col" className="number">
              rate
            </th>
            <th scope="col" className="number">
              range
            </th>
            <th scope="col" className="number">
              counted
            </th>
            {cycles ? (
              <th scope="col" className="number">
                median cycle
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ level, rule, figure, cycle }) => (
            <tr key={level}>
              <th scope="row" className="whitespace-nowrap">
                <LevelBadge level={level} /> <span className="text-soft max-sm:block">{rule}</span>
              </th>
              <td className="max-sm:hidden">
                <Dot figure={figure} scale={scale} colour={`var(--${level === "unknown" ? "soft" : level})`} />
              </td>
              <td className="number">
                <Hint text={figure.hint} quiet>
                  <strong>{figure.value}</strong>
                </Hint>
              </td>
              <td className="number text-soft">{figure.range}</td>
              <td className="number text-soft">{figure.counted}</td>
              {cycles ? <td className="number text-soft">{cycle ?? "–"}</td> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** The score from 0 to 100 with its levels along it, and where a total stands. */
export function LevelRuler({
  rules,
  total = null,
}: {
  readonly rules: readonly LevelRule[];
  readonly total?: number | null;
}) {
  const ascending = [...rules].sort((a, b) => a.from - b.from);
  return (
    <div className="relative min-w-0 flex-1">
      <ul className="flex">
        {ascending.map(({ level, rule, from, to }) => (
          <li
            key={level}
            className="border-t-4 pt-1 text-sm whitespace-nowrap"
            style={{ width: at((to - from + 1) / 101), borderColor: `var(--${level})` }}
          >
            <span className="font-semibold">{level}</span> <span className="text-soft max-sm:block">{rule}</span>
          </li>
        ))}
      </ul>
      {total === null ? null : (
        <span
          aria-hidden="true"
          className="absolute -top-1 h-3 w-0.5 bg-ink outline outline-paper"
          style={{ left: at((total + 0.5) / 101) }}
        />
      )}
    </div>
  );
}
