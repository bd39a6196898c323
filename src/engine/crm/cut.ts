/** The beginning of a text, at most `most` UTF-16 code units, cut between code points. */
export function cutTo(text: string, most: number): string {
  let kept = "";
  for (const sign of text) {
    if (kept.length + sign.length > most) break;
    kept += sign;
  }
  return kept.trimEnd();
}
