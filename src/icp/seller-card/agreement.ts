import type { CardAgreement, SellerCard } from "../seller-card.ts";
import { CARD_POINTS } from "./questions.ts";

export type CardLevel = "high" | "medium" | "low";

/** Companies with the same total on the card and the same level by the whole score. */
export interface CardTally {
  readonly total: number;
  readonly level: CardLevel;
  readonly n: number;
}

/** With fewer companies than this the levels stay where the points alone set them. */
const LEAST_TO_SET = 200;

/** The level of a total. */
export function cardLevel(total: number, { high, medium }: SellerCard["levels"]): CardLevel {
  return total >= high ? "high" : total >= medium ? "medium" : "low";
}

/** The card with its agreement with the whole score, its levels set where they agree most often when there are companies enough. */
export function withAgreement(card: SellerCard, on: CardAgreement["on"], tallies: readonly CardTally[]): SellerCard {
  const n = tallies.reduce((sum, one) => sum + one.n, 0);
  if (n === 0) return card;
  const fitted = n >= LEAST_TO_SET;
  const levels = fitted ? bestLevels(card.levels, tallies) : card.levels;
  const sum = (holds: (one: CardTally) => boolean): number =>
    tallies.filter(holds).reduce((total, one) => total + one.n, 0);
  const byCard = ({ total }: CardTally): CardLevel => cardLevel(total, levels);
  const high = {
    score: sum(({ level }) => level === "high"),
    card: sum((one) => byCard(one) === "high"),
    both: sum((one) => one.level === "high" && byCard(one) === "high"),
  };
  return { ...card, levels, agreement: { on, n, same: sum((one) => byCard(one) === one.level), high, fitted } };
}

/** All levels tried; of equals those nearest to where they were. */
function bestLevels(start: SellerCard["levels"], tallies: readonly CardTally[]): SellerCard["levels"] {
  let best = { levels: start, same: -1, moved: 0 };
  for (let high = 2; high <= CARD_POINTS; high++)
    for (let medium = 1; medium < high; medium++) {
      const levels = { high, medium };
      const same = tallies.reduce((sum, one) => sum + (cardLevel(one.total, levels) === one.level ? one.n : 0), 0);
      const moved = Math.abs(high - start.high) + Math.abs(medium - start.medium);
      if (same > best.same || (same === best.same && moved < best.moved)) best = { levels, same, moved };
    }
  return best.levels;
}
