const BASE = 36;
const TMIN = 1;
const TMAX = 26;

/** `bücher.de` for `xn--bcher-kva.de` (RFC 3492), label by label; a label that is not valid punycode stays as it is. */
export function fromPunycode(host: string): string {
  return host
    .split(".")
    .map((label) => (label.startsWith("xn--") ? (decoded(label.slice(4)) ?? label) : label))
    .join(".");
}

function decoded(text: string): string | null {
  const cut = text.lastIndexOf("-");
  const output = [...text.slice(0, Math.max(cut, 0))];
  let n = 128;
  let i = 0;
  let bias = 72;
  for (let at = cut + 1; at < text.length; ) {
    const before = i;
    for (let weight = 1, k = BASE; ; k += BASE) {
      const digit = digitOf(text[at++]);
      if (digit === null) return null;
      i += digit * weight;
      const threshold = k <= bias ? TMIN : Math.min(k - bias, TMAX);
      if (digit < threshold) break;
      weight *= BASE - threshold;
    }
    const length = output.length + 1;
    bias = adapted(i - before, length, before === 0);
    n += Math.floor(i / length);
    if (n > 0x10ffff) return null;
    i %= length;
    output.splice(i++, 0, String.fromCodePoint(n));
  }
  return output.join("");
}

function digitOf(sign: string | undefined): number | null {
  if (sign === undefined) return null;
  const digit = Number.parseInt(sign, BASE);
  if (Number.isNaN(digit)) return null;
  return digit < 10 ? digit + 26 : digit - 10;
}

function adapted(delta: number, length: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? 700 : 2));
  rest += Math.floor(rest / length);
  let k = 0;
  while (rest > ((BASE - TMIN) * TMAX) / 2) {
    rest = Math.floor(rest / (BASE - TMIN));
    k += BASE;
  }
  return k + Math.floor(((BASE - TMIN + 1) * rest) / (rest + 38));
}
