import { Wide } from "../components/wide.tsx";
import { Fold } from "../page/section.tsx";
import { FIELDS } from "./roles.ts";
import type { LookedColumn, LookedFile, Said } from "./types.ts";
import { shareText } from "./words.ts";

interface ColumnsProps {
  readonly file: LookedFile;
  readonly said: Said;
  readonly onSay: (said: Said) => void;
}

const OUT = "\u0000out";
/** More columns than that are folded. */
const MANY = 12;

/** What each column is taken for, with samples, and what a person says instead. */
export function Columns({ file, said, onSay }: ColumnsProps) {
  const { columns, name } = file;
  const known = columns.filter(({ by }) => by !== "own");
  const own = columns.filter(({ by }) => by === "own");
  if (columns.length <= MANY) return <Rows {...{ file, said, onSay }} columns={columns} title={`Columns of ${name}`} />;
  return (
    <>
      <Rows {...{ file, said, onSay }} columns={known} title={`Columns of ${name} that are known`} />
      <Fold title={`${own.length} more columns, each of which may become an attribute`}>
        <Rows {...{ file, said, onSay }} columns={own} title={`Other columns of ${name}`} />
      </Fold>
    </>
  );
}

function Rows({
  file: { role },
  said,
  onSay,
  columns,
  title,
}: ColumnsProps & { readonly columns: readonly LookedColumn[]; readonly title: string }) {
  const fields = FIELDS[said.as ?? role ?? "accounts"];
  const choose = (header: string, value: string): void => {
    const { [header]: _, ...map } = said.map;
    const ignore = said.ignore.filter((one) => one !== header);
    if (value === OUT) onSay({ ...said, map, ignore: [...ignore, header] });
    else if (value === "") onSay({ ...said, map, ignore });
    else onSay({ ...said, map: { ...map, [header]: value }, ignore });
  };
  return (
    <Wide label={title}>
      <table className="plain">
        <caption className="sr-only">{title}</caption>
        <thead>
          <tr>
            <th scope="col">column</th>
            <th scope="col" className="max-md:hidden">
              for example
            </th>
            <th scope="col" className="number max-md:hidden">
              filled
            </th>
            <th scope="col">is taken for</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => {
            const { header, samples, filled, distinct, kind } = column;
            const out = said.ignore.includes(header);
            return (
              <tr key={header} className={out ? "text-soft" : ""}>
                <th scope="row" className="wrap-anywhere max-md:w-1/2 md:max-w-48">
                  <strong>{header}</strong>
                  <span className="block text-sm text-soft md:hidden">
                    {samples.length === 0 ? "empty" : samples.slice(0, 2).join(" · ")}
                  </span>
                </th>
                <td className="max-w-72 max-md:hidden">
                  <span className="block truncate" title={samples.join(" · ")}>
                    {samples.length === 0 ? <span className="text-soft">empty</span> : samples.slice(0, 3).join(" · ")}
                  </span>
                  <span className="text-sm text-soft">
                    {kind}
                    {distinct > 0 ? `, ${distinct.toLocaleString()} different` : ""}
                  </span>
                </td>
                <td className="number max-md:hidden">{shareText(filled)}</td>
                <td className="max-md:w-1/2 md:w-56">
                  <select
                    aria-label={`${header} is taken for`}
                    value={out ? OUT : (said.map[header] ?? "")}
                    onChange={({ target }) => choose(header, target.value)}
                    className="min-h-8 w-full rounded-md border border-edge bg-paper px-2 max-md:min-h-10"
                  >
                    <option value="">{asGuessed(column, fields, said.map[header] !== undefined)}</option>
                    {fields.map(([field, words]) => (
                      <option key={field} value={field}>
                        {words}
                      </option>
                    ))}
                    <option value={OUT}>Leave it out</option>
                  </select>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Wide>
  );
}

/** The first choice: as it is read without a word of ours. */
function asGuessed({ field, by }: LookedColumn, fields: (typeof FIELDS)["deals"], changed: boolean): string {
  if (changed) return "As guessed";
  const words = fields.find(([name]) => name === field)?.[1] ?? field;
  return by === "own" ? "an attribute of its own" : by === "said" ? `${words} (as said before)` : words;
}
