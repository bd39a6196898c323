import type { IcpDocument } from "../document.ts";

/** How a page speaks about one goal. */
export interface GoalWords {
  /** `41 of 96 won` */
  readonly reached: string;
  readonly rate: string;
  readonly winners: string;
  readonly losers: string;
  readonly unit: string;
  readonly one: string;
  /** What the two classes are called: `won deals from lost ones`. */
  readonly contrast: string;
  /** A phrase for one of each: `one won and one lost deal`. */
  readonly pair: string;
  readonly better: string;
  /** `winners from losers` */
  readonly sides: string;
  /** What the two are called where they are counted: `42 won, 17 lost`. */
  readonly counted: readonly [reached: string, others: string];
  /** What the companies of the kinds have in common: `The kinds of companies you win`. */
  readonly kinds: string;
  /** Those companies, counted: `230 companies won`; and in a sentence about them: `62 won companies`. */
  readonly companies: string;
  readonly members: string;
  /** Plural of the rate, first in a sentence. */
  readonly rates: string;
  /** What the score forecasts, first in a sentence. */
  readonly chance: string;
  /** How a row begins: `were created`. */
  readonly began: string;
}

const deal = { unit: "deals", one: "deal", began: "were created" } as const;

const WORDS: Readonly<Record<IcpDocument["goal"], GoalWords>> = {
  win: {
    ...deal,
    reached: "won",
    rate: "win rate",
    winners: "Who wins",
    losers: "Who does not",
    contrast: "won deals from lost ones",
    pair: "one won and one lost deal",
    better: "the won one",
    sides: "winners from losers",
    counted: ["won", "lost"],
    kinds: "The kinds of companies you win",
    companies: "companies won",
    members: "won companies",
    rates: "Win rates",
    chance: "The chance to win",
  },
  "good-win": {
    ...deal,
    reached: "won and stayed",
    rate: "good-win rate",
    winners: "Who wins and stays",
    losers: "Who does not",
    contrast: "good wins from the rest",
    pair: "one good win and one other deal",
    better: "the good win",
    sides: "good wins from the rest",
    counted: ["won and stayed", "lost, or won and left"],
    kinds: "The kinds of companies you win and keep",
    companies: "companies won and kept",
    members: "companies won and kept",
    rates: "Good-win rates",
    chance: "The chance to win a customer who stays",
  },
  value: {
    ...deal,
    reached: "won big",
    rate: "big-win rate",
    winners: "Who wins big",
    losers: "Who does not",
    contrast: "big wins from the rest",
    pair: "one big win and one other deal",
    better: "the big win",
    sides: "big wins from the rest",
    counted: ["won big", "lost, or won with less"],
    kinds: "The kinds of companies you win big",
    companies: "companies won big",
    members: "companies won big",
    rates: "Big-win rates",
    chance: "The chance of a big win",
  },
  retention: {
    unit: "customers",
    one: "customer",
    began: "began",
    reached: "stayed",
    rate: "retention",
    winners: "Who stays",
    losers: "Who leaves",
    contrast: "customers who stay from those who leave",
    pair: "one customer who stayed and one who left",
    better: "the one who stayed",
    sides: "customers who stay from those who leave",
    counted: ["stayed", "left"],
    kinds: "The kinds of companies that stay",
    companies: "companies that stayed",
    members: "companies that stayed",
    rates: "Retention rates",
    chance: "The chance that a customer stays",
  },
};

/** The words for the goal named in the document. */
export function goalWords(goal: IcpDocument["goal"]): GoalWords {
  return WORDS[goal];
}
