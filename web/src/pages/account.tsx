import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { Activity } from "../accounts/activity.tsx";
import { Deals, People, Stamps, Tasks } from "../accounts/dealings.tsx";
import { Leads } from "../accounts/leads.tsx";
import { LevelLine } from "../accounts/level-line.tsx";
import { ListHistory } from "../accounts/list-history.tsx";
import { Points } from "../accounts/points.tsx";
import { Record } from "../accounts/record.tsx";
import { sayAction, sayHead } from "../accounts/say.ts";
import { site } from "../accounts/site.ts";
import {
  type Account,
  type AccountFit,
  type AccountTold,
  accountQuery,
  fitQuery,
  listedAccount,
} from "../api/accounts.ts";
import { faultOf } from "../api/fault-error.ts";
import { levelOf } from "../app/levels.ts";
import { useLine } from "../app/line.ts";
import { PageTitle } from "../app/page-title.tsx";
import { capital } from "../app/words.ts";
import { ErrorState } from "../components/error-state.tsx";
import { LevelBadge } from "../components/level-badge.tsx";
import { PageSkeleton, Skeleton } from "../components/skeleton.tsx";
import { Section } from "../page/section.tsx";

/** All that is known of an account, what to do first. What its row in a list says stands there at once, then its points, then the rest. */
export function AccountPage() {
  const line = useLine();
  const client = useQueryClient();
  const { source, key } = useParams({ from: "/shell/accounts/$source/$key" });
  const first = useQuery(fitQuery(line, source, key));
  // Not beside each other: the one waited for would take longer.
  const all = useQuery({ ...accountQuery(line, source, key), enabled: first.isSuccess });
  const listed = useMemo(() => listedAccount(client, line, source, key), [client, line, source, key]);
  if (first.error !== null) {
    const fault = faultOf(first.error);
    return (
      <>
        <PageTitle title="Account" />
        <ErrorState
          title={fault.status === 404 ? "There is no such account" : "The account could not be read"}
          fault={fault}
          {...(fault.status === 404 ? {} : { onRetry: () => void first.refetch() })}
        />
        <p className="mt-4">
          <Link to="/accounts" className="text-accent underline underline-offset-4">
            See all accounts
          </Link>
        </p>
      </>
    );
  }
  const fit = all.data ?? first.data;
  if (fit !== undefined)
    return (
      <>
        <Fit told={fit} />
        {all.data !== undefined ? (
          <Told told={all.data} />
        ) : all.error === null ? (
          <Rest />
        ) : (
          <div className="mt-8 border-t border-line pt-3">
            <ErrorState
              title="The rest could not be read"
              fault={faultOf(all.error)}
              onRetry={() => void all.refetch()}
            />
          </div>
        )}
      </>
    );
  if (listed === null) return <PageSkeleton />;
  return (
    <>
      <PageTitle title={listed.name ?? listed.key} lead={<Facts account={listed} />} />
      <div className="border-t-2 border-ink pt-4">
        <p className="text-xl tracking-tight text-pretty">{sayHead(listed)}</p>
        <p className="mt-1">{"\u00a0"}</p>
      </div>
      {listed.fit === null ? null : (
        <Section id="points" title="Fit" word="fit" lead={<FitLead account={listed} />}>
          <Skeleton lines={8} title={false} />
        </Section>
      )}
    </>
  );
}

/** Stands for what comes after the points. */
function Rest() {
  return (
    <div className="mt-8 border-t border-line pt-3">
      <Skeleton lines={4} />
    </div>
  );
}

function FitLead({ account: { fit, level } }: { readonly account: Account }) {
  return (
    <>
      <strong className="text-ink">{fit}</strong> <span className="mr-1">of 100</span>{" "}
      <LevelBadge level={levelOf(level)} />
    </>
  );
}

