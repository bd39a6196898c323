import type { IcpDocument } from "../icp/document.ts";
import type { Timing } from "../icp/timing.ts";
import { readEventType } from "../ingest/event-type.ts";

/** A column of things that happened, beside those that say what a company is. */
const TRIGGER = /trigger|signal|event|news|surge|intent/i;

/** Types of events that a declared scorecard scores already, as a trigger: counted once, in the fit. Empty where the fit was learned. */
export function heldByFit({ declared, scorecard, attributes }: IcpDocument): Timing["left_out"] {
  if (declared?.scores !== true) return [];
  const held = new Map<string, string>();
  for (const { attribute, bands } of scorecard.attributes) {
    const { label, columns } = attributes.find(({ name }) => name === attribute) ?? { label: attribute, columns: [] };
    const names = [attribute, label, ...columns];
    if (!names.some((name) => TRIGGER.test(name))) continue;
    const values = bands.flatMap(({ match }) => ("in" in match ? match.in : "has" in match ? [match.has] : []));
    for (const text of [...names, ...values]) {
      const type = readEventType(text);
      if (type !== null && !held.has(type)) held.set(type, label);
    }
  }
  return [...held].map(([type, label]) => ({ type, topic: null, reason: `the fit scores it already (${label})` }));
}
