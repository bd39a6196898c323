import type { LevelName } from "../page.ts";

type Brush = (text: string) => string;

/** How the parts of a page are coloured; without colour every brush leaves the text as it is. */
export interface Paint {
  readonly strong: Brush;
  readonly light: Brush;
  readonly accent: Brush;
  readonly title: Brush;
  readonly level: Readonly<Record<LevelName, Brush>>;
}

const RESET = "\u001b[0m";

/** The brushes of a terminal with 16 colours, or none. */
export function paintFor(color: boolean): Paint {
  const brush =
    (codes: string): Brush =>
    (text) =>
      color && text !== "" ? `\u001b[${codes}m${text}${RESET}` : text;
  return {
    strong: brush("1"),
    light: brush("2"),
    accent: brush("36"),
    title: brush("1;36"),
    level: { high: brush("1;36"), medium: brush("36"), low: brush("2"), unknown: brush("2") },
  };
}
