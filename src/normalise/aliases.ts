import type { Expr } from "../sql/expr.ts";
import { cases, concat, let_, matches, text, translate } from "../sql/expr.ts";
import { foldText } from "../sql/fold.ts";
import { escapePattern } from "../sql/pattern.ts";
import { squashExpr, squashText } from "./squash.ts";

/** Folded own value -> its other spellings, squashed (see `squashText`) and separated by blanks. */
export type Aliases = Readonly<Record<string, string>>;

/** Squashed spelling -> folded own value. */
export function aliasTable(aliases: Aliases): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(aliases).flatMap(([own, spellings]) =>
      keysOf(spellings).map((key): [string, string] => [key, foldText(own)]),
    ),
  );
}

/** Documents may be edited by hand, so the keys are squashed again. */
function keysOf(spellings: string): string[] {
  return spellings
    .split(" ")
    .map((spelling) => squashText(foldText(spelling)))
    .filter((key) => key !== "");
}

/** A folded text as the own value that it spells, else as it is. */
export function withAliases(folded: Expr, aliases: Aliases | undefined, body: (value: Expr) => Expr): Expr {
  const table = aliases === undefined ? new Map<string, string>() : aliasTable(aliases);
  if (table.size === 0) return body(folded);
  return let_("key", squashExpr(folded), (key) => let_("word", translate(key, table, folded), body));
}

/** `;a;b;` with the own value added for every token that spells it: `;sfdc;b;salesforce;`. */
export function withTokenAliases(tokens: Expr, cut: string, aliases: Aliases | undefined): Expr {
  const entries = Object.entries(aliases ?? {}).flatMap(([own, spellings]) => {
    const keys = keysOf(spellings).filter((key) => !key.includes(cut));
    return keys.length === 0 ? [] : [{ own: foldText(own), keys: keys.map(escapePattern).join("|") }];
  });
  if (entries.length === 0) return tokens;
  const mark = escapePattern(cut);
  return let_("tokens", tokens, (plain) =>
    let_("keys", squashExpr(plain, cut), (keys) => {
      const added = ({ own, keys: any }: (typeof entries)[number]) =>
        cases([{ when: matches(keys, `${mark}(?:${any})${mark}`), give: text(own + cut) }], text(""));
      return concat(plain, ...entries.map(added));
    }),
  );
}
