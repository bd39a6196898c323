import fc from "fast-check";

const number = fc.oneof(
  fc.integer({ min: 0, max: 5_000_000 }).map(String),
  fc.double({ min: 0, max: 1e6, noNaN: true }).map((x) => x.toFixed(2)),
  fc.integer({ min: 0, max: 9_999_999 }).map((x) => x.toLocaleString("en-US")),
  fc.integer({ min: 0, max: 9_999_999 }).map((x) => x.toLocaleString("de-DE")),
  fc.bigInt({ min: 0n, max: 10n ** 40n }).map(String),
  fc.double({ noNaN: true }).map(String),
);
const before = fc.constantFrom(
  "",
  "",
  "$",
  "€ ",
  "EUR ",
  "more than ",
  "<",
  ">= ",
  "up to ",
  "-",
  "(",
  "~",
  "Between ",
);
const after = fc.constantFrom(
  "",
  "",
  "K",
  " m",
  " Mio.",
  "bn",
  "%",
  "+",
  " or less",
  " employees",
  " (No business)",
  " (in k)",
  ")",
  " USD",
);
const between = fc.constantFrom("-", " – ", " to ", " and ", "—");
const amount = fc.tuple(before, number, after).map((parts) => parts.join(""));

/** Raw cells as people's exports hold them, and worse. */
export const messyCell: fc.Arbitrary<string | null> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(null, "", " ", "N/A", "n/a", "unknown", "-", "0", "#REF!", "\u00a0", "\0") },
  { weight: 3, arbitrary: amount },
  { weight: 2, arbitrary: fc.tuple(amount, between, amount).map((parts) => parts.join("")) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "Fintech",
      " FINTECH\u00a0",
      "İnsurance",
      "ΟΔΟΣ",
      "Seed",
      "series a",
      "A;B",
      "a, b ;c",
      '["a", "b"]',
      "b|a",
      "a\nb",
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom("'; drop table t; --", 'x" or 1=1', "\\1$1", "X", "1X2X3", "𝒳 Corp", "</script>"),
  },
  { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
);
