import { useState } from "react";
import { addressOf, readAnswer } from "../api/ask.ts";
import { useLine } from "../app/line.ts";
import { countText } from "../app/words.ts";
import { buttonClass } from "../components/button.tsx";
import { saveBlob } from "../components/download.ts";
import { Icon } from "../components/icon.tsx";
import { Menu, MenuGroup, MenuItem, MenuLine } from "../components/menu.tsx";
import { useToast } from "../components/toast.tsx";
import type { List } from "./types.ts";

const FILES = [{ format: "csv", name: "Table (CSV), with tiers and reasons" }] as const;
const CRMS = [
  { format: "salesforce", name: "Salesforce" },
  { format: "hubspot", name: "HubSpot" },
] as const;
const TOOLS = [
  { format: "sales-navigator", name: "LinkedIn Sales Navigator" },
  { format: "linkedin-ads", name: "LinkedIn Ads" },
  { format: "apollo", name: "Apollo" },
  { format: "zoominfo", name: "ZoomInfo" },
] as const;

type Format = (typeof FILES | typeof CRMS | typeof TOOLS)[number]["format"];

/** Who of the list is in a file for a CRM, and who is not. */
interface ForCrm {
  readonly on_list: number;
  readonly written: number;
  readonly without_id: number;
  readonly repeated: number;
  readonly elsewhere: number;
}

/** Takes a list away: as a table, for a CRM, or as the settings by which a tool finds more such companies. */
export function ExportMenu({ list: { name } }: { readonly list: Pick<List, "name"> }) {
  const line = useLine();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const take = async (format: Format): Promise<void> => {
    setBusy(true);
    try {
      const said = await download(`/api/lists/${encodeURIComponent(name)}/export`, { line, format });
      if (said !== null) toast({ text: said });
    } finally {
      setBusy(false);
    }
  };
  const items = (formats: readonly { readonly format: Format; readonly name: string }[]) =>
    formats.map(({ format, name: words }) => (
      <MenuItem key={format} onSelect={() => void take(format)} disabled={busy}>
        {words}
      </MenuItem>
    ));
  return (
    <Menu
      label={name}
      className={buttonClass("main")}
      trigger={
        <>
          {busy ? "Writing the file" : "Export"} <Icon name="down" />
        </>
      }
    >
      {items(FILES)}
      <MenuLine />
      <MenuGroup label="File that the CRM takes back">{items(CRMS)}</MenuGroup>
      <MenuLine />
      <MenuGroup label="Settings to find more like them in">{items(TOOLS)}</MenuGroup>
    </Menu>
  );
}

/** Saves a file that the server writes. Gives what there is to say of it: why it did not come, or who is not in it. */
async function download(path: string, query: { readonly line: string; readonly format: Format }) {
  const response = await fetch(addressOf(path, query), { credentials: "same-origin" }).catch(() => null);
  if (response === null) return "The server does not answer. Is it running, and is this computer online?";
  if (!response.ok) {
    const answer = await readAnswer(response);
    return answer.ok ? null : answer.fault.message;
  }
  const file = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "list.csv";
  const told = response.headers.get("x-openicp-export");
  saveBlob(file, await response.blob());
  return told === null ? null : crmText(JSON.parse(told) as ForCrm);
}

function crmText({ on_list, written, without_id, repeated, elsewhere }: ForCrm): string {
  const out = [
    ...(without_id === 0 ? [] : [`${without_id.toLocaleString()} without an id of it`]),
    ...(elsewhere === 0 ? [] : [`${elsewhere.toLocaleString()} of your market that are not in the CRM`]),
    ...(repeated === 0 ? [] : [`${repeated.toLocaleString()} that stand there twice`]),
  ];
  const inIt = `The file holds ${written.toLocaleString()} of ${countText(on_list, "account")} in tiers.`;
  return out.length === 0 ? inIt : `${inIt} Not in it: ${out.join(", ")}.`;
}
