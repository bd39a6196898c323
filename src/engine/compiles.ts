import { firstHeaders } from "../compile/columns.ts";
import { compileIcp } from "../compile/program.ts";
import type { IcpDocument } from "../icp/document.ts";

/**
 * Compiles a document as `score` and `filter` will, before it is written: what cannot be compiled is no profile.
 *
 * @throws InputError that says which rule or attribute does not fit
 */
export function requireCompiles(document: IcpDocument): void {
  compileIcp(document, firstHeaders(document));
}
