import { CARD } from "./style/card.ts";
import { CHARTS } from "./style/charts.ts";
import { FRAME } from "./style/frame.ts";
import { KINDS } from "./style/kinds.ts";
import { NOT_SELL } from "./style/not-sell.ts";
import { PAPER } from "./style/paper.ts";
import { SCORE } from "./style/score.ts";
import { TYPE } from "./style/type.ts";
import { DARK, declarations, LIGHT } from "./tokens.ts";

const TOKENS = `:root{color-scheme:light dark;${declarations(LIGHT)}}
@media screen and (prefers-color-scheme:dark){:root{${declarations(DARK)}}}
`;

/** The page's style sheet. Every length is in rem, so that paper needs only another root size. */
export const STYLE: string = [TOKENS, TYPE, FRAME, CHARTS, KINDS, SCORE, NOT_SELL, CARD, PAPER].join("");
