import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import type { Badge } from "../../../src/icp/page/page.ts";
import { faultOf } from "../api/fault-error.ts";
import { pageQuery, versionsQuery } from "../api/queries.ts";
import type { Version } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { buttonClass } from "../components/button.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { Hint } from "../components/hint.tsx";
import { Icon } from "../components/icon.tsx";
import { Menu, MenuItem } from "../components/menu.tsx";
import { PageSkeleton } from "../components/skeleton.tsx";
import { DecideRule } from "../page/decide-rule.tsx";
import { OnePage } from "../page/one-page.tsx";
import { Phrase } from "../page/phrase.tsx";
import { PrintPage } from "../page/print-page.tsx";
import { SharePage } from "../page/share.tsx";

/** The profile as a page that answers: of the version in force, or of the one that the address names. */
export function IcpPage() {
  const line = useLine();
  const may = useMay("editor");
  const { version = null } = useSearch({ from: "/shell/icp" });
  const versions = useQuery(versionsQuery(line));
  const all = versions.data?.items ?? [];
  const inForce = all.find(({ state }) => state === "approved")?.number ?? null;
  const wanted = version ?? (versions.data === undefined ? null : (inForce ?? all[0]?.number ?? null));
  const { data, error, refetch } = useQuery({ ...pageQuery(line, wanted), enabled: wanted !== null });
  const fault = error ?? versions.error;
  if (fault !== null) {
    const told = faultOf(fault);
    const again = (): void => void (versions.error === null ? refetch() : versions.refetch());
    return (
      <>
        <PageTitle title="ICP" />
        <ErrorState
          title="The profile could not be read"
          fault={told}
          {...(told.status === 404 ? {} : { onRetry: again })}
        />
        <p className="mt-4">
          <Link to="/versions" className="text-accent underline underline-offset-4">
            See the versions
          </Link>
        </p>
      </>
    );
  }
  if (versions.data !== undefined && all.length === 0) return <NoProfile title="ICP" />;
  if (data === undefined) return <PageSkeleton />;
  const { page, number } = data;
  const { name, facts, kicker, badges } = page.title;
  return (
    <>
      <PageTitle
        title={name}
        lead={
          <>
            <span className="text-accent">{kicker}</span> · <Phrase words={facts} />
            <Badges badges={badges} />
          </>
        }
      >
        <VersionMenu versions={all} number={number} />
        {page.score === null ? null : (
          <Link to="/icp/what-if" search={{ version: number }} className={buttonClass()}>
            What if
          </Link>
        )}
        <Link to="/icp/sign-off" search={{ version: number }} className={buttonClass()}>
          Sign-off
        </Link>
        <PrintPage number={number} name={name} />
        {may ? <SharePage number={number} /> : null}
      </PageTitle>
      <Standing versions={all} number={number} inForce={inForce} />
      <OnePage
        key={`${line} ${number}`}
        page={page}
        decide={may ? (rule) => <DecideRule rule={rule} version={number} /> : null}
      />
    </>
  );
}

function Badges({ badges }: { readonly badges: readonly Badge[] }) {
  return badges.map(({ text, hint, mood }) => (
    <span key={text} className={`font-semibold ${mood === "good" ? "text-accent" : "text-ink"}`}>
      {" "}
      · <Hint text={hint}>{text}</Hint>
    </span>
  ));
}

/** Says so when the page shown is not the one in force. */
function Standing({ versions, number, inForce }: StandingProps) {
  const shown = versions.find((one) => one.number === number);
  if (shown === undefined || number === inForce) return null;
  return (
    <p className="mb-6 border-l-2 border-accent py-1 pl-4">
      <strong>
        {shown.state === "draft" ? `Version ${number} is a draft.` : `Version ${number} was in force earlier.`}
      </strong>{" "}
      {inForce === null ? "Nothing is in force yet. " : `Accounts are scored by version ${inForce}. `}
      <Link to="/versions" className="text-accent underline underline-offset-4">
        {shown.state === "draft" ? "Look at what it would change, and approve it" : "See the versions"}
      </Link>
    </p>
  );
}

interface StandingProps {
  readonly versions: readonly Version[];
  readonly number: number;
  readonly inForce: number | null;
}

function VersionMenu({ versions, number }: { readonly versions: readonly Version[]; readonly number: number }) {
  const navigate = useNavigate();
  if (versions.length < 2) return null;
  return (
    <Menu
      label="Choose a version"
      className={buttonClass()}
      trigger={
        <>
          Version {number} <Icon name="down" />
        </>
      }
    >
      {versions.slice(0, 12).map((one) => (
        <MenuItem
          key={one.id}
          checked={one.number === number}
          onSelect={() => void navigate({ to: "/icp", search: { version: one.number } })}
        >
          Version {one.number} <span className="text-soft">{STATE_WORDS[one.state]}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}

export const STATE_WORDS: Readonly<Record<Version["state"], string>> = {
  draft: "draft",
  approved: "in force",
  retired: "earlier",
};
