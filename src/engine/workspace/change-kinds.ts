/** What may change that a profile cannot know of. */
export const CHANGE_KINDS = ["launch", "pricing", "integration", "geography", "pivot", "competitor", "other"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
