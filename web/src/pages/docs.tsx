import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import { type MouseEvent, useEffect } from "react";
import { faultOf } from "../api/fault-error.ts";
import { queryOf } from "../api/queries.ts";
import type { Items } from "../api/types.ts";
import { PageTitle, usePageTitle } from "../app/page-title.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { Skeleton } from "../components/skeleton.tsx";

interface DocPage {
  readonly name: string;
  readonly title: string;
}

const FIRST = "glossary";

/** The guide that comes with this OpenICP. */
export function DocsPage() {
  const { name = FIRST } = useParams({ strict: false }) as { readonly name?: string };
  const list = useQuery(queryOf<Items<DocPage>>("/api/docs"));
  const page = useQuery(queryOf<DocPage & { readonly html: string }>(`/api/docs/${encodeURIComponent(name)}`));
  const navigate = useNavigate();
  usePageTitle(page.data?.title ?? "Guide");
  const { hash } = window.location;
  const shown = page.data?.html;
  useEffect(() => {
    if (shown === undefined || hash.length < 2) return;
    const place = document.getElementById(decodeURIComponent(hash.slice(1)));
    place?.scrollIntoView({ block: place.tagName === "TR" ? "center" : "start" });
    // A row says nothing of its own that it is the one meant.
    place?.setAttribute("data-here", "");
    return () => place?.removeAttribute("data-here");
  }, [shown, hash]);
  /** Links between pages of the guide stay within the app. */
  const follow = (event: MouseEvent): void => {
    const link = (event.target as Element).closest("a");
    const to = link?.getAttribute("href") ?? "";
    if (!to.startsWith("/docs/") || event.metaKey || event.ctrlKey || event.button !== 0) return;
    event.preventDefault();
    void navigate({ href: to });
  };
  return (
    <>
      <PageTitle title="Guide" lead="What each part does, and what the words mean." />
      <div className="grid gap-8 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <nav aria-label="Pages of the guide" className="text-sm lg:sticky lg:top-4 lg:self-start">
          <ul className="columns-2 gap-6 sm:columns-3 lg:columns-1">
            {(list.data?.items ?? []).map((one) => (
              <li key={one.name} className="py-0.5">
                <Link
                  to="/docs/$name"
                  params={{ name: one.name }}
                  className="block truncate text-soft hover:text-ink aria-[current=page]:font-medium aria-[current=page]:text-ink"
                  {...(one.name === name ? { "aria-current": "page" as const } : {})}
                >
                  {one.title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {page.error !== null ? (
          <ErrorState
            title="This page could not be read"
            fault={faultOf(page.error)}
            onRetry={() => void page.refetch()}
          />
        ) : shown === undefined ? (
          <Skeleton lines={14} title={false} />
        ) : (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the links inside take Enter themselves, which clicks
          // biome-ignore lint/a11y/noStaticElementInteractions: only catches clicks on the links inside
          <div
            className="prose"
            onClick={follow}
            // biome-ignore lint/security/noDangerouslySetInnerHtml: our own guide, made into HTML by our own server
            dangerouslySetInnerHTML={{ __html: shown }}
          />
        )}
      </div>
    </>
  );
}
