/** Markup that is safe to insert as it is. Only `html` and `trusted` make it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Part = string | number | Html | null | readonly Part[];

/** A template whose every inserted text is escaped, in content and in quoted attributes alike; the only way values reach a page. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.map((text, index) => text + (index < parts.length ? set(parts[index]!) : "")).join(""));
}

/** Markup of our own that holds no value from a document: the style sheet. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

function set(part: Part): string {
  if (part === null) return "";
  if (part instanceof Html) return part.markup;
  if (typeof part === "object") return part.map(set).join("");
  return escaped(String(part));
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? "");
}

/** A share 0..1 as a percentage with at most one decimal, for places in a chart. */
export function at(share: number): string {
  return `${Math.round(share * 1000) / 10}%`;
}