/** What to do, and the points that say so. */
function Fit({ told }: { readonly told: AccountFit }) {
  const { account, by, reasons, warning } = told;
  const { head, why } = sayAction(account, told);
  return (
    <>
      <PageTitle title={account.name ?? account.key} lead={<Facts account={account} />} />
      <div className="border-t-2 border-ink pt-4">
        <p className="text-xl tracking-tight text-pretty">{head}</p>
        <p className="mt-1 max-w-prose">{why}</p>
        {warning === null ? null : (
          <p className="mt-1 max-w-prose">
            <strong>Watch out:</strong> {warning}
          </p>
        )}
      </div>
      {account.fit === null ? null : (
        <Section id="points" title="Fit" word="fit" lead={<FitLead account={account} />}>
          <div className="mb-6 grid gap-x-10 gap-y-3 lg:grid-cols-2">
            <LevelLine fit={account.fit} levels={by.levels} />
            <div>
              <Place account={account} version={by.version} />
              <Forecast forecast={told.forecast} fit={account.fit} />
            </div>
          </div>
          {reasons.length === 0 ? (
            <p className="text-soft">No row of the account is kept any more: its points cannot be told apart.</p>
          ) : (
            <Points
              reasons={reasons}
              fit={account.fit}
              title={`${account.name ?? account.key}: points that add up to the fit`}
            />
          )}
        </Section>
      )}
    </>
  );
}

function Told({ told }: { readonly told: AccountTold }) {
  const missing = [
    ["events", told.events.total],
    ["deals", told.deals.length],
    ["people", told.people.length],
    ["leads", told.leads.length],
  ].flatMap(([name, n]) => (n === 0 ? [name] : []));
  return (
    <>
      <Activity told={told} />
      <Tasks tasks={told.tasks} />
      <Deals deals={told.deals} />
      <People people={told.people} />
      <Leads leads={told.leads} stamps={told.stamps} />
      <Stamps stamps={told.stamps} />
      <ListHistory lists={told.lists} />
      <Record told={told} />
      {missing.length === 0 ? null : <p className="mt-6 text-soft">Nothing is kept of its {missing.join(", its ")}.</p>}
    </>
  );
}

function Facts({ account: { website, owner, segment, already } }: { readonly account: Account }) {
  const address = site(website);
  const facts = [segment, owner === null ? null : `owned by ${owner}`, already].filter((fact) => fact !== null);
  return (
    <>
      {/^[\w-]+(\.[\w-]+)+$/.test(address) ? (
        <a
          href={`https://${address}`}
          target="_blank"
          rel="noreferrer"
          className="text-accent underline underline-offset-4"
        >
          {address}
        </a>
      ) : (
        address
      )}
      {address !== "" && facts.length > 0 ? " · " : ""}
      {facts.join(" · ")}
    </>
  );
}

/** What the score forecasts, if a deal comes about there. */
function Forecast({ forecast, fit }: Pick<AccountFit, "forecast"> & { readonly fit: number }) {
  if (forecast === null) return null;
  const { rate, p, low, high, n, unit, base } = forecast;
  return (
    <p className="mt-1">
      {capital(rate)} at fit {fit}: <strong>{percentText(p)}</strong>
      {low === null || high === null ? null : (
        <span className="text-soft">
          {" "}
          ({percentText(low)} to {percentText(high)})
        </span>
      )}
      .{" "}
      <span className="text-soft">
        {percentText(base)} over all {n.toLocaleString()} {unit} that the profile learned from.
        {unit === "deals" ? " It holds if a deal comes about." : ""}
      </span>
    </p>
  );
}

function percentText(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** Where it stands among all, and among those of its kind. */
function Place({ account, version }: Pick<AccountFit, "account"> & { readonly version: number }) {
  const { place, of, segment, segment_place, segment_of, known } = account;
  return (
    <p>
      Place <strong>{place.toLocaleString()}</strong> of {of.toLocaleString()}
      {segment_place === null || segment_of === null ? null : (
        <>
          , <strong>{segment_place.toLocaleString()}</strong> of {segment_of.toLocaleString()} in {segment}
        </>
      )}
      .{" "}
      <span className="text-soft">
        {known === null ? "" : `${Math.round(known * 100)}% of what counts is known. `}Scored by version {version}.
      </span>
    </p>
  );
}
