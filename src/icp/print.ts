import { canonicalDocument, canonicalEnvelope } from "./canonical.ts";
import type { IcpDocument, IcpEnvelope } from "./document.ts";

/** The text of an ICP file: JSON, two spaces, keys in the schema's order, one newline at the end. `parseIcp` reads it back unchanged. */
export function printIcp(envelope: IcpEnvelope): string {
  return `${JSON.stringify(canonicalEnvelope(envelope), null, 2)}\n`;
}

/** The text whose hash is the document's `id`: the document in canonical order, without the `id` itself. */
export function contentForHash(document: IcpDocument): string {
  const { id: _, ...content } = canonicalDocument(document);
  return JSON.stringify(content);
}
