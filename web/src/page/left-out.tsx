import type { LeftOutRow, LeftOut as Part } from "../../../src/icp/page/page.ts";
import { Facts, Notes } from "./facts.tsx";
import { Phrase } from "./phrase.tsx";
import { Section } from "./section.tsx";

/** Columns known too late, columns used with care, and everything else that the page does not rest on. */
export function LeftOut({ part: { title, quarantined, allow, cautions, groups, notes } }: { readonly part: Part }) {
  const nothing = quarantined.length + cautions.length + groups.length + notes.length === 0;
  return (
    <Section id="left-out" title={title}>
      {nothing ? <p className="text-soft">Nothing: every column and every row was used.</p> : null}
      <div className="grid items-start gap-x-10 gap-y-4 lg:grid-cols-2">
        <div className="empty:hidden">
          <Rows title="Known too late" rows={quarantined} />
          {allow === null ? null : (
            <p className="mt-1 text-soft">
              <Phrase words={allow} />
            </p>
          )}
          <Rows title="Used with care" rows={cautions} />
        </div>
        <div className="empty:hidden">
          <Facts facts={groups} />
          {notes.length === 0 ? null : (
            <>
              <h3 className="mt-3 text-sm">Noticed in the files</h3>
              <Notes notes={notes} />
            </>
          )}
        </div>
      </div>
    </Section>
  );
}

function Rows({ title, rows }: { readonly title: string; readonly rows: readonly LeftOutRow[] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <h3 className="mt-3 text-sm first:mt-0">{title}</h3>
      <table className="plain">
        <caption className="sr-only">{title}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">column</th>
            <th scope="col">why</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, reason }) => (
            <tr key={label}>
              <th scope="row" className="w-2/5 wrap-anywhere">
                {label}
              </th>
              <td className="text-soft">
                <Phrase words={reason} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
