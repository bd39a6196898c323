import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { faultOf } from "../api/fault-error.ts";
import { queryOf } from "../api/queries.ts";
import type { PageOf } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { NoProfile } from "../app/no-profile.tsx";
import { PageTitle } from "../app/page-title.tsx";
import { useMay, useSession } from "../app/session.ts";
import { Term } from "../app/term.tsx";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { MakeList } from "../lists/make-list.tsx";
import { FitTimingMap } from "../lists/map.tsx";
import type { List } from "../lists/types.ts";
import { madeText, specTexts } from "../lists/words.ts";
import { Section } from "../page/section.tsx";

/** Whom to sell to now: the map of all accounts, and the lists that people work. */
export function ListsPage() {
  const line = useLine();
  const may = useMay("editor");
  const { lines } = useSession();
  const inForce = lines.find(({ id }) => id === line)?.in_force ?? null;
  const { data, error, refetch } = useQuery(queryOf<PageOf<List>>("/api/lists", { line }));
  const { make = false } = useSearch({ from: "/shell/lists" });
  const navigate = useNavigate();
  const setMaking = (now: boolean): void =>
    void navigate({ to: "/lists", search: now ? { make: true } : {}, replace: true });
  if (inForce === null) return <NoProfile title="Target lists" />;
  return (
    <>
      <PageTitle
        title="Target lists"
        lead="The accounts to pursue, by the profile in force, without whoever should be left alone."
      >
        {may ? (
          <Button look="main" onClick={() => setMaking(true)}>
            Make a list
          </Button>
        ) : null}
      </PageTitle>
      <FitTimingMap />
      <Section id="lists" title="Lists">
        {error !== null ? (
          <ErrorState title="The lists could not be read" fault={faultOf(error)} onRetry={() => void refetch()} />
        ) : data === undefined ? (
          <Skeleton lines={3} title={false} />
        ) : data.items.length === 0 ? (
          <EmptyState
            title="There is no list yet."
            text={
              may
                ? "A list takes the accounts that fit best, in tiers that your team can work, and remembers who came and went, and why."
                : "An editor or an admin makes lists: the accounts that fit best, in tiers that a team can work."
            }
          >
            {may ? <Button onClick={() => setMaking(true)}>Make a list</Button> : null}
          </EmptyState>
        ) : (
          <ul>
            {data.items.map((list) => (
              <Line key={list.name} list={list} />
            ))}
          </ul>
        )}
      </Section>
      {may && make && data !== undefined ? (
        <MakeList list={null} taken={data.items.map(({ name }) => name)} onClose={() => setMaking(false)} />
      ) : null}
    </>
  );
}

function Line({ list }: { readonly list: List }) {
  const { name, counts, spec } = list;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-8 gap-y-2 border-b border-line py-3">
      <div className="min-w-0 flex-1 basis-72">
        <Link
          to="/lists/$name"
          params={{ name }}
          className="text-lg font-semibold text-accent underline underline-offset-4"
        >
          {name}
        </Link>
        <p className="text-soft">{madeText(list)}</p>
        <p className="text-sm text-soft">{specTexts(spec).join(" · ")}</p>
      </div>
      <dl className="flex gap-6">
        {(["A", "B", "C", "control"] as const)
          .filter((tier) => tier !== "control" || counts.control > 0)
          .map((tier) => (
            <div key={tier} className="text-right">
              <dt className="text-xs text-soft">
                <Term word={tier === "control" ? "control sample" : "tier"}>
                  {tier === "control" ? "aside" : `tier ${tier}`}
                </Term>
              </dt>
              <dd className="text-lg font-semibold">{counts[tier].toLocaleString()}</dd>
            </div>
          ))}
      </dl>
    </li>
  );
}
