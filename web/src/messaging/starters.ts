/** What is known of a kind of company, for the first words of a text about it. */
export interface Known {
  /** Words that notes about its deals use more often, the most telling first. */
  readonly words: readonly string[];
  /** What happened before its won deals more often. */
  readonly triggers: readonly string[];
}

export interface Part {
  readonly id: string;
  readonly name: string;
  readonly help: string;
  /** Where to begin; what stands in brackets is to be filled in. */
  readonly starter: string;
}

function either(values: readonly string[], otherwise: string): string {
  const [first, second] = values;
  if (first === undefined) return otherwise;
  return second === undefined ? first : `${first} or ${second}`;
}

/** The parts of a message to a kind of company, each with its first words from what is known. */
export function partsFor({ words, triggers }: Known): readonly Part[] {
  const pain = either(words, "[what hurts, in their words]");
  return [
    {
      id: "line",
      name: "Subject or headline",
      help: "Their words, not yours; under 60 letters",
      starter: `${capital(words[0] ?? "[what hurts]")}: [what becomes possible]`,
    },
    {
      id: "opening",
      name: "First sentence",
      help:
        triggers.length === 0 ? "Why now" : `Why now: before deals that were won, ${either(triggers, "")} was commoner`,
      starter: `[What you saw at their company${triggers[0] === undefined ? "" : `, for example a ${triggers[0]}`}] often means that ${pain} is on somebody's desk.`,
    },
    {
      id: "problem",
      name: "What it costs them",
      help: "One figure that they can check themselves",
      starter: `Companies like yours tell us that ${pain} takes [hours or money] each [month].`,
    },
    {
      id: "proof",
      name: "Proof",
      help: "A customer of this kind who may be named",
      starter: `[Customer] went from [before] to [after] in [time].`,
    },
    {
      id: "objection",
      name: "When they object",
      help: "What is said most often, and a true answer",
      starter: `"[Their objection]": [what you answer, and how they can check it].`,
    },
  ];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
