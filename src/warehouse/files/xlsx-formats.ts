/** How cells of a style show a number, where that is more than the number itself. */
export type Shown = { readonly zeros: number } | { readonly percent: true };

/** Number formats that every workbook knows without saying: 0% and 0.00%. */
const BUILT_IN: Readonly<Record<string, string>> = { "9": "0%", "10": "0.00%" };

/** The styles of a workbook that show zeros in front (`00000`) or shares (`0.0%`), by their number. */
export function shownFormats(stylesXml: string): ReadonlyMap<string, Shown> {
  const codes = new Map(Object.entries(BUILT_IN));
  for (const [tag] of stylesXml.matchAll(/<numFmt\b[^>]*>/g)) {
    const id = attribute(tag, "numFmtId");
    const code = attribute(tag, "formatCode");
    if (id !== null && code !== null) codes.set(id, code);
  }
  const cellXfs = /<cellXfs\b[^>]*>([\s\S]*?)<\/cellXfs>/.exec(stylesXml)?.[1] ?? "";
  const shown = new Map<string, Shown>();
  for (const [i, [tag]] of [...cellXfs.matchAll(/<xf\b[^>]*>/g)].entries()) {
    const code = codes.get(attribute(tag, "numFmtId") ?? "") ?? "";
    if (/^0{2,20}$/.test(code)) shown.set(String(i), { zeros: code.length });
    else if (/^[#,]*0?(\.0+)?%$/.test(code)) shown.set(String(i), { percent: true });
  }
  return shown;
}

/** The sheet with such cells as the texts that a person sees: 2139 under `00000` is 02139, 0.25 under `0%` is 25%. */
export function withShownFormats(sheetXml: string, shown: ReadonlyMap<string, Shown>): string {
  if (shown.size === 0) return sheetXml;
  return sheetXml.replace(
    /<c\b([^<>]*)>(?:<f\b[^<>]*(?:\/>|>[^<]*<\/f>))?<v>(-?[0-9.]+(?:E-?\d+)?)<\/v><\/c>/gi,
    (whole, attributes: string, digits: string) => {
      const format = shown.get(attribute(attributes, "s") ?? "");
      const type = attribute(attributes, "t");
      if (format === undefined || (type !== null && type !== "n")) return whole;
      const text = shownText(Number(digits), format);
      const place = attribute(attributes, "r");
      return text === null || place === null ? whole : `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
    },
  );
}

function shownText(value: number, format: Shown): string | null {
  if ("percent" in format) return `${Number((value * 100).toPrecision(12))}%`;
  return Number.isInteger(value) && value >= 0 ? String(value).padStart(format.zeros, "0") : null;
}

function attribute(tag: string, name: string): string | null {
  return new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? null;
}
