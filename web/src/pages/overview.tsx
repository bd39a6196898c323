import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { faultOf } from "../api/fault-error.ts";
import { jobsQuery, overviewQuery } from "../api/queries.ts";
import type { Counts, Overview, Questions } from "../api/types.ts";
import { ACTION_WORDS } from "../app/actions.ts";
import { useLine } from "../app/line.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { Term } from "../app/term.tsx";
import { capital, countText, dayText } from "../app/words.ts";
import { ErrorState } from "../components/error-state.tsx";
import { Hint } from "../components/hint.tsx";
import { JobProgress } from "../components/job-progress.tsx";
import { type Level, LevelBadge } from "../components/level-badge.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { Section } from "../page/section.tsx";

/** The profile in force at a glance: what it is worth, whom it says to call, what changed, what waits. */
export function OverviewPage() {
  const line = useLine();
  const { data, error, refetch } = useQuery(overviewQuery(line));
  if (error !== null)
    return (
      <>
        <PageTitle title="Overview" />
        <ErrorState title="The overview could not be read" fault={faultOf(error)} onRetry={() => void refetch()} />
      </>
    );
  if (data === undefined)
    return (
      <>
        <PageTitle title="Overview" lead={"\u00a0"} />
        <Skeleton lines={8} title={false} />
      </>
    );
  const { in_force: inForce, accounts, changed, questions, review } = data;
  if (inForce === null && questions.drafts.length === 0) return <NoProfile title="Overview" />;
  return (
    <>
      <PageTitle
        title="Overview"
        lead={inForce === null ? "No version is in force yet" : <InForceLine inForce={inForce} />}
      />
      {inForce === null ? null : (
        <p className="border-t-2 border-ink pt-4 text-xl tracking-tight text-pretty">{inForce.verdict}</p>
      )}
      <Running />
      <div className="grid gap-x-10 lg:grid-cols-2">
        {accounts === null ? null : (
          <>
            <Section
              id="actions"
              title="What to do"
              lead={
                <>
                  by <Term word="fit" /> and <Term word="timing" />, {countText(accounts.total, "account")}
                </>
              }
            >
              <Bars
                title="Accounts by action"
                counts={inOrder(accounts.actions, ACTIONS)}
                name={(value) => <ActionName action={value} />}
              />
            </Section>
            <Section
              id="levels"
              title="How they fit"
              lead={
                <>
                  by <Term word="level" />
                </>
              }
            >
              <Bars
                title="Accounts by level"
                counts={inOrder(accounts.levels, LEVELS)}
                name={(value) => <LevelBadge level={levelOf(value)} />}
                colour={(value) => `var(--${levelOf(value) === "unknown" ? "line" : levelOf(value)})`}
              />
            </Section>
          </>
        )}
        <Section id="waits" title="What waits for an answer">
          <Waiting questions={questions} />
        </Section>
        <Section id="lately" title="Since last week">
          <Lately changed={changed} review={review} total={accounts?.total ?? 0} />
        </Section>
      </div>
    </>
  );
}

function InForceLine({ inForce }: { readonly inForce: NonNullable<Overview["in_force"]> }) {
  const { number, name, approved_at, approved_by, maturity, separation } = inForce;
  return (
    <>
      <Link to="/icp" className="text-accent underline underline-offset-4">
        {name}, version {number}
      </Link>
      {approved_at === null ? null : ` · in force since ${dayText(approved_at)}`}
      {approved_by === null ? null : ` · approved by ${approved_by}`} · <Term word={maturity} /> ·{" "}
      <Hint text={separation.reason}>{SEPARATION[separation.verdict] ?? separation.verdict}</Hint>
    </>
  );
}

/** The verdicts on whether a score tells won from lost, in words. */
const SEPARATION: Readonly<Record<string, string>> = {
  reliable: "the score separates won from lost",
  weak: "the score separates a little",
  none: "nothing separates won from lost",
  untested: "the score is not tested yet",
};

const LEVELS: readonly Level[] = ["high", "medium", "low", "unknown"];

function levelOf(value: string | null): Level {
  return LEVELS.find((level) => level === value) ?? "unknown";
}

const ACTIONS = Object.keys(ACTION_WORDS);

