import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useState } from "react";
import { site } from "../accounts/site.ts";
import { accountsQuery } from "../api/accounts.ts";
import { addressOf } from "../api/ask.ts";
import { faultOf } from "../api/fault-error.ts";
import { queryOf } from "../api/queries.ts";
import type { Items, PageOf, Role } from "../api/types.ts";
import { useInForce } from "../app/in-force.ts";
import { useLine } from "../app/line.ts";
import { placesFor } from "../app/navigation.ts";
import { allows, useSession } from "../app/session.ts";
import { countText } from "../app/words.ts";
import type { IconName } from "../components/icon.tsx";
import { found, type Named } from "./found.ts";

/** Something that the command field leads to. */
export interface Thing extends Named {
  readonly id: string;
  /** Its own; else that of its group. */
  readonly icon?: IconName;
  /** Where it leads, a path of the app. */
  readonly href: string;
}

/** Things of one sort, under its name. */
export interface Group {
  readonly name: string;
  readonly icon: IconName;
  readonly things: readonly Thing[];
}

interface Deed extends Thing {
  readonly least: Role;
  /** Nothing can be done before a version is in force. */
  readonly inForce?: boolean;
}

const DEEDS: readonly Deed[] = [
  { id: "check", name: "Check a company", also: "score lookup domain", href: "/check", least: "viewer" },
  {
    id: "make",
    icon: "list",
    name: "Make a list",
    also: "target new",
    href: "/lists?make=true",
    least: "editor",
    inForce: true,
  },
  { id: "import", icon: "upload", name: "Import files", also: "upload csv excel", href: "/import", least: "editor" },
  {
    id: "build",
    icon: "versions",
    name: "Look at drafts, approve one",
    also: "publish build",
    href: "/versions",
    least: "editor",
  },
  {
    id: "invite",
    icon: "people",
    name: "Invite somebody",
    also: "people user",
    href: "/settings?part=people",
    least: "admin",
  },
  { id: "key", icon: "settings", name: "Make an API key", also: "token", href: "/settings?part=keys", least: "admin" },
  {
    id: "theme",
    icon: "settings",
    name: "Light or dark",
    also: "theme appearance",
    href: "/settings?part=appearance",
    least: "viewer",
  },
];

/** ms without a key until accounts are looked for, as in the table of accounts. */
const PAUSE = 120;
const LEAST = 2;
const ACCOUNTS = 6;
const LISTS = 5;
const GUIDE = 6;

interface Found {
  readonly groups: readonly Group[];
  /** Accounts are still being looked for. */
  readonly looking: boolean;
  /** Why no account was found, in a sentence. */
  readonly fault: string | null;
}

/** What the text may mean for whoever is signed in: what to do, pages, accounts, lists, the guide. */
export function useThings(text: string): Found {
  const { user } = useSession();
  const inForce = useInForce();
  const typed = useDeferredValue(text.trim());
  const accounts = useAccounts(text.trim());
  const lists = useLists();
  const guide = useGuide();
  const deeds = DEEDS.filter((one) => allows(user.role, one.least) && (inForce || one.inForce !== true));
  const pages = placesFor(user.role).map(
    ({ to, name, group, icon }): Thing => ({ id: to, name, also: group, icon, href: to }),
  );
  const doing: Group = { name: "What to do", icon: "check", things: found(deeds, typed) };
  const groups: readonly Group[] = [
    // Before anything is typed, what may be done is told first: the pages stand at the side anyway.
    ...(typed === "" ? [doing] : []),
    { name: "Pages", icon: "versions", things: found(pages, typed) },
    { name: "Accounts", icon: "accounts", things: accounts.named },
    { name: "Target lists", icon: "list", things: found(lists, typed).slice(0, LISTS) },
    ...(typed === "" ? [] : [doing]),
    { name: "Guide", icon: "guide", things: typed === "" ? [] : found(guide, typed).slice(0, GUIDE) },
    { name: "A company", icon: "check", things: accounts.check },
  ];
  return { groups: groups.filter(({ things }) => things.length > 0), looking: accounts.looking, fault: accounts.fault };
}

interface Looked extends Omit<Found, "groups"> {
  readonly named: readonly Thing[];
  /** What else can be done with the text, whatever it is: it stands last. */
  readonly check: readonly Thing[];
}

const NOBODY = { named: [], check: [] } as const;

/** Accounts by name or website, as the table of accounts finds them; a company that is not among them can be checked. */
function useAccounts(text: string): Looked {
  const line = useLine();
  const inForce = useInForce();
  const [asked, setAsked] = useState("");
  useEffect(() => {
    const late = setTimeout(() => setAsked(text), text === "" ? 0 : PAUSE);
    return () => clearTimeout(late);
  }, [text]);
  const wanted = inForce && asked.length >= LEAST;
  const { data, error, isFetching } = useQuery({
    ...accountsQuery({ line, q: asked, sort: "-fit", limit: ACCOUNTS }),
    enabled: wanted,
    staleTime: 10_000,
  });
  const looking = inForce && text.length >= LEAST && (text !== asked || isFetching);
  if (!inForce || text.length < LEAST) return { ...NOBODY, looking: false, fault: null };
  const fault = error === null ? null : faultOf(error).message;
  // Of what was typed before, nothing is shown: Enter would open another company than the one that is named.
  if (text !== asked || data === undefined) return { ...NOBODY, looking, fault };
  const { items, total } = data;
  const named = items.map(({ source, key, name, website, fit, level }): Thing => {
    const score = fit === null ? "" : `fit ${fit}, ${level ?? "no level"}`;
    return {
      id: `account ${source} ${key}`,
      name: name ?? website ?? key,
      note: [name === null ? null : site(website), score].filter((one) => one !== null && one !== "").join(" · "),
      href: `/accounts/${encodeURIComponent(source)}/${encodeURIComponent(key)}`,
    };
  });
  const all: Thing = {
    id: "accounts all",
    name: `All ${countText(total, "account")} like that`,
    href: addressOf("/accounts", { q: text }),
  };
  const check: Thing = {
    id: "accounts check",
    name: `Check "${text}"`,
    note: total === 0 ? "no account is called that" : "",
    href: addressOf("/check", { q: text }),
  };
  return { named: [...named, ...(total > items.length ? [all] : [])], check: [check], looking, fault };
}

function useLists(): readonly Thing[] {
  const line = useLine();
  const { data } = useQuery(
    queryOf<PageOf<{ readonly name: string; readonly counts: Readonly<Record<"A" | "B" | "C", number>> }>>(
      "/api/lists",
      { line },
    ),
  );
  return (data?.items ?? []).map(({ name, counts: { A, B, C } }) => ({
    id: `list ${name}`,
    name,
    note: countText(A + B + C, "account"),
    href: `/lists/${encodeURIComponent(name)}`,
  }));
}

function useGuide(): readonly Thing[] {
  const { data } = useQuery({
    ...queryOf<Items<{ readonly name: string; readonly title: string }>>("/api/docs"),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (data?.items ?? []).map(({ name, title }) => ({
    id: `guide ${name}`,
    name: title,
    also: `${name} help docs`,
    href: `/docs/${name}`,
  }));
}
