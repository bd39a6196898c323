import { type Sizes, sizePresence, sizesOf } from "./committee-size.ts";
import { type Compared, type Contrast, compare, type Group, LEAST_ACCOUNTS } from "./contrasts.ts";
import { type Deals, type Presence, within } from "./presence.ts";
import { titleWords } from "./title-words.ts";

/** Who was known at the accounts when the deals began. */
export interface KnownPeople {
  readonly deals: Deals;
  /** Deals of which it can be told. */
  readonly told: Int32Array;
  /** People known, per deal. */
  readonly size: Int32Array;
  /** Labels `function|seniority`, either empty: `legal|`, `|director`, `legal|director`. */
  readonly titles: Presence;
  /** False where who was known then cannot be told: counted as of today, and nothing is claimed. */
  readonly atCreation: boolean;
}

/** What a wording of title says of a group of deals. */
export interface TitleContrast extends Contrast {
  readonly function: string | null;
  readonly seniority: string | null;
}

export interface WhoBuys {
  /** Deals with somebody whose title is known. */
  readonly deals: number;
  readonly won: number;
  readonly lost: number;
  readonly titles: readonly TitleContrast[];
  readonly size: Sizes;
  /** Of deals with anybody known: one contact only; three or more. */
  readonly sizes: readonly Contrast[];
}

/**
 * Who was known at the beginning of won and of lost deals, over all deals and within each kind of customer. All tests are one family.
 *
 * @param kinds deals of each kind
 */
export function whoBuys(
  people: KnownPeople,
  kinds: readonly Int32Array[],
): { readonly all: WhoBuys; readonly kinds: readonly WhoBuys[]; readonly tested: number } {
  const groups = [people.told, ...kinds.map((rows) => common(rows, people.told))];
  const parts = groups.map((rows) => groupsOf(people, rows));
  const { compared, tested } = compare(parts.flatMap(({ titles, sizes }) => [titles, sizes]));
  const found = parts.map(({ size }, i) => resultOf(compared[2 * i]!, compared[2 * i + 1]!, size));
  return { all: found[0]!, kinds: found.slice(1), tested };
}

function groupsOf({ deals, size, titles, atCreation }: KnownPeople, rows: Int32Array) {
  const titled = new Uint8Array(deals.y.length);
  for (const one of titles.rows) for (const row of one) titled[row] = 1;
  const known = rows.filter((row) => size[row]! > 0);
  const own = withoutEchoes(
    within(
      titles,
      deals,
      rows.filter((row) => titled[row] === 1),
    ),
  );
  const sized = within(sizePresence(size), deals, known);
  const whole = within({ labels: [], rows: [] }, deals, rows);
  return {
    titles: {
      ...own,
      test: (label: string) => atCreation && !label.startsWith("other|"),
    } satisfies Group,
    sizes: { ...sized, test: () => atCreation } satisfies Group,
    size: sizesOf(
      whole.deals,
      Int32Array.from(rows, (row) => size[row]!),
    ),
  };
}

/** Share of the deals with any of a function or of a level that one title must have to say the same. */
const ECHO = 0.9;

/** Without functions and levels that are nearly always one and the same title: `Any owner` beside `General management, owner`. */
function withoutEchoes<Part extends { readonly presence: Presence }>(part: Part): Part {
  const { labels, rows } = part.presence;
  const titles = labels.flatMap((label, i) => {
    const [job = "", level = ""] = label.split("|");
    return job !== "" && level !== "" ? [{ job, level, deals: rows[i]!.length }] : [];
  });
  const kept = labels
    .map((_, i) => i)
    .filter((i) => {
      const [job = "", level = ""] = labels[i]!.split("|");
      if (job !== "" && level !== "") return true;
      const most = rows[i]!.length * ECHO;
      return !titles.some((title) => (job === "" ? title.level === level : title.job === job) && title.deals >= most);
    });
  return { ...part, presence: { labels: kept.map((i) => labels[i]!), rows: kept.map((i) => rows[i]!) } };
}

function resultOf(titles: Compared, sizes: Compared, size: Sizes): WhoBuys {
  return {
    deals: titles.deals,
    won: titles.won,
    lost: titles.lost,
    titles: titles.contrasts.filter(({ accounts }) => accounts >= LEAST_ACCOUNTS).map(worded),
    size,
    sizes: sizes.contrasts,
  };
}

function worded(contrast: Contrast): TitleContrast {
  const [job = "", level = ""] = contrast.label.split("|");
  const [one, other] = [job === "" ? null : job, level === "" ? null : level];
  return { ...contrast, function: one, seniority: other, label: titleWords(one, other) };
}

function common(rows: Int32Array, among: Int32Array): Int32Array {
  const told = new Set(among);
  return rows.filter((row) => told.has(row));
}
