import { useNavigate, useSearch } from "@tanstack/react-router";
import { PageTitle } from "../app/page-title.tsx";
import { useMay } from "../app/session.ts";
import { Tabs } from "../components/tabs.tsx";
import { Appearance } from "../settings/appearance.tsx";
import { AuditTrail } from "../settings/audit-trail.tsx";
import { Danger } from "../settings/danger.tsx";
import { Keys } from "../settings/keys.tsx";
import { Me } from "../settings/me.tsx";
import { People } from "../settings/people.tsx";
import { ProfileSettings } from "../settings/profile.tsx";

/** What each person sets for themselves, and what an admin looks after. */
export function SettingsPage() {
  const admin = useMay("admin");
  const { part = "me" } = useSearch({ from: "/shell/settings" });
  const navigate = useNavigate();
  const tabs = [
    { id: "me", name: "You", body: <Me /> },
    { id: "appearance", name: "Appearance", body: <Appearance /> },
    ...(admin
      ? [
          { id: "profile", name: "Profile", body: <ProfileSettings /> },
          { id: "people", name: "People", body: <People /> },
          { id: "keys", name: "API keys", body: <Keys /> },
          { id: "log", name: "Who did what", body: <AuditTrail /> },
          { id: "danger", name: "Danger zone", body: <Danger /> },
        ]
      : []),
  ];
  const shown = tabs.some(({ id }) => id === part) ? part : "me";
  return (
    <>
      <PageTitle title="Settings" />
      <Tabs
        label="Settings"
        tabs={tabs}
        value={shown}
        onChange={(id) => void navigate({ to: "/settings", search: { part: id }, replace: true })}
      />
    </>
  );
}
