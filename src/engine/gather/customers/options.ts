import type { IngestOptions } from "../../../ingest/options.ts";

/** What gathering customers needs to know beside the files. Pass `IngestOptions` as it is. */
export type CustomerOptions = Pick<IngestOptions, "asOf" | "dateOrder" | "map" | "ignore" | "currency" | "rates">;

/**
 * The accounts that customers are matched to: SQL of a table or a bracketed query with `id_key`, `domain_key`, `name_key` (VARCHAR),
 * `account_row` BIGINT and `account` INTEGER (both may be NULL).
 */
export type KeyedAccounts = string;
