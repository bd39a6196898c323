import type { IcpEnvelope } from "../icp/document.ts";
import { renderHtml } from "../icp/page/html/render-html.ts";
import { renderMarkdown } from "../icp/page/markdown/render-markdown.ts";
import { onePage, type PageOptions } from "../icp/page/one-page.ts";
import { renderTerminal } from "../icp/page/terminal/render-terminal.ts";

export interface Screen {
  readonly width: number;
  readonly color: boolean;
}

/** The page of a document in one format. */
export function pageText(
  envelope: IcpEnvelope,
  format: "html" | "md" | "terminal",
  screen: Screen,
  options: PageOptions = {},
): string {
  const page = onePage(envelope.document, options);
  if (format === "html") return renderHtml(page);
  return format === "md" ? renderMarkdown(page) : renderTerminal(page, screen);
}
