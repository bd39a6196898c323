import { z } from "zod";
import { icpEnvelope } from "./document.ts";

/** The JSON Schema (draft 2020-12) of an ICP file as text; `schema/icp.schema.json` holds it and a test keeps it fresh. */
export function icpJsonSchema(): string {
  const schema = {
    title: "OpenICP document",
    description: "One immutable version of an ideal customer profile, in its envelope.",
    ...z.toJSONSchema(icpEnvelope),
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
