import { KEPT_ROLES } from "../engine/workspace/role-of.ts";
import { z } from "./route.ts";

/** Shapes of what imports answer. */
const text = z.string().nullable();

export const count = z.number().int();

export const rejection = z.object({ file: z.string(), line: count.nullable(), column: text, reason: z.string() });

const column = z.object({
  ...{ header: z.string(), field: z.string(), by: z.enum(["said", "known", "own"]) },
  kind: z.enum(["empty", "number", "date", "email", "website", "id", "phone", "category", "text"]),
  ...{ filled: z.number(), distinct: z.number(), samples: z.array(z.string()) },
});

export const looked = z
  .object({
    ...{ name: z.string(), bytes: count, state: z.enum(["reading", "read", "failed"]), error: text },
    ...{ format: text, rows: count.nullable(), role: z.enum(KEPT_ROLES).nullable(), question: text },
    like: z.object({ source: z.string(), files: z.array(z.string()) }).nullable(),
    ...{ key: z.array(z.string()), columns: z.array(column) },
    outcome: z.object({ option: text, text: z.string() }).nullable(),
    rejected: z.object({ total: count, first: z.array(rejection) }),
    notes: z.array(z.string()),
  })
  .openapi("LookedFile");

export const upload = z
  .object({
    ...{ id: z.string(), at: z.string(), by: z.string() },
    files: z.array(z.object({ name: z.string(), bytes: count })),
  })
  .openapi("Upload");

export const imported = z
  .object({
    ...{ import: count, source: z.string(), role: z.string(), file: z.string(), whole: z.boolean() },
    ...{ read: count, new: count, changed: count, unchanged: count, merged: count, rejected: count, gone: count },
    ...{ format: z.string(), notes: z.array(z.string()), started: z.string(), finished: z.string() },
  })
  .openapi("Import");
