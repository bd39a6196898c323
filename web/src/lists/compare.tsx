import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queryOf } from "../api/queries.ts";
import type { PageOf } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { Choice } from "../components/field.tsx";
import { Loaded } from "../settings/part.tsx";
import { MovesTable } from "./moves-table.tsx";
import type { List, Move } from "./types.ts";

/** A list held against another one: who is on this one alone, who on that one alone, who in another tier. */
export function Compare({ list }: { readonly list: List }) {
  const line = useLine();
  const lists = useQuery(queryOf<PageOf<List>>("/api/lists", { line }));
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <Loaded query={lists} title="The lists could not be read">
      {({ items }) => {
        const others = items.filter(({ name }) => name !== list.name);
        const other = others.find(({ name }) => name === chosen) ?? others[0];
        if (other === undefined)
          return (
            <p className="max-w-prose text-soft">
              There is no other list of this profile. Make one, for a region or a segment, and hold this one against it
              here.
            </p>
          );
        return (
          <>
            <div className="max-w-64">
              <Choice label="Held against" value={other.name} onChange={({ target }) => setChosen(target.value)}>
                {others.map(({ name }) => (
                  <option key={name}>{name}</option>
                ))}
              </Choice>
            </div>
            <Held list={list} other={other.name} />
          </>
        );
      }}
    </Loaded>
  );
}

function Held({ list, other }: { readonly list: List; readonly other: string }) {
  const line = useLine();
  const query = useQuery(
    queryOf<PageOf<Move>>(`/api/lists/${encodeURIComponent(list.name)}/compare`, { line, with: other, limit: 2_000 }),
  );
  return (
    <Loaded query={query} title="The lists could not be compared">
      {({ items }) => (
        <>
          <p className="mb-2 text-soft">
            Came: on {list.name} and not on {other}. Went: on {other} and not on {list.name}.
          </p>
          <MovesTable
            title={`${list.name} against ${other}`}
            moves={items}
            empty="Both hold the same accounts in the same tiers."
          />
        </>
      )}
    </Loaded>
  );
}
