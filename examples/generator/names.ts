import type { Country, Industry } from "./company.ts";
import type { Random } from "./random.ts";

interface Sounds {
  readonly heads: readonly string[];
  readonly tails: readonly string[];
  readonly legalForms: readonly string[];
}

function list(text: string): string[] {
  return text.split(" ");
}

const ENGLISH_HEADS = list(
  "Ald Brask Corv Dunm Elsm Farn Garr Hask Ivor Jesk Kelm Lorn Marv Norb Ondr Pell Quil Rath Selw Thorv Ulv Vand Wexl Yarr Tamb " +
    "Crol Fenn Hest Stav Brin Calv Dray Esk Gorm Holb Kirn Larr Moss Orml Presk Rusk Skel Tarl Umbr Velm Wint Tress Bram Osw Hurl " +
    "Birch Cop Dell Ferr Gild Hollow Kest Lark Mead Nettle Oak Pine Rook Slate Tern Vale Willow Amber Cinder Harrow",
);
const ENGLISH_TAILS = list(
  "acre ath bridge brook combe den ell field gate hurst ick ister ley mark mere more ora ridge stead ton wick",
);

const SOUNDS = {
  english: { heads: ENGLISH_HEADS, tails: ENGLISH_TAILS, legalForms: [] },
  german: {
    heads: list(
      "Ahlm Brugg Dorn Eber Falk Gand Hals Issel Kess Lind Merk Nord Ost Reut Sall Tann Ulm Vogt Wess Zell Ansb Birk Drem Elz Fuld " +
        "Grel Hirz Kalt Lahn Mess Oden Pfaff Rausch Sieb Thal Uhl Weid Zirn Alt Buch Eich Hagen Kron Moos Steig",
    ),
    tails: list("bach feld hofer rieder stett wald berg moser lohe horn acker hauser kamp egg inger roth linger mark"),
    legalForms: ["GmbH", "AG", "GmbH & Co. KG"],
  },
  romance: {
    heads: list(
      "Bel Cass Mont Ser Val Aur Lav Pas Riv Tor Ver Sol Mar Gar Fon Cor Bast Cal Del Esp Lun Mor Nav Ort Per Ram Sant Tol",
    ),
    tails: list(
      "anel ettano ieres asco ulla endra iveau ossa enza ardi ouet igny olles anza ente illo aro essa uelo andes",
    ),
    legalForms: [],
  },
  northern: {
    heads: list(
      "Sved Ek Lun Berg Haver Gru Velt Brink Stor Kuip Door Wier Alm Bod Dal Fors Gran Hed Kull Malm Nyb Ros Sten Tor Vess Zand",
    ),
    tails: list("strand holm vik gren sund hoek kamp dijk meer lund borg qvist stad haven veld"),
    legalForms: [],
  },
  polish: {
    heads: list("Bor Wisn Kal Zab Mal Gor Rad Jas Lub Star Prz Tar Ols Wier"),
    tails: list("owiak ecki anka owo ina ex opol atex owia imex"),
    legalForms: ["Sp. z o.o.", "S.A."],
  },
} as const satisfies Record<string, Sounds>;

type Region = keyof typeof SOUNDS;

const REGION: Readonly<Record<Country, Region>> = {
  "United States": "english",
  "United Kingdom": "english",
  Canada: "english",
  Germany: "german",
  Austria: "german",
  Switzerland: "german",
  Netherlands: "northern",
  Sweden: "northern",
  France: "romance",
  Spain: "romance",
  Italy: "romance",
  Poland: "polish",
};

const LEGAL_FORMS: Readonly<Record<Country, readonly string[]>> = {
  "United States": ["Inc.", "LLC"],
  "United Kingdom": ["Ltd.", "Limited"],
  Canada: ["Inc.", "Ltd."],
  Germany: SOUNDS.german.legalForms,
  Austria: ["GmbH", "AG"],
  Switzerland: ["AG", "GmbH"],
  Netherlands: ["B.V."],
  Sweden: ["AB"],
  France: ["SAS", "S.A."],
  Spain: ["S.L.", "S.A."],
  Italy: ["S.r.l.", "S.p.A."],
  Poland: SOUNDS.polish.legalForms,
};

