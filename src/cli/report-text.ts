import { extname } from "node:path";
import { InputError } from "../errors.ts";
import { reportHtml } from "../icp/page/html/report.ts";
import { reportMarkdown } from "../icp/page/markdown/report.ts";
import type { Report } from "../icp/page/report.ts";
import { reportTerminal } from "../icp/page/terminal/report.ts";

/** How a report is written, by the ending of the file's name. @throws InputError for another ending */
export function reportFormat(path: string): "html" | "md" | "json" {
  const ending = extname(path).toLowerCase();
  if (ending === ".html" || ending === ".htm") return "html";
  if (ending === ".md" || ending === ".markdown") return "md";
  if (ending === ".json") return "json";
  throw new InputError(`cannot tell how to write ${path}: end its name in .html, .md or .json`);
}

/** A report in one format. */
export function reportText(
  report: Report,
  format: "html" | "md" | "terminal",
  screen: { readonly width: number; readonly color: boolean } = { width: 100, color: false },
): string {
  if (format === "html") return reportHtml(report);
  return format === "md" ? reportMarkdown(report) : reportTerminal(report, screen);
}
