import { createRandom, type Random } from "../../src/stats/random.ts";

/** A record of an accounts file with the truth that the file does not say. */
export interface KnownRecord {
  readonly Id: string;
  readonly Name: string;
  readonly Website: string;
  readonly ParentId: string;
  readonly BillingCountry: string;
  readonly BillingCity: string;
  readonly OwnerId: string;
  readonly Industry: string;
  readonly NumberOfEmployees: string;
  /** The company it is. */
  readonly truth: number;
  /** How the record came about. */
  readonly kind: string;
}

const HEAD = words(
  "Acme Nord Delta Blue Nova Prime Iron Solar Urban Metro Vertex Quantum Helio Terra Omni Apex Lumen Orbit Cedar Pine Müller Garcia Lévy Rossi Novák Becker Summit Pioneer Global First United Royal Silver Golden Green Alpha Atlas Titan Falcon Harbor River Stone Bright Clear True Swift Noble Grand Crown Anchor",
);
const TAIL = words(
  "wind Works Software Data Cloud Steel Foods Media Health Labs Bank Motors Logic Systems Energy Trading Craft Consulting Partners Gates Robotics Analytics Textiles Chemicals Plastics Brewing Insurance Security Networks Design Dental Airlines Pharma Tools Farms Packaging Ceramics Optics Marine Aviation",
);
const PLACES: readonly (readonly [
  country: string,
  other: string,
  ending: string,
  form: string,
  ...cities: string[],
])[] = [
  ["United States", "USA", "com", "Inc.", "Boston", "Austin", "Denver", "Chicago"],
  ["Germany", "Deutschland", "de", "GmbH", "Berlin", "München", "Köln", "Hamburg"],
  ["France", "FR", "fr", "SAS", "Paris", "Lyon", "Nantes"],
  ["United Kingdom", "UK", "co.uk", "Ltd", "London", "Leeds", "Bristol"],
  ["Spain", "España", "es", "S.L.", "Madrid", "Sevilla"],
  ["Poland", "PL", "pl", "Sp. z o.o.", "Kraków", "Gdańsk"],
];
const FREE = words("gmail.com yahoo.de hotmail.fr gmx.de outlook.com wanadoo.fr web.de btinternet.com");

function words(text: string): readonly string[] {
  return text.split(" ");
}

interface Company {
  readonly name: string;
  readonly stem: string;
  readonly domain: string;
  readonly place: (typeof PLACES)[number];
  readonly city: string;
  readonly truth: number;
}

