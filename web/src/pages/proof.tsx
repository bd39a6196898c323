import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Page } from "../../../src/icp/page/page.ts";
import { faultOf } from "../api/fault-error.ts";
import { pageQuery, versionsQuery } from "../api/queries.ts";
import { useLine } from "../app/line.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { PageSkeleton } from "../components/skeleton.tsx";
import { Tabs } from "../components/tabs.tsx";
import { LeftOut } from "../page/left-out.tsx";
import { NextSteps } from "../page/next-steps.tsx";
import { SurePart, VerdictPart } from "../page/one-page.tsx";
import { Worth } from "../page/worth.tsx";
import { Held } from "../proof/held.tsx";
import { LiveTests } from "../proof/live-tests.tsx";

const TITLE = "How we know";

/** What speaks for the profile in force: when it was made, on newer deals, and live. */
export function ProofPage() {
  const line = useLine();
  const versions = useQuery(versionsQuery(line));
  const inForce = versions.data?.items.find(({ state }) => state === "approved")?.number ?? null;
  const { data, error, refetch } = useQuery({ ...pageQuery(line, inForce), enabled: inForce !== null });
  const [part, setPart] = useState("made");
  const fault = error ?? versions.error;
  const again = (): void => void (versions.error === null ? refetch() : versions.refetch());
  if (fault !== null)
    return (
      <>
        <PageTitle title={TITLE} />
        <ErrorState title="The proof could not be read" fault={faultOf(fault)} onRetry={again} />
      </>
    );
  if (versions.data !== undefined && versions.data.items.length === 0) return <NoProfile title={TITLE} />;
  if (versions.data !== undefined && inForce === null)
    return (
      <>
        <PageTitle title={TITLE} />
        <EmptyState
          title="Nothing is in force yet."
          text="What is proved is the version that everybody works with: approve a draft first."
        />
      </>
    );
  if (data === undefined) return <PageSkeleton />;
  return (
    <>
      <PageTitle title={TITLE} lead={`Version ${data.number}, in force`} />
      <Tabs
        label="Proofs"
        value={part}
        onChange={setPart}
        tabs={[
          { id: "made", name: "When it was made", body: <Made page={data.page} /> },
          { id: "deals", name: "On newer deals", body: <Held key={line} way="deals" /> },
          { id: "stamps", name: "Live, by stamps", body: <Held key={line} way="stamps" /> },
          { id: "test", name: "Live test", body: <LiveTests key={line} /> },
        ]}
      />
    </>
  );
}

function Made({ page: { verdict, worth, sure, next, leftOut } }: { readonly page: Page }) {
  return (
    <>
      <VerdictPart verdict={verdict} />
      <NextSteps next={next} />
      <SurePart sure={sure} />
      {worth === null ? null : <Worth curve={worth} />}
      <LeftOut part={leftOut} />
    </>
  );
}
