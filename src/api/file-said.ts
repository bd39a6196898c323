import type { Brought } from "../engine/workspace/bring-in.ts";
import { KEPT_ROLES } from "../engine/workspace/role-of.ts";
import { z } from "./route.ts";

const words = z.array(z.string().min(1).max(1000)).max(500);

/** What may be said of a file; what is not said is guessed, or remembered of files of its kind. */
export const said = z
  .strictObject({
    name: z.string().min(1).max(500),
    as: z.enum(KEPT_ROLES).nullable().default(null),
    map: words.default([]).openapi({ description: "COLUMN=field" }),
    ignore: words.optional(),
    outcome: z.string().max(2000).nullable().optional().openapi({ description: "StageName=Closed Won/Closed Lost" }),
    new_business: words.optional(),
    order: z.string().max(500).nullable().optional(),
    date_order: z.enum(["day-first", "month-first"]).nullable().optional(),
    pipelines: words.optional(),
    loss_reasons: words.optional(),
    stale_open: z.literal("no_decision").nullable().optional(),
    hierarchy: z.enum(["account", "ultimate-parent"]).optional(),
    merge: z.boolean().optional(),
    currency: z.string().length(3).nullable().optional(),
    amount_is: z.enum(["acv", "tcv", "mrr"]).nullable().optional(),
    fiscal_year_start: z.number().int().min(1).max(12).optional(),
    keep_personal: z.boolean().optional(),
    delimiter: z.string().max(10).nullable().default(null),
    encoding: z.string().max(50).nullable().default(null),
    decimal: z.enum([".", ","]).nullable().default(null),
    sheet: z.string().max(200).nullable().default(null),
    whole: z.boolean().default(false).openapi({ description: "It names all rows of its kind: others are gone" }),
    again: z.boolean().default(false),
  })
  .openapi("FileSaid");

export type Said = z.output<typeof said>;

/** How the file is read, as was said. */
export function readingOf({ delimiter, encoding, decimal, sheet }: Said): Brought["options"]["reading"] {
  return {
    ...{ delimiter, encoding },
    ...(decimal === null ? {} : { decimal }),
    ...(sheet === null ? {} : { sheets: { named: [sheet], byFile: {} } }),
  };
}

/** What its columns mean, as was said. */
export function ingestOf(one: Said): Brought["options"]["ingest"] {
  const wanted = {
    ...{ map: one.map, ignore: one.ignore, outcome: one.outcome, newBusiness: one.new_business, order: one.order },
    ...{ dateOrder: one.date_order, pipelines: one.pipelines, lossReasons: one.loss_reasons },
    ...{ staleOpen: one.stale_open, hierarchy: one.hierarchy, merge: one.merge, currency: one.currency },
    ...{ amountIs: one.amount_is, fiscalYearStart: one.fiscal_year_start, keepPersonal: one.keep_personal },
  };
  return Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined));
}
