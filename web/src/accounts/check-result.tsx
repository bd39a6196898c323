import { Link } from "@tanstack/react-router";
import type { Account, CheckTold, Peer, Question } from "../api/accounts.ts";
import { levelOf } from "../app/levels.ts";
import { countText } from "../app/words.ts";
import { LevelBadge } from "../components/level-badge.tsx";
import { Section } from "../page/section.tsx";
import { LevelLine } from "./level-line.tsx";
import { Points } from "./points.tsx";
import { sayAction } from "./say.ts";

interface CheckResultProps {
  readonly told: CheckTold;
  /** The account that was found; null for answers. */
  readonly account: Account | null;
}

/** What is to be said of one company: fit, rules, what it is like, what to ask. */
export function CheckResult({ told, account }: CheckResultProps) {
  const { fit, level, reasons, rules, similar, among, ask, could, by } = told;
  const rule = rules.find(({ id }) => id === told.disqualified_by)?.text ?? null;
  const standing = { ...told, already: account?.already ?? null };
  const { head, why } = sayAction(standing, { by: { version: 0, ...by }, rule });
  const others = rules.filter(({ id }) => id !== told.disqualified_by);
  const labels = new Map(reasons.map(({ attribute, label }) => [attribute, label]));
  return (
    <>
      <div className="border-t-2 border-ink pt-4" aria-live="polite">
        <p className="text-xl tracking-tight text-pretty">{head}</p>
        <p className="mt-1 max-w-prose">{why}</p>
        {others.map(({ id, text, status }) => (
          <p key={id} className="mt-1 max-w-prose">
            <strong>{status === "suggested" ? "Nobody confirmed it, but:" : "Watch out:"}</strong> {text}
          </p>
        ))}
        {account === null ? null : (
          <p className="mt-2">
            <Link
              to="/accounts/$source/$key"
              params={{ source: account.source, key: account.key }}
              className="text-accent underline underline-offset-4"
            >
              All about {account.name ?? "this account"}
            </Link>
          </p>
        )}
      </div>
      {ask.length === 0 || could === null ? null : (
        <Section
          id="ask"
          title="What to ask"
          lead={could.low === could.high ? undefined : `the answers put the fit between ${could.low} and ${could.high}`}
        >
          <ol className="grid gap-2">
            {ask.map((question) => (
              <Ask key={question.attribute} question={question} />
            ))}
          </ol>
        </Section>
      )}
      {fit === null ? null : (
        <Section
          id="why"
          title="Fit"
          word="fit"
          lead={
            <>
              <strong className="text-ink">{fit}</strong> <span className="mr-1">of 100</span>{" "}
              <LevelBadge level={levelOf(level)} />
            </>
          }
        >
          <div className="mb-4">
            <LevelLine fit={fit} levels={by.levels} />
          </div>
          <Points reasons={reasons} fit={fit} title="Points that add up to the fit" />
        </Section>
      )}
      <Section
        id="like"
        title="Most like it"
        lead={`of ${countText(among.won, "account")} won and ${among.lost.toLocaleString()} lost`}
      >
        {similar.won.length + similar.lost.length === 0 ? (
          <p className="text-soft">
            {among.won + among.lost === 0
              ? "No account with a decided deal is kept."
              : "No account with a decided deal is much like it."}
          </p>
        ) : (
          <div className="grid gap-x-10 gap-y-4 sm:grid-cols-2">
            <Peers title="Won" peers={similar.won} labels={labels} />
            <Peers title="Lost" peers={similar.lost} labels={labels} />
          </div>
        )}
      </Section>
    </>
  );
}

function Ask({ question: { label, choices, unknown } }: { readonly question: Question }) {
  return (
    <li>
      <strong>{label}</strong>{" "}
      <span className="text-soft">
        {choices
          .toSorted((a, b) => b.points - a.points)
          .map((one) => `${one.label} ${signed(one.points - unknown)}`)
          .join(" · ")}
      </span>
    </li>
  );
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : points < 0 ? `−${-points}` : "±0";
}

interface PeersProps {
  readonly title: string;
  readonly peers: readonly Peer[];
  readonly labels: ReadonlyMap<string, string>;
}

function Peers({ title, peers, labels }: PeersProps) {
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-sm">{title}</h3>
      {peers.length === 0 ? <p className="text-soft">None is much like it.</p> : null}
      <ul className="grid gap-2">
        {peers.map(({ source, key, name, website, fit, level, won, lost, listed, alike, same }) => (
          <li key={`${source}:${key}`}>
            {listed ? (
              <Link
                to="/accounts/$source/$key"
                params={{ source, key }}
                className="font-semibold text-accent underline underline-offset-4"
              >
                {name ?? website ?? key}
              </Link>
            ) : (
              <strong>{name ?? website ?? key}</strong>
            )}{" "}
            <span className="mx-1">{fit ?? ""}</span> <LevelBadge level={levelOf(level)} />
            <span className="block text-sm text-soft">
              won {won} of {won + lost}; alike in {Math.round(alike * 100)}% of what is known, by weight:{" "}
              {same.map((attribute) => labels.get(attribute) ?? attribute).join(", ")}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
