/** Bytes of a file that are kept to tell its encoding by. */
export const ENOUGH_BYTES = 1 << 18;
/** Fewer characters tell nothing. */
const LEAST_CHARACTERS = 12;
/** Least share of the characters beyond ASCII that must be of the commonest ones of the language. */
const LEAST_COMMON = 0.7;

interface Script {
  /** A label for TextDecoder. */
  readonly encoding: string;
  /** For people. */
  readonly language: string;
  /** A pair of bytes that writes one of the language's common characters. */
  common(lead: number, trail: number): boolean;
}

const within = (byte: number, from: number, to: number): boolean => byte >= from && byte <= to;

/**
 * The likeliest first where the bytes fit several. Common are: kana and the first level of kanji, whose first byte is no letter in latin-1; the
 * Hangul syllables; the 3,755 characters of GB 2312's first level.
 */
const SCRIPTS: readonly Script[] = [
  {
    encoding: "shift_jis",
    language: "Japanese",
    common: (lead, trail) => within(lead, 0x81, 0x98) && within(trail, 0x40, 0xfc) && trail !== 0x7f,
  },
  {
    encoding: "euc-kr",
    language: "Korean",
    common: (lead, trail) => within(lead, 0xb0, 0xc8) && within(trail, 0xa1, 0xfe),
  },
  {
    encoding: "gb18030",
    language: "Chinese",
    common: (lead, trail) => within(lead, 0xb0, 0xd7) && within(trail, 0xa1, 0xfe),
  },
];
const NAMES: ReadonlyMap<string, string> = new Map(SCRIPTS.map(({ encoding, language }) => [encoding, language]));

/**
 * The East Asian encoding of bytes that are no UTF-8: one in which all of them are well-formed and most characters beyond ASCII are common ones. Null
 * for anything else: latin text has lone bytes beyond ASCII between its letters, Cyrillic text other ones.
 *
 * @param bytes the beginning of a file, whole lines of it @returns a label for TextDecoder
 */
export function eastAsianEncoding(bytes: Uint8Array): string | null {
  for (const script of SCRIPTS) {
    const { characters, common } = tally(bytes, script);
    if (characters < LEAST_CHARACTERS || common < LEAST_COMMON * characters) continue;
    if (decodes(bytes, script.encoding)) return script.encoding;
  }
  return null;
}

/** `Japanese` for `shift_jis`; null for encodings that were not guessed here. */
export function languageOf(encoding: string): string | null {
  return NAMES.get(encoding) ?? null;
}

function tally(bytes: Uint8Array, { common }: Script): { characters: number; common: number } {
  const counts = { characters: 0, common: 0 };
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at]! < 0x80) continue;
    counts.characters += 1;
    if (at + 1 < bytes.length && common(bytes[at]!, bytes[at + 1]!)) counts.common += 1;
    at += 1;
  }
  return counts;
}

function decodes(bytes: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
