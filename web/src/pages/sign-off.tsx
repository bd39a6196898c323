import { useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { signOffQuery } from "../api/decisions.ts";
import { faultOf } from "../api/fault-error.ts";
import { versionsQuery } from "../api/queries.ts";
import { useLine } from "../app/line.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { capital, countText } from "../app/words.ts";
import { Button, buttonClass } from "../components/button.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { PageSkeleton } from "../components/skeleton.tsx";
import { Section } from "../page/section.tsx";
import { Ask } from "../sign-off/ask.tsx";
import { ClaimLine } from "../sign-off/claim-line.tsx";
import { Mine } from "../sign-off/mine.tsx";
import { People, Standing } from "../sign-off/people.tsx";
import { STATE_WORDS } from "./icp.tsx";

/** What a version claims, who was asked about it, and what they say. */
export function SignOffPage() {
  const line = useLine();
  const { version = null } = useSearch({ from: "/shell/icp/sign-off" });
  const versions = useQuery(versionsQuery(line));
  const all = versions.data?.items ?? [];
  const number = version ?? all.find(({ state }) => state === "draft")?.number ?? all[0]?.number ?? null;
  const { data, error, refetch } = useQuery({ ...signOffQuery(line, number ?? 0), enabled: number !== null });
  const may = useMay("editor");
  const [asking, setAsking] = useState(false);
  const fault = error ?? versions.error;
  const again = (): void => void (versions.error === null ? refetch() : versions.refetch());
  if (fault !== null)
    return (
      <>
        <PageTitle title="Sign-off" />
        <ErrorState title="What it claims could not be read" fault={faultOf(fault)} onRetry={again} />
      </>
    );
  if (versions.data !== undefined && all.length === 0) return <NoProfile title="Sign-off" />;
  if (data === undefined) return <PageSkeleton />;
  const state = all.find((one) => one.number === data.number)?.state ?? null;
  const own = data.asked.filter(({ own: mine }) => mine);
  return (
    <>
      <PageTitle
        title={`Sign-off of version ${data.number}`}
        lead={
          <>
            {state === null ? "" : `${capital(STATE_WORDS[state])} · `}
            <Standing asked={data.asked} /> ·{" "}
            <Link to="/icp" search={{ version: data.number }} className="text-accent underline underline-offset-4">
              read the version
            </Link>
          </>
        }
      >
        {may ? (
          <>
            <Button onClick={() => setAsking(true)}>Ask somebody</Button>
            {state === "draft" ? (
              <Link to="/versions" className={buttonClass("main")}>
                Approve
              </Link>
            ) : null}
          </>
        ) : null}
      </PageTitle>
      {own.length === 0 ? null : <Mine own={own} data={data} />}
      <Section id="claims" title="What it claims" lead={countText(data.claims.length, "claim")}>
        <ol>
          {data.claims.map((claim) => (
            <ClaimLine key={claim.id} claim={claim} asked={data.asked.filter((one) => one.claim === claim.id)} />
          ))}
        </ol>
      </Section>
      <People data={data} />
      {asking ? <Ask data={data} onClose={() => setAsking(false)} /> : null}
    </>
  );
}
