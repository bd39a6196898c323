import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queryOf } from "../api/queries.ts";
import type { PageOf } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { countText } from "../app/words.ts";
import { Field } from "../components/field.tsx";
import { Loaded } from "../settings/part.tsx";
import { MovesTable } from "./moves-table.tsx";
import type { List, Move } from "./types.ts";
import { daysAgo } from "./words.ts";

/** Moves that are fetched at once. */
const MOST = 2_000;

/** Who came onto a list, left it or changed tier since a day, and why. */
export function Moves({ list }: { readonly list: List }) {
  const line = useLine();
  const [since, setSince] = useState(() => daysAgo(30, new Date()));
  const query = useQuery({
    ...queryOf<PageOf<Move>>(`/api/lists/${encodeURIComponent(list.name)}/moves`, { line, since, limit: MOST }),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <div className="max-w-48">
        <Field
          label="Since"
          type="date"
          value={since}
          onChange={({ target }) => (target.value === "" ? undefined : setSince(target.value))}
        />
      </div>
      <Loaded query={query} title="Who came and went could not be read">
        {({ items, total }) => (
          <>
            {total > items.length ? (
              <p className="mb-2 text-soft">
                The first {items.length.toLocaleString()} of {countText(total, "change")}: choose a later day.
              </p>
            ) : null}
            <MovesTable
              title="Who came and went"
              moves={items}
              empty="Nobody came, nobody went and nobody changed tier since that day."
            />
          </>
        )}
      </Loaded>
    </>
  );
}
