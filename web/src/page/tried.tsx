import type { Tried as Part } from "../../../src/icp/page/tried.ts";
import { Hint } from "../components/hint.tsx";
import { Wide } from "../components/wide.tsx";
import { at } from "./dot.tsx";
import { Section } from "./section.tsx";

/** Instead of a score where nothing separates: what was looked at, and where chance alone lands. */
export function Tried({ part: { title, lead, axis, chance, rows } }: { readonly part: Part }) {
  return (
    <Section id="tried" title={title} lead={lead}>
      <Wide label={title}>
        <table className="plain">
          <caption className="sr-only">{title}</caption>
          <thead>
            <tr>
              <th scope="col">column</th>
              <th scope="col" className="number">
                filled
              </th>
              <th scope="col" className="w-2/5 min-w-40">
                <span className="flex justify-between" aria-hidden="true">
                  <span>{axis.low}</span>
                  <span>{axis.middle}</span>
                  <span>{axis.high}</span>
                </span>
                <span className="sr-only">{chance.label}</span>
              </th>
              <th scope="col" className="number">
                separates
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, aboutDeal, filled, value, at: place, hint }) => (
              <tr key={label}>
                <th scope="row">
                  {label}
                  {aboutDeal ? <span className="ml-2 text-xs text-soft italic">about the deal</span> : null}
                </th>
                <td className="number text-soft">{filled}</td>
                <td>
                  <svg className="block h-5 w-full overflow-visible" aria-hidden="true">
                    <rect x={at(chance.low)} width={at(chance.high - chance.low)} height="100%" fill="var(--line)" />
                    {place === null ? null : <circle cx={at(place)} cy="50%" r="3.5" fill="var(--accent)" />}
                  </svg>
                </td>
                <td className="number">
                  <Hint text={hint} quiet>
                    <strong>{value}</strong>
                  </Hint>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <p className="mt-1 text-sm text-soft">Grey: {chance.label}</p>
    </Section>
  );
}
