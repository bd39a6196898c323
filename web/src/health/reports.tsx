import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { queryOf } from "../api/queries.ts";
import type { PageOf } from "../api/types.ts";
import { useMay } from "../app/session.ts";
import { countText, dayText } from "../app/words.ts";
import { buttonClass } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { Loaded } from "../settings/part.tsx";
import { RunNow } from "./run-now.tsx";
import { askedText, type KeptReport, REPORT_NAMES } from "./types.ts";

/** What jobs wrote for people, the newest first. */
export function Reports() {
  const may = useMay("editor");
  const query = useQuery(queryOf<PageOf<KeptReport>>("/api/reports", { limit: 200 }));
  return (
    <Loaded query={query} title="The reports could not be read">
      {({ items, total }) => (
        <>
          <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <p className="text-soft">{total === 0 ? "None yet" : `${countText(total, "report")}, the newest first`}</p>
            <RunNow job="refresh">Write the review</RunNow>
          </div>
          {items.length === 0 ? (
            <EmptyState
              title="Nothing was written yet."
              text={
                may
                  ? "Looks for drift, candidates, the pack for the quarterly meeting and the yearly review are kept here. They come by the schedule, or now."
                  : "Looks for drift, candidates, the pack for the quarterly meeting and the yearly review are kept here."
              }
            />
          ) : (
            <ul className="border-t border-line">
              {items.map(({ name, kind, day, asked_by }) => (
                <li
                  key={name}
                  className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-2"
                >
                  <p>
                    <Link
                      to="/reports/$name"
                      params={{ name }}
                      className="font-semibold text-accent underline underline-offset-4"
                    >
                      {REPORT_NAMES[kind] ?? kind}
                    </Link>{" "}
                    <span className="text-soft">
                      {dayText(day)}
                      {askedText(asked_by)}
                    </span>
                  </p>
                  {kind === "review" || kind === "strategy" ? (
                    <Link to="/meeting/$name" params={{ name }} className={buttonClass()}>
                      Show it to a meeting
                    </Link>
                  ) : null}
                </li>
              ))}
            </ul>
          )}
        </>
      )}
    </Loaded>
  );
}
