/** Lower case without accents, for patterns; `ß` is `ss`. */
export function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replaceAll("ß", "ss")
    .toLowerCase();
}

const FILLERS =
  /^(and|or|und|oder|ideally|mainly|mostly|primarily|especially|preferably|also|the|e\.?g\.?|i\.?e\.?|such as|like|etc\.?|z\. ?b\.|vor allem|idealerweise|insbesondere|auch|die|der|das|den)\s+/iu;

/** The entries of a list as a person writes it in a line. */
export function entriesOf(text: string): readonly string[] {
  return text
    .split(/[,;•·]|\s\/\s|\s(?:and|or|und|oder|&|\+)\s|\n/iu)
    .map(trimmed)
    .filter((entry) => entry !== "" && !/^(etc|usw|u\.?a)\.?$/i.test(entry));
}

function trimmed(entry: string): string {
  let text = entry.trim().replace(/^["'„“(]+|["'“”).!]+$/g, "");
  while (FILLERS.test(`${text} `) && text !== text.replace(FILLERS, "")) text = text.replace(FILLERS, "");
  return text.trim();
}

/** Whether a text is no more than a name: a few words, none of which is a figure or a remark. */
export function isName(entry: string, most = 5): boolean {
  const words = entry.split(/\s+/);
  return (
    entry.length <= 60 &&
    words.length <= most &&
    /\p{L}/u.test(entry) &&
    !/[?%€$£:]/.test(entry) &&
    !words.some((word) => /^[~<>≥≤]?\d/.test(word)) &&
    !REMARK.test(plain(entry))
  );
}

const REMARK =
  /\b(nice to have|optional\w*|bonus|a plus|tbd|etc|not sure|maybe|evtl|eventuell|vielleicht|von vorteil)\b/;

/** Runs of up to `most` words that stand next to each other, longest first where they begin. */
export function runsOf(
  words: readonly string[],
  most: number,
): readonly { readonly at: number; readonly run: string; readonly size: number }[] {
  return words.flatMap((_, at) =>
    Array.from(
      { length: Math.min(most, words.length - at) },
      (_unused, k) => Math.min(most, words.length - at) - k,
    ).map((size) => ({ at, size, run: words.slice(at, at + size).join(" ") })),
  );
}
