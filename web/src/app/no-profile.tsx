import { Link } from "@tanstack/react-router";
import { buttonClass } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { hasPlace } from "./navigation.ts";
import { PageTitle } from "./page-title.tsx";
import { useMay } from "./session.ts";

/** In place of everything that rests on a profile, before there is one. */
export function NoProfile({ title }: { readonly title: string }) {
  const may = useMay("editor");
  return (
    <>
      <PageTitle title={title} />
      <EmptyState
        title="There is no profile yet."
        text={
          may
            ? "It is made from closed deals, won and lost: import an export of your CRM, then build the first version."
            : "It is made from closed deals. An editor or an admin of this workspace imports them and builds the first version."
        }
      >
        {may && hasPlace("/import") ? (
          <Link to={"/import" as "/"} className={buttonClass("main")}>
            Import deals
          </Link>
        ) : null}
        {may && hasPlace("/start") ? (
          <Link to={"/start" as "/"} className={buttonClass()}>
            Start without data
          </Link>
        ) : null}
        {may && !hasPlace("/import") ? <code>openicp import deals.csv --workspace .</code> : null}
      </EmptyState>
    </>
  );
}
