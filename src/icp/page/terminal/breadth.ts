import type { Breadth } from "../page.ts";
import { meterStrip } from "../strip.ts";
import { heading, indented, MARGIN, paintStrip, type Screen } from "./screen.ts";

/** How much of the market scores high. */
export function breadth(screen: Screen, { title, meter, sentences }: Breadth): readonly string[] {
  const { paint } = screen;
  const answer =
    meter === null
      ? []
      : [
          `${MARGIN}${paint.strong(meter.share)} ${paint.light(`(${meter.range === "" ? "" : `${meter.range}, `}n ${meter.n})`)} of the universe scores high`,
          `${MARGIN}0 ${paintStrip(meterStrip(meter, 44, "·"), screen)} ${meter.maxText}  ${paint.light(`▒ ${meter.zoneText}`)}`,
        ];
  return [...heading(screen, title, null), ...answer, ...sentences.flatMap((words) => indented(screen, words))];
}
