import type { AccountTold, Contact, Deal } from "../api/accounts.ts";
import { levelOf } from "../app/levels.ts";
import { capital, countText, dayText } from "../app/words.ts";
import { LevelBadge } from "../components/level-badge.tsx";
import { Section } from "../page/section.tsx";
import { moneyText } from "./money.ts";
import { SimpleTable } from "./simple-table.tsx";

const STATUS: Readonly<Record<NonNullable<Deal["status"]>, string>> = {
  won: "won",
  lost: "lost",
  open: "open",
  cleaned: "closed, for no reason of theirs",
};

/** The deals of the account, the newest first. */
export function Deals({ deals }: Pick<AccountTold, "deals">) {
  if (deals.length === 0) return null;
  const count = (status: Deal["status"]): number => deals.filter((deal) => deal.status === status).length;
  const lead = [`${count("won")} won`, `${count("lost")} lost`, `${count("open")} open`].filter(
    (one) => !one.startsWith("0 "),
  );
  return (
    <Section id="deals" title="Deals" lead={lead.join(", ")}>
      <SimpleTable
        title="Deals"
        columns={[
          { head: "deal" },
          { head: "how it stands" },
          { head: "amount", number: true },
          { head: "opened", number: true, wide: true },
          { head: "closed", number: true },
        ]}
        rows={deals.map(({ key, name, status, stage, loss, is_new, amount, currency, created, closed }) => ({
          key,
          cells: [
            <span key="name">
              <strong>{name ?? key}</strong>
              {is_new === false ? <span className="text-soft"> renewal or expansion</span> : null}
            </span>,
            <span key="status">
              {status === null ? (stage ?? "–") : STATUS[status]}
              {loss === null ? null : <span className="text-soft"> {loss}</span>}
            </span>,
            moneyText(amount, currency),
            dayOr(created),
            status === "open" ? "" : dayOr(closed),
          ],
        }))}
      />
    </Section>
  );
}

const ROLES = ["buyer", "champion", "influencer", "user", "blocker"];

/** Who is known there, by the part they have in a purchase. */
export function People({ people }: Pick<AccountTold, "people">) {
  if (people.length === 0) return null;
  const place = ({ buying_role }: Contact): number => (buying_role === null ? 99 : ROLES.indexOf(buying_role));
  const sorted = people.toSorted((a, b) => place(a) - place(b));
  const missing = ["buyer", "champion"].filter((role) => !people.some(({ buying_role }) => buying_role === role));
  const roled = people.some(({ buying_role }) => buying_role !== null);
  const named = people.some(({ name, email }) => name !== null || email !== null);
  return (
    <Section id="people" title="Who is known there" lead={countText(people.length, "person", "people")}>
      <SimpleTable
        title="Who is known there"
        columns={[
          ...(roled ? [{ head: "part in a purchase" }] : []),
          { head: "what they do" },
          ...(named ? [{ head: "who" }] : []),
          { head: "known since", number: true, wide: true },
        ]}
        rows={sorted.map((one, at) => ({
          key: String(at),
          cells: [
            ...(roled
              ? [
                  <span key="role" className={one.buying_role === null ? "text-soft" : "font-semibold"}>
                    {one.buying_role ?? "not known"}
                  </span>,
                ]
              : []),
            <span key="job">
              {capital(
                [one.seniority, one.function?.replaceAll("_", " ")].filter((part) => part !== null).join(", "),
              ) || "–"}
              {one.opted_out ? <span className="text-soft"> wants no mail</span> : null}
            </span>,
            ...(named ? [[one.name, one.email].filter((part) => part !== null).join(", ")] : []),
            dayOr(one.since),
          ],
        }))}
      />
      {roled && missing.length > 0 ? (
        <p className="mt-2 text-soft">Nobody is known as {missing.join(" or as ")}.</p>
      ) : null}
    </Section>
  );
}

/** The scores that its deals and leads carry since they came. */
export function Stamps({ stamps }: Pick<AccountTold, "stamps">) {
  if (stamps.length === 0) return null;
  return (
    <Section id="stamps" title="Stamps" word="stamped" lead="what was known when a deal or a lead came">
      <SimpleTable
        title="Stamps"
        columns={[
          { head: "came" },
          { head: "fit", number: true },
          { head: "level" },
          { head: "timing", number: true, wide: true },
          { head: "action", wide: true },
          { head: "version", number: true },
        ]}
        rows={stamps.map(({ role, source, key, created, fit, level, timing, action, version }) => ({
          key: `${source}:${key}`,
          cells: [
            <span key="what">
              {role === "deals" ? "deal" : role === "leads" ? "lead" : role}{" "}
              <span className="text-soft">{dayText(created)}</span>
            </span>,
            fit ?? "–",
            <LevelBadge key="level" level={levelOf(level)} />,
            timing ?? "–",
            action ?? "–",
            version,
          ],
        }))}
      />
    </Section>
  );
}

/** What people are to do there. */
export function Tasks({ tasks }: Pick<AccountTold, "tasks">) {
  if (tasks.length === 0) return null;
  return (
    <Section id="tasks" title="To do">
      <ul className="grid gap-1">
        {tasks.map(({ id, title, owner, state, due }) => (
          <li key={id}>
            {title}{" "}
            <span className="text-soft">
              {[state === "open" ? (due === null ? null : `by ${dayText(due)}`) : state, owner]
                .filter(Boolean)
                .join(", ")}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function dayOr(day: string | null): string {
  return day === null ? "–" : dayText(day);
}