/** A file of records with known truth: companies, their duplicates of many kinds, and companies that look alike without being the same. */
export function knownCompanies(seed: number, size: number): readonly KnownRecord[] {
  const chance = createRandom(seed, 77);
  const pick = <T>(list: readonly T[]) => list[chance.int(list.length)]!;
  const often = (share: number) => chance.next() < share;
  const records: KnownRecord[] = [];
  let truths = 0;
  const company = (): Company => {
    const place = pick(PLACES);
    const head = () => (often(0.25) ? pick(HEAD) : coined(chance));
    const name = often(0.12)
      ? `${head()}${pick(TAIL).toLowerCase()}`
      : `${head()} ${often(0.4) ? `${head()} ` : ""}${pick(TAIL)}`;
    const truth = truths++;
    const stem =
      slug(often(0.5) ? name.replaceAll(" ", "") : name.replaceAll(" ", "-")) + (often(0.5) ? "" : String(truth % 97));
    return { name, stem, domain: `${stem}.${often(0.5) ? "com" : place[2]}`, place, city: pick(place.slice(4)), truth };
  };
  const add = (one: Company, kind: string, change: Partial<KnownRecord> = {}): KnownRecord => {
    const record: KnownRecord = {
      Id: `0015g00000${String(records.length).padStart(5, "0")}`,
      Name: often(0.6) ? `${one.name} ${one.place[3]}` : one.name,
      Website: often(0.05)
        ? ""
        : pick([one.domain, `www.${one.domain}`, `https://www.${one.domain}/`, `http://${one.domain}/en`]),
      ParentId: "",
      BillingCountry: often(0.05) ? "" : pick([one.place[0], one.place[0], one.place[1]]),
      BillingCity: often(0.1) ? "" : one.city,
      OwnerId: "",
      Industry: pick(TAIL),
      NumberOfEmployees: String(1 + chance.int(5000)),
      truth: one.truth,
      kind,
      ...change,
    };
    records.push(record);
    return record;
  };
  const another = (one: Company, change: Partial<Company> = {}): Company => ({ ...one, truth: truths++, ...change });

  const duplicates: Readonly<Record<string, (one: Company, first: KnownRecord) => void>> = {
    "legal form": (one) => add(one, "legal form", { Name: `${one.name.toUpperCase()} ${one.place[3]}` }),
    accents: (one) => add(one, "accents", { Name: plain(one.name) }),
    "typing error": (one) => add(one, "typing error", { Name: typo(one.name, chance) }),
    "website as e-mail": (one) => add(one, "website as e-mail", { Website: `info@mail.${one.domain}` }),
    "no website": (one) => add(one, "no website", { Website: "" }),
    "free mail": (one) => add(one, "free mail", { Website: `office@${pick(FREE)}` }),
    "other ending": (one) =>
      add(one, "other ending", { Website: `${one.stem}.${pick(["net", "eu", "com", one.place[2]])}` }),
    "group word": (one) => add(one, "group word", { Name: `${one.name} Group` }),
    renamed: (one) => add(one, "renamed", { Name: `${pick(HEAD)} ${pick(TAIL)}` }),
    "renamed and moved sites": (one) =>
      add(one, "renamed and moved sites", { Name: `${pick(HEAD)} ${pick(TAIL)}`, Website: `new${one.stem}.com` }),
    "moved town": (one) => add(one, "moved town", { BillingCity: pick(one.place.slice(4)) }),
    "no place": (one) => add(one, "no place", { BillingCountry: "", BillingCity: "" }),
    "domain only": (one) =>
      add(one, "domain only", {
        Name: often(0.5) ? "" : one.domain,
        BillingCity: "",
        BillingCountry: "",
        Website: one.domain,
      }),
    "same again": (one, first) =>
      add(one, "same again", {
        ...first,
        Id: `0015g00001${String(records.length).padStart(5, "0")}`,
        kind: "same again",
      }),
  };
  const common = [
    "legal form",
    "legal form",
    "legal form",
    "accents",
    "typing error",
    "typing error",
    "same again",
    "same again",
    "same again",
  ];
  const kinds = [...Array.from({ length: 5 }, () => common).flat(), ...Object.keys(duplicates)];
  const lookAlikes: readonly ((one: Company, first: KnownRecord) => void)[] = [
    // By the rule that another owner makes a family: an account of its own on purpose.
    (one) => add(another(one), "other owner", { Website: one.domain, OwnerId: `005x${chance.int(9)}` }),
    (one, first) => {
      for (const place of PLACES.slice(0, 3))
        add(another(one, { name: `${one.name} ${place[0]}`, place, city: place[4]! }), "subsidiary abroad", {
          ParentId: often(0.6) ? first.Id : "",
          Website: one.domain,
        });
    },
    (one, first) => {
      const place = pick(PLACES);
      if (place !== one.place)
        add(another(one, { place, city: place[4]! }), "same name abroad, one site", {
          ParentId: often(0.4) ? first.Id : "",
          Website: one.domain,
          BillingCountry: place[0],
        });
    },
    (one) =>
      add(
        another(one, { name: `${one.name} ${pick(["Logistics", "Capital", "Services", "North", "South"])}` }),
        "division",
        { Website: one.domain },
      ),
    (one, first) =>
      add(another(one, { name: `${one.name} Holding` }), "holding", {
        Website: one.domain,
        ParentId: often(0.5) ? first.Id : "",
      }),
    (one, first) => add(another(one), "subsidiary of the same name", { Website: one.domain, ParentId: first.Id }),
    (one) => {
      const site = often(0.4) ? one.domain : "";
      for (const city of ["Boston", "Austin", "Denver", "Chicago", "Miami", "Dallas"])
        add(another(one, { place: PLACES[0]!, city }), "franchise", {
          Website: site,
          BillingCity: city,
          BillingCountry: "United States",
        });
    },
    (one) => {
      const place = pick(PLACES);
      if (place !== one.place)
        add(
          another(one, {
            place,
            city: pick(place.slice(4)),
            domain: `${one.stem}-group.${place[2]}`,
            stem: `${one.stem}-group`,
          }),
          "same name abroad",
        );
    },
    (one) => {
      // Two companies of one country that share a coined name by chance are hardly ever met; of common words they are.
      if (HEAD.includes(one.name.split(" ")[0]!))
        add(
          another(one, { domain: `the${one.stem}.com`, stem: `the${one.stem}`, city: pick(one.place.slice(4)) }),
          "same name, own site",
        );
    },
    (one) => {
      for (let i = 1; i <= 3; i++)
        add(another(one, { name: `${one.name} Fund ${i}` }), "numbered", { Website: one.domain });
    },
  ];

  for (let i = 0; i < size; i++) {
    const one = company();
    const first = add(one, "first", { OwnerId: `005${chance.int(9)}` });
    if (often(0.14)) for (let n = often(0.1) ? 2 : 1; n > 0; n--) duplicates[pick(kinds)]!(one, first);
    else if (often(0.12)) pick(lookAlikes)(one, first);
  }
  for (let i = 0; i < size / 300; i++) {
    const agency = company();
    for (let client = 0; client < 7; client++)
      add({ ...company(), domain: agency.domain }, "agency's client", { Website: agency.domain });
  }
  for (let i = 0; i < size / 50; i++) add(company(), "free mail company", { Website: pick(FREE) });
  for (let i = 0; i < size / 100; i++)
    add(company(), "placeholder", { Name: pick(["Unknown", "Private", "Test", "Self-employed", "n/a"]), Website: "" });
  return records;
}

