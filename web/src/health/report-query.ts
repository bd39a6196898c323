import type { Report } from "../../../src/icp/page/report.ts";
import { queryOf } from "../api/queries.ts";

/** A kept report by the name of its page; its figures, and the page as it is worded. */
export function reportQuery(name: string) {
  const figures = name.replace(/\.html$/, ".json");
  return queryOf<{ readonly page?: Report; readonly asked_by?: string | null }>(
    `/api/reports/${encodeURIComponent(figures)}`,
  );
}
