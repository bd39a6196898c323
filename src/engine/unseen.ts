import type { UnseenShare } from "./tally.ts";

/** Above this share the scores may be of another world. */
const MUCH_UNSEEN = 0.2;

interface Much {
  readonly percent: string;
  readonly label: string;
  readonly values: string;
}

function muchUnseen(unseen: readonly UnseenShare[]): Much[] {
  return unseen
    .filter(({ share }) => share > MUCH_UNSEEN)
    .map(({ share, label, commonest }) => ({
      percent: `${Math.round(100 * share)}%`,
      label,
      values: commonest.map(({ value }) => value).join(", "),
    }));
}

/** A sentence per attribute of which more than a fifth was never seen: for stderr. */
export function unseenWarnings(unseen: readonly UnseenShare[]): string[] {
  return muchUnseen(unseen).map(
    ({ percent, label, values }) =>
      `${percent} of the rows have a ${label} that the build never saw (${values}): they count as not known (--value-map says what they mean)`,
  );
}

/** The same of a universe, for the page. */
export function unseenNotes(unseen: readonly UnseenShare[], file: string): string[] {
  return muchUnseen(unseen).map(
    ({ percent, label, values }) =>
      `${percent} of the companies in ${file} have a ${label} that no deal had (${values}): they count as not known there.`,
  );
}
