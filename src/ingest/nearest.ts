/**
 * The names nearest to what a person wrote, best first: at most `most`, none that is too far to be meant.
 * Distance is the number of letters to insert, delete, change or swap (optimal string alignment), cases and punctuation ignored.
 */
export function nearest(wanted: string, names: readonly string[], most = 3): string[] {
  const target = plain(wanted);
  return names
    .map((name, i) => ({ name, i, distance: closeness(target, plain(name)) }))
    .filter(({ distance }) => distance <= 0.45)
    .sort((a, b) => a.distance - b.distance || a.i - b.i)
    .slice(0, most)
    .map(({ name }) => name);
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** 0 the same, 1 nothing in common; a name that holds the other whole is near. */
function closeness(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length >= 3 && b.length >= 3 && (a.includes(b) || b.includes(a))) return 0.2;
  return editDistance(a, b) / Math.max(a.length, b.length, 1);
}

/** Optimal string alignment distance. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(row[j - 1]! + 1, last[j]! + 1, last[j - 1]! + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    before = last;
    last = row;
  }
  return last[b.length]!;
}
