/** What the engine needs from the world beside files: all given, none taken. */
export interface Effects {
  /** ISO date of the day of the call; stamps envelopes, never enters a document. */
  readonly today: string;
  /** Aborted on Ctrl-C; work stops at the next safe point and leaves nothing behind. */
  readonly signal: AbortSignal;
  /** Threads for resampling. */
  readonly workers: number;
  /** Tells a person at once what they should know before the work is done. */
  warn?(sentence: string): void;
  progress(step: string, done: number, of: number): void;
}
