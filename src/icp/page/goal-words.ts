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
}

const deal = { unit: "deals", one: "deal" } as const;

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
  },
  retention: {
    unit: "customers",
    one: "customer",
    reached: "stayed",
    rate: "retention",
    winners: "Who stays",
    losers: "Who leaves",
    contrast: "customers who stay from those who leave",
    pair: "one customer who stayed and one who left",
    better: "the one who stayed",
  },
};

/** The words for the goal named in the document. */
export function goalWords(goal: IcpDocument["goal"]): GoalWords {
  return WORDS[goal];
}
