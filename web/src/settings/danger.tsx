import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { queryOf } from "../api/queries.ts";
import type { Items } from "../api/types.ts";
import { countText, dayText } from "../app/words.ts";
import { Button, buttonClass } from "../components/button.tsx";
import { Erase } from "./erase.tsx";
import { Loaded, Part } from "./part.tsx";

interface Erasure {
  readonly erased_at: string;
  readonly account: number;
  readonly person: number;
  readonly deal: number;
}

const erasuresQuery = queryOf<Items<Erasure>>("/api/erasures");

/** What cannot be taken back, and a copy of everything before it. */
export function Danger() {
  const [kind, setKind] = useState<"account" | "person" | null>(null);
  return (
    <>
      <Part
        title="A copy of the whole workspace"
        lead="Everything, as of this moment, in one file: data, versions, lists, tasks, the log, and who may sign in. Keep it where only you can read it."
        action={
          <a href="/api/backup.tar.gz" download className={buttonClass("plain")}>
            Download it
          </a>
        }
      >
        <p className="max-w-prose">
          People work on meanwhile. Whoever looks after this machine makes a workspace of the file again. Whoever was
          erased after the copy was made is in it still.
        </p>
      </Part>
      <Part
        title="Erase somebody"
        lead="A company or a person who asks to be forgotten. Nothing brings them back, and no import does."
        action={
          <span className="flex flex-wrap gap-2">
            <Button look="harm" onClick={() => setKind("account")}>
              Erase a company
            </Button>
            <Button look="harm" onClick={() => setKind("person")}>
              Erase a person
            </Button>
          </span>
        }
      >
        <p className="max-w-prose">
          Rows, people, deals, events, history, scores, places on lists, tasks and queued work go, and the files are
          written anew, so that no byte is left. Files that wait to be imported go too. The log keeps a line that names
          nobody.
        </p>
      </Part>
      <Done />
      {kind === null ? null : <Erase kind={kind} onClose={() => setKind(null)} />}
    </>
  );
}

/** When somebody was erased, and never who. */
function Done() {
  const query = useQuery(erasuresQuery);
  return (
    <Part
      title="Who was erased"
      lead="When, and never who: what named them is kept as salted hashes, by which imports leave them out."
    >
      <Loaded query={query} title="What was erased could not be read">
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-soft">Nobody was erased from this workspace.</p>
          ) : (
            <ul className="border-t border-line">
              {items.map(({ erased_at, account, person, deal }) => (
                <li key={erased_at} className="border-b border-line py-2">
                  {dayText(erased_at, true)}
                  <span className="block text-sm text-soft">
                    {[
                      account > 0 ? countText(account, "name of a company", "names of companies") : "",
                      person > 0 ? countText(person, "name of a person", "names of people") : "",
                      deal > 0 ? countText(deal, "deal") : "",
                    ]
                      .filter((text) => text !== "")
                      .join(", ")}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Part>
  );
}
