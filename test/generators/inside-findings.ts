import { LEAST_ACCOUNTS } from "../../src/buyers/contrasts.ts";
import type { Deals, Presence } from "../../src/buyers/presence.ts";
import { findSignals } from "../../src/buyers/signals.ts";
import { type KnownPeople, whoBuys } from "../../src/buyers/who-buys.ts";
import { painPoints } from "../../src/buyers/words/pain-points.ts";

/** What is compared with the outcomes of deals. */
export interface Inside {
  readonly people: Omit<KnownPeople, "deals">;
  readonly happened: { readonly told: Int32Array; readonly triggers: Presence; readonly topics: Presence };
  readonly phrases: Presence;
  readonly noted: Int32Array;
  readonly kinds: readonly Int32Array[];
}

/** What may be said of each part, by its label. */
export interface Findings {
  readonly people: readonly string[];
  readonly signals: readonly string[];
  readonly words: readonly string[];
}

/** Everything that passes its test, over all deals and within the kinds. */
export function findings({ people, happened, phrases, noted, kinds }: Inside, deals: Deals): Findings {
  const told = (rows: readonly { readonly label: string; readonly finding: boolean; readonly accounts: number }[]) =>
    rows.filter(({ finding, accounts }) => finding && accounts >= LEAST_ACCOUNTS).map(({ label }) => label);
  const who = whoBuys({ ...people, deals }, kinds);
  const signals = findSignals({ ...happened, deals, later: [] }, kinds);
  return {
    people: [who.all, ...who.kinds].flatMap(({ titles, sizes }) => [...told(titles), ...told(sizes)]),
    signals: [signals.all, ...signals.kinds].flatMap(({ triggers, topics }) => [
      ...told(triggers.rows),
      ...told(topics.rows),
    ]),
    words: told(painPoints(phrases, deals, noted).rows),
  };
}
