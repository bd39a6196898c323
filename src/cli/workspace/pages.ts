import type { Pages } from "../../engine/workspace/pages.ts";
import { compareReport } from "../compare-report.ts";
import { refreshReport } from "../refresh-report.ts";
import { reviewReport } from "../review-report.ts";
import { validateReport } from "../validate-report.ts";

/** How reports of jobs are worded: as those of the commands are. */
export const PAGES: Pages = {
  refresh: (result) => refreshReport(result, null),
  review: reviewReport,
  validation: validateReport,
  liveTest: compareReport,
};
