import { useState } from "react";
import { addressOf, readAnswer } from "../api/ask.ts";
import { useLine } from "../app/line.ts";
import { buttonClass } from "../components/button.tsx";
import { Icon } from "../components/icon.tsx";
import { Menu, MenuItem } from "../components/menu.tsx";
import { useToast } from "../components/toast.tsx";

interface PrintPageProps {
  readonly number: number;
  /** What the file is called that a browser saves. */
  readonly name: string;
}

/** The finished page on paper, or as a file: front and back of one sheet, A4 or Letter as the printer is set. */
export function PrintPage({ number, name }: PrintPageProps) {
  const line = useLine();
  const toast = useToast();
  const [busy, setBusy] = useState(false);
  const address = addressOf("/api/icp/page.html", { line, version: number });
  const title = `${name}, version ${number}`;
  const print = async (): Promise<void> => {
    setBusy(true);
    const answer = await pageText(address);
    setBusy(false);
    if (answer.fault !== null) toast({ text: answer.fault });
    else printAlone(answer.text, title);
  };
  return (
    <Menu
      label="The finished page"
      className={buttonClass()}
      trigger={
        <>
          Print or PDF <Icon name="down" />
        </>
      }
    >
      <MenuItem onSelect={() => void print()} disabled={busy}>
        <span>
          Print or save as PDF
          <span className="block text-xs text-soft">one sheet, front and back; pick "Save as PDF" as the printer</span>
        </span>
      </MenuItem>
      <MenuItem onSelect={() => void window.open(address, "_blank", "noreferrer")}>Open it in a new tab</MenuItem>
      <MenuItem onSelect={() => download(address, `${title}.html`)}>Download as a file (HTML)</MenuItem>
    </Menu>
  );
}

type Text = { readonly text: string; readonly fault: null } | { readonly text: null; readonly fault: string };

async function pageText(address: string): Promise<Text> {
  const response = await fetch(address, { credentials: "same-origin" }).catch(() => null);
  if (response === null) return { text: null, fault: "The server does not answer. Is it running?" };
  if (response.ok) return { text: await response.text(), fault: null };
  const answer = await readAnswer(response);
  return { text: null, fault: answer.ok ? "The page could not be read." : answer.fault.message };
}

function download(address: string, name: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = name.replace(/[\\/:*?"<>|]+/g, " ");
  link.click();
}

/** ms after which a frame is taken away whose browser never says that it has printed. */
const LATEST = 600_000;

/** Opens the browser's print dialog on a page of its own, which stays out of sight. What it is called is the file's name in the dialog. */
function printAlone(html: string, title: string): void {
  const frame = document.createElement("iframe");
  frame.title = title;
  frame.setAttribute("aria-hidden", "true");
  frame.tabIndex = -1;
  // Out of sight, not taken away: what is not laid out is not printed.
  frame.style.cssText = "position:fixed;right:0;bottom:0;width:0;height:0;border:0";
  const before = document.title;
  let latest: ReturnType<typeof setTimeout> | undefined;
  const end = (): void => {
    clearTimeout(latest);
    // Whoever went on to another page has its title.
    if (document.title === title) document.title = before;
    frame.remove();
  };
  frame.addEventListener(
    "load",
    () => {
      const inside = frame.contentWindow;
      if (inside === null) return;
      document.title = title;
      inside.addEventListener("afterprint", () => setTimeout(end), { once: true });
      latest = setTimeout(end, LATEST);
      inside.focus();
      inside.print();
    },
    { once: true },
  );
  frame.srcdoc = html;
  document.body.append(frame);
}
