import { createRandom } from "../../../src/stats/random.ts";
import { dayOf } from "../../../src/watch/drift/days.ts";

/** Companies and deals of a made-up business: three industries, of which one takes over in the last months. */
export interface PlantedDeal {
  readonly company: string;
  readonly industry: "Fintech" | "Retail" | "Care";
  readonly country: string;
  readonly employees: number;
  readonly created: number;
  /** Day of the decision, however late. */
  readonly closed: number;
  readonly won: boolean;
}

const WIN = { Fintech: 0.6, Retail: 0.3, Care: 0.3 } as const;

/** Deals by day of creation: 60 a month for `history` months before 2026-01-01 and for 6 months after; Care goes from 15% to 55% on `shift`. */
export function plantedDeals(seed: number, shift: string | null, history = 12): PlantedDeal[] {
  const random = createRandom(seed, 7);
  const [start, end] = [dayOf("2026-01-01") - history * 30, dayOf("2026-06-30")];
  const moved = shift === null ? Number.POSITIVE_INFINITY : dayOf(shift);
  return Array.from({ length: (end - start + 1) * 2 }, (_, i): PlantedDeal => {
    const created = start + Math.floor(i / 2);
    const care = created >= moved ? 0.55 : 0.15;
    const draw = random.next();
    const industry = draw < care ? "Care" : draw < care + (1 - care) * 0.45 ? "Fintech" : "Retail";
    const northern = random.next() < (industry === "Care" ? 0.9 : 0.25);
    const rate = industry === "Fintech" && created >= moved ? 0.2 : WIN[industry];
    const won = random.next() < rate;
    return {
      company: `Company ${i}`,
      industry,
      country: northern ? "Sweden" : "Spain",
      employees: 20 + Math.floor(random.next() * 300),
      created,
      closed: created + 15 + Math.floor(random.next() * 30),
      won,
    };
  });
}
