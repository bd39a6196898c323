import { useNavigate, useSearch } from "@tanstack/react-router";
import { PageTitle } from "../app/page-title.tsx";
import { Tabs } from "../components/tabs.tsx";
import { Changes } from "../health/changes.tsx";
import { Drift } from "../health/drift.tsx";
import { JobsNow } from "../health/jobs-now.tsx";
import { Reports } from "../health/reports.tsx";
import { Runs } from "../health/runs.tsx";
import { Schedule } from "../health/schedule.tsx";

/** Whether the profile still describes the world, and whether the workspace keeps itself up. */
export function HealthPage() {
  const { part = "drift" } = useSearch({ from: "/shell/health" });
  const navigate = useNavigate();
  const tabs = [
    { id: "drift", name: "Drift", body: <Drift /> },
    { id: "reports", name: "Reports", body: <Reports /> },
    { id: "changes", name: "Changes", body: <Changes /> },
    { id: "schedule", name: "Schedule", body: <Schedule /> },
    { id: "runs", name: "Runs", body: <Runs /> },
  ];
  return (
    <>
      <PageTitle
        title="Health"
        lead="Does the profile still describe the world, and does the workspace keep itself up?"
      />
      <JobsNow />
      <Tabs
        label="Health"
        tabs={tabs}
        value={tabs.some(({ id }) => id === part) ? part : "drift"}
        onChange={(id) => void navigate({ to: "/health", search: { part: id }, replace: true })}
      />
    </>
  );
}
