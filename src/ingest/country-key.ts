import codes from "i18n-iso-countries/codes.json" with { type: "json" };
import de from "i18n-iso-countries/langs/de.json" with { type: "json" };
import en from "i18n-iso-countries/langs/en.json" with { type: "json" };
import es from "i18n-iso-countries/langs/es.json" with { type: "json" };
import fr from "i18n-iso-countries/langs/fr.json" with { type: "json" };
import it from "i18n-iso-countries/langs/it.json" with { type: "json" };
import nl from "i18n-iso-countries/langs/nl.json" with { type: "json" };
import pt from "i18n-iso-countries/langs/pt.json" with { type: "json" };

/** Spellings that exports use beside the official ones. */
const OTHERS: Readonly<Record<string, string>> = {
  uk: "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  "northern ireland": "GB",
  "great britain": "GB",
  usa: "US",
  "u s": "US",
  "u s a": "US",
  america: "US",
  holland: "NL",
  korea: "KR",
  "south korea": "KR",
  russia: "RU",
  vietnam: "VN",
  czechia: "CZ",
  "czech republic": "CZ",
  turkey: "TR",
};

const plain = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}]+/gu, " ")
    .trim();

const names = [en, de, fr, es, it, nl, pt].flatMap(({ countries }) =>
  Object.entries(countries as Readonly<Record<string, string | readonly string[]>>).flatMap(([code, spellings]) =>
    [spellings].flat().map((spelling) => [plain(spelling), code] as const),
  ),
);
const ISO: ReadonlyMap<string, string> = new Map([
  ...names.toReversed(),
  ...(codes as readonly (readonly string[])[]).flatMap(([two, three]) => [
    [two!.toLowerCase(), two!] as const,
    [three!.toLowerCase(), two!] as const,
  ]),
  ...Object.entries(OTHERS),
]);

/** The ISO code of a country however it is written, to tell same from other; an unknown text stands for itself. */
export function countryKey(text: string): string | null {
  const folded = plain(text);
  return ISO.get(folded) ?? (folded || null);
}
