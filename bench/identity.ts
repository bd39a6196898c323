import { measuredIdentity } from "../test/engine/identity-truth.ts";

const SIZE = 4000;
const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
const found: Record<string, [number, number]> = {};
const wrong: Record<string, number> = {};
for (let seed = 1; seed <= 5; seed++) {
  const quality = await measuredIdentity(seed, SIZE);
  console.log(
    `seed ${seed}: ${quality.truePairs} true pairs, ${quality.mergedPairs} merged; precision ${percent(quality.precision)}, recall ${percent(quality.recall)}`,
  );
  for (const [kind, [n, all]] of Object.entries(quality.found)) {
    const [before, of] = found[kind] ?? [0, 0];
    found[kind] = [before + n, of + all];
  }
  for (const [kinds, n] of Object.entries(quality.wrong)) wrong[kinds] = (wrong[kinds] ?? 0) + n;
}
for (const [kind, [n, all]] of Object.entries(found).sort())
  console.log(`  found ${kind}: ${n} of ${all} (${percent(n / all)})`);
for (const [kinds, n] of Object.entries(wrong).sort((a, b) => b[1] - a[1])) console.log(`  wrong ${kinds}: ${n}`);