const WORDS: Readonly<Record<Industry, readonly string[]>> = {
  Fintech: ["Pay", "Capital", "Lending", "Ledger", "Payments", "Credit", "Treasury", "Markets"],
  Insurance: ["Insurance", "Mutual", "Assurance", "Underwriting", "Re", "Benefits", "Life"],
  Logistics: ["Logistics", "Freight", "Cargo", "Transport", "Haulage", "Forwarding", "Warehousing"],
  Manufacturing: ["Components", "Machining", "Plastics", "Tooling", "Castings", "Instruments", "Packaging"],
  Software: ["Software", "Systems", "Labs", "Data", "Cloud", "Apps", "Analytics"],
  Healthcare: ["Health", "Clinics", "Care", "Diagnostics", "Medical", "Dental"],
  Retail: ["Stores", "Outfitters", "Home", "Market", "Goods", "Garden"],
  Education: ["Academy", "College", "Learning", "Schools", "Training"],
  "Non-profit": ["Foundation", "Trust", "Alliance", "Relief", "Network"],
  "Professional Services": ["Advisors", "Consulting", "Partners", "Associates", "Tax", "Legal"],
  Construction: ["Construction", "Builders", "Civil", "Contracting", "Roofing"],
  Energy: ["Energy", "Power", "Solar", "Grid", "Renewables"],
  Hospitality: ["Hotels", "Resorts", "Kitchens", "Catering", "Inns"],
  "Marketing Agency": ["Creative", "Media", "Studio", "Digital", "Brands", "Communications", "Collective"],
};

const GERMAN_WORDS: Readonly<Partial<Record<Industry, readonly string[]>>> = {
  Logistics: ["Logistik", "Spedition", "Transporte", "Fracht", "Lagerlogistik", "Kontraktlogistik", "Cargo"],
  Manufacturing: [
    "Maschinenbau",
    "Werkzeugbau",
    "Kunststofftechnik",
    "Metallbau",
    "Antriebstechnik",
    "Verpackungen",
    "Feinmechanik",
  ],
  Insurance: ["Versicherung", "Assekuranz"],
  Construction: ["Bau", "Hochbau", "Tiefbau"],
  Energy: ["Energie", "Solar", "Netze"],
  Healthcare: ["Kliniken", "Medizintechnik", "Pflege"],
};

export interface CompanyName {
  readonly name: string;
  readonly legalForm: string;
  readonly domain: string;
}

/** Gives a fresh company name and web domain at every call. */
export type Namer = (industry: Industry, country: Country, random: Random) => CompanyName;

function root(region: Region, random: Random): string {
  const { heads, tails } = SOUNDS[region];
  const head = random.pick<string>(heads);
  const tail = random.pick<string>(tails);
  return head.endsWith(tail[0]!) ? head + tail.slice(1) : head + tail;
}

function words(industry: Industry, region: Region): readonly string[] {
  return (region === "german" ? GERMAN_WORDS[industry] : undefined) ?? WORDS[industry];
}

function slug(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
}

/**
 * A namer that never repeats itself. Domains end in `.example`, which is reserved (RFC 2606): whatever a name resembles,
 * no mail and no visit can reach anybody.
 */
export function createNamer(): Namer {
  const names = new Set<string>();
  const domains = new Set<string>();
  return (industry, country, random) => {
    const region = REGION[country];
    let base = "";
    let name = "";
    do {
      base = root(region, random);
      if (names.size > 3000 && random.chance(0.3)) base += ` & ${root(region, random)}`;
      name = `${base} ${random.pick(words(industry, region))}`;
    } while (names.has(name));
    names.add(name);
    const short = `${slug(base)}.example`;
    const domain = domains.has(short) ? `${slug(name)}.example` : short;
    domains.add(domain);
    return { name, domain, legalForm: random.pick(LEGAL_FORMS[country]) };
  };
}

const FIRST_NAMES = {
  english: list(
    "Amelia Brandon Chloe Derek Erin Felix Grace Harvey Isla Jordan Kayla Liam Megan Nathan Olivia Patrick Rachel Simon Tara Wesley",
  ),
  german: list(
    "Anke Bernd Carina Dieter Elke Florian Gesa Henrik Ilka Jonas Katrin Lars Miriam Nils Petra Ralf Silke Timo Ute Volker",
  ),
  romance: list(
    "Adele Bruno Camille Diego Elisa Fabien Giulia Hugo Ines Julien Lucia Marco Nadia Oscar Paola Remi Sofia Tomas Vera Yann",
  ),
  northern: list(
    "Anouk Bram Clara Daan Elin Freek Greta Henk Ingrid Joris Karin Lotte Maarten Nora Oskar Pim Saga Tove Ulf Wout",
  ),
  polish: list(
    "Agata Bartek Celina Darek Ewa Filip Hanna Igor Joanna Kamil Lena Marek Natalia Olek Piotr Renata Szymon Teresa Wanda Zofia",
  ),
} as const satisfies Record<Region, readonly string[]>;

export interface PersonName {
  readonly first: string;
  readonly last: string;
}

/** An invented person's name that fits the country. */
export function drawPerson(country: Country, random: Random): PersonName {
  const region = REGION[country];
  return { first: random.pick<string>(FIRST_NAMES[region]), last: root(region, random) };
}
