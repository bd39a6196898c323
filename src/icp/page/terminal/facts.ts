import type { Fact } from "../page.ts";
import { MARGIN, type Screen } from "./screen.ts";
import { cut, padEnd, textWidth } from "./text-width.ts";
import { wrapPhrase } from "./wrap.ts";

/** Names take no more of the line than this. */
const WIDEST_NAME = 40;

/** Names with what is said about each; a longer name is cut. */
export function facts(screen: Screen, list: readonly Fact[]): readonly string[] {
  const name = Math.min(WIDEST_NAME, Math.max(0, ...list.map((fact) => textWidth(fact.name)))) + 2;
  return list.flatMap((fact) =>
    wrapPhrase(fact.text, screen.width - name - 2, screen.paint).map(
      (line, index) => MARGIN + screen.paint.light(padEnd(index === 0 ? cut(fact.name, name - 2) : "", name)) + line,
    ),
  );
}
