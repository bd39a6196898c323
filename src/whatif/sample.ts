/** The place of a band for a value that is missing or was never seen. */
export const NO_BAND = 255;

/** Companies as the bands of a scorecard that they fall into: all that a changed card needs to score them anew. */
export interface BandSample {
  readonly rows: number;
  /** By attribute of the card, a place in its bands per row, `NO_BAND` where there is none. */
  readonly bands: ReadonlyMap<string, Uint8Array>;
}

/** Decided deals the same way: `y` 1 for won. */
export interface DealSample extends BandSample {
  readonly y: Uint8Array;
}

/** What a page gets to try changes of a card on. */
export interface WhatIfSample {
  /** Companies that a profile would be worked on. */
  readonly accounts: BandSample;
  /** How many there are in all; `accounts` are drawn from them. */
  readonly of: number;
  /** Deals that the profile learned from: a card that is moved about until they look well fits them by hand. */
  readonly deals: DealSample;
}

/** The same as JSON holds it: bytes as base64. */
export interface WrittenSample {
  readonly accounts: { readonly rows: number; readonly bands: Readonly<Record<string, string>> };
  readonly of: number;
  readonly deals: { readonly rows: number; readonly bands: Readonly<Record<string, string>>; readonly y: string };
}

/**
 * Reads a written sample.
 *
 * @param decode base64 to bytes @throws Error where a column does not have as many bytes as there are rows
 */
export function readSample(written: WrittenSample, decode: (base64: string) => Uint8Array): WhatIfSample {
  const column = (text: string, rows: number): Uint8Array => {
    const bytes = decode(text);
    if (bytes.length !== rows) throw new Error(`a column of the sample has ${bytes.length} bytes for ${rows} rows`);
    return bytes;
  };
  const bandsOf = ({ rows, bands }: WrittenSample["accounts"]): BandSample => ({
    rows,
    bands: new Map(Object.entries(bands).map(([attribute, text]) => [attribute, column(text, rows)])),
  });
  return {
    accounts: bandsOf(written.accounts),
    of: written.of,
    deals: { ...bandsOf(written.deals), y: column(written.deals.y, written.deals.rows) },
  };
}
