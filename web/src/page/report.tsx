import type { Report as Part, ReportChart } from "../../../src/icp/page/report.ts";
import { Block } from "./block.tsx";
import { Phrase, plainText } from "./phrase.tsx";

/** A worded report below its title: the headline, figures as they went, and its blocks. */
export function Report({ report: { headline, support, charts, blocks, footer } }: { readonly report: Part }) {
  return (
    <article>
      <p className="text-lg text-pretty">
        <Phrase words={headline} />
      </p>
      {support.map((words) => (
        <p key={plainText(words)} className="mt-1">
          <Phrase words={words} />
        </p>
      ))}
      {charts.map((chart) => (
        <Course key={chart.title} chart={chart} />
      ))}
      {blocks.map((block) => (
        <Block key={block.id} block={block} />
      ))}
      {footer.length === 0 ? null : (
        <p className="mt-6 border-t border-line pt-2 text-sm text-soft">
          <Phrase words={footer} />
        </p>
      )}
    </article>
  );
}

/** A figure as it went from point to point, as a table: each has its words. */
function Course({ chart: { title, note, points } }: { readonly chart: ReportChart }) {
  return (
    <div className="mt-4">
      <h3 className="text-sm">{title}</h3>
      <p className="text-sm text-soft">{note}</p>
      <table className="plain">
        <caption className="sr-only">{title}</caption>
        <tbody>
          {points.map(({ label, text }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
