import codes from "i18n-iso-countries/codes.json" with { type: "json" };
import de from "i18n-iso-countries/langs/de.json" with { type: "json" };
import en from "i18n-iso-countries/langs/en.json" with { type: "json" };
import es from "i18n-iso-countries/langs/es.json" with { type: "json" };
import fr from "i18n-iso-countries/langs/fr.json" with { type: "json" };
import it from "i18n-iso-countries/langs/it.json" with { type: "json" };
import nl from "i18n-iso-countries/langs/nl.json" with { type: "json" };
import pt from "i18n-iso-countries/langs/pt.json" with { type: "json" };
import { foldText } from "../normalise/fold.ts";
import { squashText } from "../normalise/squash.ts";
import { REGIONS } from "./places/regions.ts";
import { type Entry, type Vocabulary, vocabulary } from "./vocabulary.ts";

type Names = Readonly<Record<string, string | readonly string[]>>;

const LANGUAGES: readonly Names[] = [en, de, fr, es, it, nl, pt].map((language) => language.countries as Names);

/** What people write beside the names in the library. */
const ALSO: Readonly<Record<string, string>> = {
  US: "u.s.; u.s.a.; united states of america; america; the united states; estados unidos de america; états unis; amerika; vereinigte staaten von amerika",
  GB: "uk; u.k.; great britain; britain; england; scotland; wales; northern ireland; the united kingdom; großbritannien; grossbritannien; grande-bretagne; gran bretaña; gran bretagna; england & wales; united kingdom of great britain and northern ireland",
  DE: "federal republic of germany; bundesrepublik deutschland; brd; germany (deutschland)",
  NL: "holland; the netherlands; nederland; niederlande (holland)",
  KR: "korea; republic of korea; korea republic of; south-korea; korea south; korea (south)",
  KP: "north korea; korea north",
  VN: "viet nam; vietnam",
  CZ: "czech republic; czechia; tschechien; tschechische republik; république tchèque; republica checa",
  RU: "russia; russian federation; russland",
  CN: "people's republic of china; prc; pr china; china mainland; mainland china; p.r. china",
  TW: "taiwan; taiwan province of china; republic of china",
  HK: "hong kong; hong kong sar; hongkong; hong kong s.a.r.",
  MO: "macau; macao",
  TR: "türkiye; turkiye; turkey; türkei",
  AE: "uae; u.a.e.; united arab emirates; dubai; abu dhabi; emirates",
  SA: "ksa; kingdom of saudi arabia",
  CH: "schweiz; suisse; svizzera; suiza",
  IE: "republic of ireland; eire; ireland republic of",
  IR: "iran; iran islamic republic of",
  BO: "bolivia; bolivia plurinational state of",
  VE: "venezuela; venezuela bolivarian republic of",
  TZ: "tanzania; tanzania united republic of",
  MD: "moldova; moldova republic of",
  SY: "syria",
  LA: "laos",
  CI: "ivory coast; côte d'ivoire; cote d'ivoire",
  CD: "dr congo; drc; democratic republic of the congo; congo democratic republic of the",
  CG: "republic of the congo; congo",
  MK: "macedonia; north macedonia",
  PS: "palestine",
  BN: "brunei",
  MM: "burma; myanmar",
  SZ: "swaziland; eswatini",
  CV: "cape verde",
  VA: "vatican; holy see",
  BR: "brasil; brazil",
  ES: "españa; espana",
  IT: "italia",
  SE: "sverige",
  NO: "norge",
  DK: "danmark",
  FI: "suomi",
  PL: "polska",
  AT: "österreich; oesterreich; osterreich",
  BE: "belgië; belgique; belgie",
  HU: "magyarország",
  JP: "nippon",
  MX: "méxico; mexico",
};

/** Countries' names in other languages that are better known as cities: Granada in Spain, Norfolk in Virginia, Guadalupe in Mexico. */
const CITIES_RATHER = /^(granada|norfolk|guadalupe)$/i;

function namesOf(code: string): string[] {
  const named = LANGUAGES.flatMap((names) => names[code] ?? []).filter((name) => !CITIES_RATHER.test(name));
  return [...named, ...(ALSO[code]?.split("; ") ?? [])];
}

interface Region {
  readonly label: string;
  readonly spellings: readonly string[];
  readonly codes: readonly string[];
}

const regions: readonly Region[] = REGIONS.trim()
  .split("\n")
  .map((line) => {
    const [, label, spellings, codes] = /^([^:]+):(.*)=(.*)$/.exec(line)!;
    const others = spellings!.split(";").map((spelling) => spelling.trim());
    return { label: label!, spellings: others.filter((other) => other !== ""), codes: codes!.trim().split(" ") };
  });

function within(codes: readonly string[]): string[] {
  return regions
    .filter((region) => region.codes.length > codes.length || codes.length === 1)
    .filter((region) => codes.every((code) => region.codes.includes(code)))
    .toSorted((a, b) => a.codes.length - b.codes.length)
    .map(({ label }) => label);
}

/** Spellings that two countries share in different languages mean neither. */
function unambiguous(entries: readonly Entry[]): Entry[] {
  const owners = new Map<string, Set<string>>();
  for (const { id, spellings } of entries)
    for (const spelling of spellings) {
      const key = squashText(foldText(spelling));
      owners.set(key, (owners.get(key) ?? new Set()).add(id));
    }
  return entries.map((entry) => ({
    ...entry,
    spellings: entry.spellings.filter((spelling) => owners.get(squashText(foldText(spelling)))!.size === 1),
  }));
}

function countryEntries(): Entry[] {
  const places = codes.map(([two, three]) => {
    const names = namesOf(two!);
    return { id: two!, label: names[0] ?? two!, within: within([two!]), spellings: [...names, two!, three!] };
  });
  const areas = regions.map(({ label, spellings, codes: own }) => ({
    id: label,
    label,
    within: within(own),
    spellings: [label, ...spellings],
  }));
  return unambiguous([...places, ...areas]).map((entry) => ({ ...entry, label: entry.spellings[0] ?? entry.label }));
}

const all = countryEntries();

/** Countries by name in seven languages, ISO codes and nicknames, within the regions that sales teams speak of. */
export const countries: Vocabulary = vocabulary("country", all);

/** The same in a column of regions, where NA is North America and not Namibia. */
export const worldRegions: Vocabulary = vocabulary("region", all.map(withoutNamibiaCode));

function withoutNamibiaCode(entry: Entry): Entry {
  if (entry.id === "NA") return { ...entry, spellings: entry.spellings.filter((spelling) => spelling !== "NA") };
  return entry.id === "North America" ? { ...entry, spellings: [...entry.spellings, "NA"] } : entry;
}