/** Counts in the order of their values; what has none comes last. */
function inOrder(counts: Counts, order: readonly string[]): Counts {
  const place = (value: string | null): number => (value !== null && order.includes(value) ? order.indexOf(value) : 99);
  return [...counts].sort((a, b) => place(a.value) - place(b.value));
}

function ActionName({ action }: { readonly action: string | null }) {
  if (action === null)
    return (
      <>
        none <span className="block text-sm text-soft">customers and open deals among them</span>
      </>
    );
  const words = Object.entries(ACTION_WORDS).find(([name]) => name === action)?.[1];
  return (
    <>
      <strong>{action}</strong> <span className="block text-sm text-soft">{words}</span>
    </>
  );
}

interface BarsProps {
  readonly title: string;
  readonly counts: Counts;
  readonly name: (value: string | null) => ReactNode;
  readonly colour?: (value: string | null) => string;
}

/** Counts as bars of one scale, their figures beside them. */
function Bars({ title, counts, name, colour = () => "var(--accent)" }: BarsProps) {
  const most = Math.max(1, ...counts.map(({ accounts }) => accounts));
  return (
    <table className="plain">
      <caption className="sr-only">{title}</caption>
      <tbody>
        {counts.map(({ value, accounts }) => (
          <tr key={value ?? ""}>
            <th scope="row" className="w-44 max-sm:w-32">
              {name(value)}
            </th>
            <td className="align-middle">
              <span
                className="block h-2"
                aria-hidden="true"
                style={{ width: `${(accounts / most) * 100}%`, minWidth: 1, background: colour(value) }}
              />
            </td>
            <td className="number w-20 font-semibold">{accounts.toLocaleString()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Waiting({ questions: { changes, drafts, narrative } }: { readonly questions: Questions }) {
  const nothing = changes.length + drafts.length + narrative.contradictions.length === 0 && !narrative.due;
  if (nothing)
    return <p className="text-soft">Nothing: no draft, no logged change, no sentence that the data speak against.</p>;
  return (
    <ul className="grid gap-2">
      {drafts.map(({ number, why, asked }) => (
        <li key={number}>
          <Link to="/versions" className="font-semibold text-accent underline underline-offset-4">
            Draft {number}
          </Link>{" "}
          {why === null ? "" : `${why}. `}
          <span className="text-soft">{askedText(asked)}</span>
        </li>
      ))}
      {changes.map(({ id, kind, date, note }) => (
        <li key={id}>
          <strong>
            {capital(kind)} of {dayText(date)}
          </strong>
          {note === null ? "" : `: ${note}`}. <span className="text-soft">Nobody has looked at what it did.</span>
        </li>
      ))}
      {narrative.due ? <li>The strategic narrative is due for another look.</li> : null}
      {narrative.contradictions.map(({ sentence }) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function askedText(asked: Questions["drafts"][number]["asked"]): string {
  const open = asked.filter(({ answered_at }) => answered_at === null).length;
  if (asked.length === 0) return "Nobody was asked about it yet.";
  return open === 0
    ? "Everybody who was asked has answered."
    : `${countText(open, "person has", "people have")} not answered.`;
}

function Lately({ changed, review, total }: Pick<Overview, "changed" | "review"> & { readonly total: number }) {
  return (
    <dl>
      <Line name="Scores">
        {changed !== null && total > 0 && changed.accounts >= total
          ? `All ${countText(total, "account was", "accounts were")} scored anew.`
          : changed === null || changed.runs === 0
            ? "The same as a week ago."
            : `${countText(changed.accounts, "account has", "accounts have")} another score, by ${countText(changed.runs, "run")}.`}
      </Line>
      <Line name="Next review">
        {review === null ? (
          <span className="text-soft">Nobody set a day. It comes with the strategic narrative.</span>
        ) : (
          `${dayText(review.due)}, by ${review.owner}`
        )}
      </Line>
    </dl>
  );
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="grid gap-x-3 py-1 sm:grid-cols-[8rem_minmax(0,1fr)]">
      <dt className="text-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What the server is doing now; nothing stands here while it rests. */
function Running() {
  const { data } = useQuery({ ...jobsQuery, refetchInterval: 20_000 });
  const going = (data?.items ?? []).filter(({ state }) => state === "running" || state === "queued");
  return going.map(({ id, kind, by }) => (
    <div key={id} className="mt-6">
      <JobProgress id={id} title={`${capital(kind)}, asked for by ${by}`} />
    </div>
  ));
}
