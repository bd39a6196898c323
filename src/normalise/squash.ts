import type { Expr } from "../sql/expr.ts";
import { replace } from "../sql/expr.ts";

/** What tells no words apart: "and" between blanks, blanks and most punctuation. `+` and `#` stay, for C, C++ and C# differ. */
const NOISE = " _&,./()'’*:\"–—-";

function noise(keep: string): string {
  const signs = [...NOISE].filter((sign) => sign !== keep).join("");
  return `[ _]and[ _]|[${signs}]`;
}

const everyNoise = new RegExp(noise(""), "gu");

/** A folded text as spellings are compared: `computer & network security` and `computer_network_security` are `computernetworksecurity`. */
export function squashText(folded: string): string {
  return folded.replace(everyNoise, "");
}

/** `squashText` of a folded text as an expression; the sign `keep` stays. */
export function squashExpr(folded: Expr, keep = ""): Expr {
  return replace(folded, noise(keep), []);
}
