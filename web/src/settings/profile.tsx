import { useQuery } from "@tanstack/react-query";
import { queryOf } from "../api/queries.ts";
import { useLine } from "../app/line.ts";
import { HalfLives } from "./half-lives.tsx";
import { Levels } from "./levels.tsx";
import { Loaded, Part } from "./part.tsx";
import { StandingForm } from "./standing.tsx";
import type { Settings } from "./types.ts";

/** What a profile is built and worked with. */
export function ProfileSettings() {
  const line = useLine();
  const settings = useQuery(queryOf<Settings>("/api/settings", { line }));
  return (
    <Loaded query={settings} title="The settings could not be read">
      {({ standing, version }) => (
        <>
          <StandingForm key={`${line} standing`} standing={standing} inForce={version?.goal ?? null} />
          {version === null ? (
            <Part title="Levels and half-lives">
              <p className="text-soft">They belong to a version. None is in force yet.</p>
            </Part>
          ) : (
            <>
              <Levels key={`${line} ${version.number} levels`} version={version} />
              <HalfLives key={`${line} ${version.number} half-lives`} version={version} />
            </>
          )}
        </>
      )}
    </Loaded>
  );
}
