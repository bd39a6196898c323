import type { AccountTold } from "../api/accounts.ts";
import { levelOf } from "../app/levels.ts";
import { capital, countText, dayText } from "../app/words.ts";
import { LevelBadge } from "../components/level-badge.tsx";
import { Section } from "../page/section.tsx";
import { SimpleTable } from "./simple-table.tsx";

/** Who came from there and is tied to no deal yet, with the score that each carries since it came. */
export function Leads({ leads, stamps }: Pick<AccountTold, "leads" | "stamps">) {
  if (leads.length === 0) return null;
  const became = leads.filter(({ converted }) => converted).length;
  const named = leads.some(({ name, email }) => name !== null || email !== null);
  const stampOf = new Map(
    stamps.filter(({ role }) => role === "leads").map((one) => [`${one.source} ${one.key}`, one]),
  );
  return (
    <Section
      id="leads"
      title="Leads"
      lead={`${countText(leads.length, "lead")}${became === 0 ? "" : `, ${became.toLocaleString()} became a contact or a deal`}`}
    >
      <SimpleTable
        title="Leads"
        columns={[
          { head: "what they do" },
          ...(named ? [{ head: "who" }] : []),
          { head: "came by", wide: true },
          { head: "status" },
          { head: "fit as they came", number: true },
          { head: "came", number: true },
        ]}
        rows={leads.map((lead) => {
          const { source, key, function: job, seniority, name, email, came_by, status, converted, opted_out } = lead;
          const stamp = stampOf.get(`${source} ${key}`);
          return {
            key: `${source} ${key}`,
            cells: [
              <span key="job">
                {capital([seniority, job?.replaceAll("_", " ")].filter((part) => part != null).join(", ")) || "–"}
                {opted_out ? <span className="text-soft"> wants no mail</span> : null}
              </span>,
              ...(named ? [[name, email].filter((part) => part !== null).join(", ")] : []),
              came_by ?? "–",
              converted ? `${status === null ? "" : `${status}, `}became a contact or a deal` : (status ?? "–"),
              stamp === undefined ? (
                "–"
              ) : (
                <span key="fit">
                  {stamp.fit ?? ""} <LevelBadge level={levelOf(stamp.level)} />
                </span>
              ),
              lead.created === null ? "–" : dayText(lead.created),
            ],
          };
        })}
      />
    </Section>
  );
}
