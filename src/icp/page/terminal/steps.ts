import type { Steps } from "../page.ts";
import { heading, MARGIN, type Screen } from "./screen.ts";
import { wrapPhrase } from "./wrap.ts";

/** What to do next. */
export function steps(screen: Screen, { title, steps: list }: Steps): readonly string[] {
  const lines = list.flatMap((step, index) =>
    wrapPhrase(step, screen.width - 5, screen.paint).map(
      (line, row) => `${MARGIN}${row === 0 ? `${index + 1}. ` : "   "}${line}`,
    ),
  );
  return [...heading(screen, title, null), ...lines];
}
