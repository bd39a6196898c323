import type { ReactNode } from "react";

/** What stands below each way to say it. */
export interface Foot {
  readonly busy: boolean;
  readonly fault: ReactNode;
}