const SYLLABLES = words("ba ken dor mi sal ver lo tri nek hal fur ost wen gar lin pes tol ram bri que zan dul mor fi");

/** A coined word, such as `Kendormi`. */
function coined(chance: Random): string {
  const syllable = () => SYLLABLES[chance.int(SYLLABLES.length)]!;
  const word = syllable() + syllable() + (chance.next() < 0.5 ? syllable() : "");
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function slug(name: string): string {
  return plain(name)
    .toLowerCase()
    .replace(/[^a-z0-9-]/g, "");
}

function plain(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}+/gu, "");
}

/** One letter left out, doubled, changed or swapped with the next, anywhere but at the start. */
function typo(name: string, chance: Random): string {
  const at = 1 + chance.int(name.length - 2);
  const [before, letter, after] = [name.slice(0, at), name[at]!, name.slice(at + 1)];
  return [
    before + after,
    before + letter + letter + after,
    `${before}e${after}`,
    before + after.slice(0, 1) + letter + after.slice(1),
  ][chance.int(4)]!;
}

/** How well merges agree with the truth, over pairs of records. */
export interface MergeQuality {
  readonly precision: number;
  readonly recall: number;
  readonly truePairs: number;
  readonly mergedPairs: number;
  /** By kind of duplicate: found of all pairs with the first record. */
  readonly found: Readonly<Record<string, readonly [found: number, all: number]>>;
  /** Wrong pairs by their two kinds. */
  readonly wrong: Readonly<Record<string, number>>;
}

/** Compares groups of rows (1-based) with the truth. */
export function mergeQuality(
  records: readonly KnownRecord[],
  merges: readonly { readonly kept: { readonly row: number }; readonly merged: { readonly row: number } }[],
): MergeQuality {
  const groupOf = new Map(records.map((_, i) => [i, i]));
  for (const { kept, merged } of merges) groupOf.set(merged.row - 1, kept.row - 1);
  const found: Record<string, [number, number]> = {};
  const wrong: Record<string, number> = {};
  let [truePairs, mergedPairs, right] = [0, 0, 0];
  const each = (key: (i: number) => number, work: (i: number, j: number) => void) => {
    const groups = new Map<number, number[]>();
    records.forEach((_, i) => void groups.set(key(i), [...(groups.get(key(i)) ?? []), i]));
    for (const group of groups.values())
      for (const [at, j] of group.entries()) for (const i of group.slice(0, at)) work(i, j);
  };
  each(
    (i) => records[i]!.truth,
    (i, j) => {
      truePairs++;
      const tally = found[records[j]!.kind] ?? [0, 0];
      found[records[j]!.kind] = tally;
      tally[1]++;
      if (groupOf.get(i) === groupOf.get(j)) tally[0]++;
    },
  );
  each(
    (i) => groupOf.get(i)!,
    (i, j) => {
      mergedPairs++;
      if (records[i]!.truth === records[j]!.truth) right++;
      else {
        const kinds = [records[i]!.kind, records[j]!.kind].sort().join(" + ");
        wrong[kinds] = (wrong[kinds] ?? 0) + 1;
      }
    },
  );
  return {
    precision: mergedPairs === 0 ? 1 : right / mergedPairs,
    recall: truePairs === 0 ? 1 : right / truePairs,
    truePairs,
    mergedPairs,
    found,
    wrong,
  };
}
