import { type IcpDocument, type IcpEnvelope, icpDocument, icpEnvelope } from "./document.ts";

/** The same envelope with every key in the one order that we print: the schema's, and alphabetical where keys are free. */
export function canonicalEnvelope(envelope: IcpEnvelope): IcpEnvelope {
  const ordered = icpEnvelope.parse(envelope);
  return { ...ordered, document: sortFreeKeys(ordered.document) };
}

/** The same document with every key in the one order that we print. */
export function canonicalDocument(document: IcpDocument): IcpDocument {
  return sortFreeKeys(icpDocument.parse(document));
}

function sortFreeKeys(document: IcpDocument): IcpDocument {
  const { engine, evidence } = document;
  return {
    ...document,
    engine: { ...engine, parameters: sortKeys(engine.parameters) },
    evidence: { ...evidence, lost_by_reason: sortKeys(evidence.lost_by_reason) },
  };
}

function sortKeys<Value>(record: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
