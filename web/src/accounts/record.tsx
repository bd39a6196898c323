import type { AccountTold } from "../api/accounts.ts";
import { levelOf } from "../app/levels.ts";
import { dayText } from "../app/words.ts";
import { LevelBadge } from "../components/level-badge.tsx";
import { Fold, Section } from "../page/section.tsx";
import { SimpleTable } from "./simple-table.tsx";

/** The scores it had, what its files said before, and what they say now. */
export function Record({ told: { history, changes, cells, account } }: { readonly told: AccountTold }) {
  const filled = cells.filter(({ value }) => value !== null && value !== "");
  const empty = cells.filter(({ value }) => value === null || value === "");
  return (
    <Section id="record" title="What was and is known">
      <div className="grid gap-x-10 gap-y-6 lg:grid-cols-2">
        <div className="min-w-0">
          <h3 className="mb-1 text-sm">Scores</h3>
          <History history={history} />
        </div>
        <div className="min-w-0">
          <h3 className="mb-1 text-sm">What changed</h3>
          {changes.length === 0 ? (
            <p className="text-soft">Nothing since the first import.</p>
          ) : (
            <SimpleTable
              title="What changed"
              columns={[{ head: "field" }, { head: "before" }, { head: "after" }, { head: "day", number: true }]}
              rows={changes.toReversed().map(({ day, field, old, new: now }, place) => ({
                key: String(place),
                cells: [
                  <strong key="field">{field}</strong>,
                  old ?? "empty",
                  now ?? "empty",
                  day === null ? "–" : dayText(day),
                ],
              }))}
            />
          )}
        </div>
      </div>
      <Fold title={`As imported: ${filled.length} of ${cells.length} cells are filled`}>
        <SimpleTable
          title="Cells as imported"
          columns={[{ head: "column" }, { head: "cell" }]}
          rows={filled.map(({ column, value }) => ({
            key: column,
            cells: [
              column,
              <span key="cell" className="wrap-anywhere">
                {value}
              </span>,
            ],
          }))}
        />
        {empty.length === 0 ? null : (
          <p className="mt-2 text-sm text-soft">Empty: {empty.map(({ column }) => column).join(", ")}.</p>
        )}
        <p className="mt-2 text-sm text-soft wrap-anywhere">
          Kept as {account.source}, {account.key}
          {Object.entries(account.ids)
            .filter(([, id]) => id !== null)
            .map(([name, id]) => `, ${name} ${id}`)
            .join("")}
          .
        </p>
      </Fold>
    </Section>
  );
}

function History({ history }: Pick<AccountTold, "history">) {
  const [only] = history;
  if (history.length === 1 && only !== undefined)
    return (
      <p>
        <span className="mr-1">{only.fit ?? "no fit"}</span> <LevelBadge level={levelOf(only.level)} />{" "}
        <span className="text-soft">
          since {dayText(only.at)}, by version {only.version}; no other before
        </span>
      </p>
    );
  return (
    <SimpleTable
      title="Scores"
      columns={[{ head: "from" }, { head: "fit", number: true }, { head: "level" }, { head: "version", number: true }]}
      rows={history.toReversed().map(({ at, fit, level, version }) => ({
        key: `${at} ${version}`,
        cells: [
          dayText(at, true),
          <strong key="fit">{fit ?? "–"}</strong>,
          <LevelBadge key="level" level={levelOf(level)} />,
          version,
        ],
      }))}
    />
  );
}
