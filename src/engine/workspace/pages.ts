import type { Block } from "../../icp/page/block.ts";
import type { Report } from "../../icp/page/report.ts";
import type { CompareSummary } from "../compare.ts";
import type { DriftSummary } from "../drift.ts";
import type { RefreshResult } from "../refresh.ts";
import type { ValidateResult } from "../validate.ts";

/** What the quarterly meeting looks at; drift is null where it could not be told, with the reason. */
export interface ReviewParts {
  readonly refresh: RefreshResult;
  readonly validation: ValidateResult | null;
  readonly drift: DriftSummary | { readonly why: string };
  /** What waits for an answer. */
  readonly questions: Block | null;
}

/** Reports that are worded beside the commands of the same name. */
export interface Pages {
  refresh(result: RefreshResult): Report;
  review(parts: ReviewParts): Report;
  validation(result: ValidateResult): Report;
  liveTest(summary: CompareSummary): Report;
}
