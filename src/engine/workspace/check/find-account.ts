import { companyKey } from "../../../ingest/company-name.ts";
import { domainOf } from "../../../ingest/domain.ts";
import type { AccountIndex } from "../accounts/account-index.ts";
import type { AccountLine } from "../accounts/shapes.ts";

/** What a person typed, and what it is about. */
export interface FoundAccounts {
  /** How it was looked for. */
  readonly by: "domain" | "name";
  /** Sure matches first; one alone is the account meant. */
  readonly exact: readonly AccountLine[];
  /** Accounts that begin or sound like it. */
  readonly near: readonly AccountLine[];
}

const MOST = 20;
const ASKED = 200;
/** Letters that a word needs to find accounts by itself. */
const SHORTEST = 4;

/**
 * Finds the accounts that a person means by a domain, an address, an e-mail or a name. Null where the text names no company: free-mail and shared
 * hosts, `Unknown`.
 */
export async function findAccounts(index: AccountIndex, text: string): Promise<FoundAccounts | null> {
  const typed = text.trim();
  const isAddress = /^\S+\.\S+$/.test(typed) && !/\s/.test(typed);
  const domain = isAddress ? domainOf(typed) : null;
  if (domain !== null) {
    const lines = await lineUp(index, domain);
    const exact = lines.filter(({ website }) => website !== null && domainOf(website) === domain);
    if (exact.length > 0 || isAddressOnly(typed)) return { by: "domain", exact, near: [] };
  } else if (isAddressOnly(typed)) return null;
  const key = companyKey(typed);
  if (key === null) return null;
  const lines = await lineUpByName(index, typed, key);
  const same = (line: AccountLine): boolean => line.name !== null && companyKey(line.name) === key;
  return {
    by: "name",
    exact: lines.filter(same).slice(0, MOST),
    near: lines.filter((line) => !same(line)).slice(0, MOST),
  };
}

/** Accounts with all words of a name, as they are written but for its legal form; else with its longest word. */
async function lineUpByName(index: AccountIndex, typed: string, key: string): Promise<readonly AccountLine[]> {
  const whole = key.replaceAll(" ", "");
  const words = typed
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && whole.includes(word));
  const found = await lineUp(index, words.length === 0 ? key : words.join(" "));
  const longest = words.toSorted((a, b) => b.length - a.length)[0];
  return found.length > 0 || longest === undefined || longest.length < SHORTEST ? found : lineUp(index, longest);
}

/** `https://...`, `ann@acme.com`: no company is called that. */
function isAddressOnly(text: string): boolean {
  return text.includes("@") || text.includes("/");
}

async function lineUp(index: AccountIndex, words: string): Promise<readonly AccountLine[]> {
  const query = { picked: {}, words, fitFrom: null, fitTo: null, sort: "-fit", offset: 0, limit: ASKED };
  return (await index.page(query)).items;
}
