/** Words around numbers, in folded text, as people's exports write them. Each is a piece of a portable pattern. */

/** Powers of ten by unit. Letters that could mean something else (`t`, `g`) are left out. */
export const UNITS: readonly (readonly [exponent: number, words: readonly string[]])[] = [
  [3, ["thousands", "thousand", "thsd", "tsd", "tausend", "k"]],
  [5, ["lakhs", "lakh"]],
  [6, ["millionen", "millions", "million", "mill", "mil", "mio", "mln", "mn", "mm", "m"]],
  [7, ["crores", "crore", "cr"]],
  [9, ["billions", "billion", "bil", "bln", "bn", "b", "milliarden", "mrd"]],
  [12, ["trillions", "trillion", "tn"]],
];

/** Said before or after a number that is the upper end of what is meant; becomes `<`. */
export const BELOW = [
  "(?:no|not) (?:more|greater|larger|higher) than",
  "(?:less|fewer|smaller|lower) than",
  "(?:or|and|&) (?:less|fewer|below|under|lower|smaller)",
  "at most|maximum|^max\\.? |up to|under|below",
  "<=|≤",
];

/** Said of a number that is the lower end; becomes `>` after those above became `<`. `5 min` may be minutes. */
export const ABOVE = [
  "(?:no|not) <",
  "(?:more|greater|larger|higher) than",
  "(?:or|and|&) (?:more|above|over|up|higher|greater|larger)",
  "upwards of|at least|minimum|^min\\.? |above|over|plus",
  ">=|≥",
];

export const RANGE_BEFORE = ["between", "from"];

export const RANGE_BETWEEN = ["to", "and", "bis", "[-‐‑‒–—−]"];

/** The number stays in its own currency, as counted or percent: these words and signs are dropped. */
export const CURRENCY_SIGNS = [
  "% ?(?:yoy|qoq|mom|y/y|q/q|m/m)",
  "(?:us|au|ca|nz|hk|sg|[acrs])?\\$(?:us)?",
  "[€£¥₹₽₩₪₺₴₫฿₱₦₡₲₵₸₼₾%~≈]",
];

export const CURRENCY_WORDS = [
  "usd|eur|gbp|jpy|cny|rmb|inr|aud|cad|nzd|chf|sek|nok|dkk|isk|pln|czk|huf|ron|bgn|uah|rub|try|ils|aed|sar|zar",
  "ngn|kes|egp|brl|mxn|ars|clp|cop|pen|hkd|sgd|twd|krw|thb|idr|myr|php|vnd|pkr",
  "dollars?|euros?|pounds?|zł|kč|kr\\.?|rs\\.?|fr\\.?",
];

/** Units of counting that leave the number as it is. Never units of time: months and years would mix. */
export const COUNTED = [
  "(?:full-time )?employees?|emps?\\.?|people|persons?|staff|headcount|ftes?|users?|seats?|licen[cs]es|mitarbeiter",
  "percent|per cent|pct\\.?",
  "yoy|qoq|mom|y/y|q/q|m/m",
];

export const ABOUT = ["approximately|approx\\.?|roughly|around|about|circa|ca\\.?"];
