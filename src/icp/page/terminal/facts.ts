import type { Fact } from "../page.ts";
import { MARGIN, type Screen } from "./screen.ts";
import { padEnd, textWidth } from "./text-width.ts";
import { wrapPhrase } from "./wrap.ts";

/** Names with what is said about each. */
export function facts(screen: Screen, list: readonly Fact[]): readonly string[] {
  const name = Math.max(0, ...list.map((fact) => textWidth(fact.name))) + 2;
  return list.flatMap((fact) =>
    wrapPhrase(fact.text, screen.width - name - 2, screen.paint).map(
      (line, index) => MARGIN + screen.paint.light(padEnd(index === 0 ? fact.name : "", name)) + line,
    ),
  );
}
