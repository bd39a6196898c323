import type { IcpDocument } from "../document.ts";

/** Sums in what was noticed while reading: `$2,300`, `1.2M EUR`. */
const SUM = /[$€£¥]|\b[\d.,]+[kKmM]?\s?[A-Z]{3}\b|\b[A-Z]{3}\s?\d/;

/**
 * The document without what deals and customers bring in: amounts, values, the market in money, the pipeline's sums. Bands of the attributes stay:
 * they speak of the companies one sells to.
 */
export function withoutMoney(document: IcpDocument): IcpDocument {
  const { value: _, pipeline, segments, notes, goal_outcome, ...rest } = document;
  return {
    ...rest,
    notes: notes.filter((note) => !SUM.test(note)),
    tam: null,
    segments: segments.map((segment) => ({ ...segment, value: withoutSums(segment.value) })),
    ...(goal_outcome === undefined ? {} : { goal_outcome: { ...goal_outcome, threshold: null } }),
    ...(pipeline === undefined
      ? {}
      : {
          pipeline: {
            ...pipeline,
            ...{ amount: null, currency: null, priced: 0 },
            levels: pipeline.levels.map((level) => ({ ...level, amount: null })),
          },
        }),
  };
}

function withoutSums({ ltv: _, ...rest }: IcpDocument["segments"][number]["value"]) {
  return { ...rest, acv: null };
}
