import { Link } from "@tanstack/react-router";
import type { Version } from "../api/types.ts";
import { dayText } from "../app/words.ts";
import { Button, buttonClass } from "../components/button.tsx";
import { STATE_WORDS } from "../pages/icp.tsx";
import type { Doing } from "./doing.ts";

interface ListProps {
  readonly items: readonly Version[];
  readonly inForce: Version | null;
  readonly may: boolean;
  readonly held: Version | null;
  readonly onHold: (version: Version | null) => void;
  readonly onDo: (doing: Doing) => void;
}

const ORIGINS: Readonly<Record<Version["origin"], string>> = {
  build: "built from deals",
  refresh: "refreshed",
  hand: "edited by hand",
  declared: "declared",
};

/** The versions, newest first, with what can be done with each. */
export function VersionList({ items, inForce, may, held, onHold, onDo }: ListProps) {
  return (
    <ul className="border-t border-line">
      {items.map((version) => {
        const { id, number, state, origin, why, created_at, created_by, approved_at, approved_by, asked, answered } =
          version;
        const current = state === "approved";
        return (
          <li key={id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b border-line py-3">
            <div className="min-w-0 flex-1 basis-72">
              <p>
                <Link
                  to="/icp"
                  search={{ version: number }}
                  className="font-semibold text-accent underline underline-offset-4"
                >
                  Version {number}
                </Link>{" "}
                <span className={current ? "font-semibold" : "text-soft"}>{STATE_WORDS[state]}</span>
              </p>
              {why === null ? null : <p className="wrap-anywhere">{why}</p>}
              <p className="text-sm text-soft">
                {ORIGINS[origin]} by {created_by}, {dayText(created_at, true)}
                {approved_at === null
                  ? ""
                  : ` · approved by ${approved_by ?? "somebody"}, ${dayText(approved_at, true)}`}
                {asked === 0 ? "" : ` · signed by ${answered} of ${asked}`}
              </p>
            </div>
            <div className="flex flex-wrap gap-2">
              <Link to="/icp/sign-off" search={{ version: number }} className={buttonClass("quiet")}>
                Sign-off
              </Link>
              {inForce === null || current ? null : (
                <Button
                  look="quiet"
                  aria-pressed={held?.id === id}
                  onClick={() => onHold(held?.id === id ? null : version)}
                >
                  What is different
                </Button>
              )}
              {may && state === "draft" ? (
                <Button
                  look={number > (inForce?.number ?? 0) ? "main" : "plain"}
                  onClick={() => onDo({ what: "approve", version })}
                >
                  Approve
                </Button>
              ) : null}
              {may && state === "retired" ? (
                <Button onClick={() => onDo({ what: "rollback", version })}>Put back in force</Button>
              ) : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
