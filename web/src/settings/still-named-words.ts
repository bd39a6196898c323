/** The pages that people know what these tables hold by. */
const PLACES: Readonly<Record<string, string>> = {
  approvals: "Versions",
  audit_log: "Who did what",
  changes: "Changes under Health",
  list_entries: "Target lists",
  lists: "Target lists",
  narratives: "Why they buy",
  runs: "Runs under Health",
  saved_views: "Saved views",
  settings: "Settings",
  sign_offs: "Sign-off",
  tasks: "Tasks",
  versions: "Versions",
};

interface StillThere {
  readonly text: string;
  /** The report's page, where it is one. */
  readonly report: string | null;
}

/** Tables and files (`reports/x.html`) as people know them, each once; what nobody knows by another name as it is. */
export function stillNamed(names: readonly string[]): readonly StillThere[] {
  const found = new Map<string, StillThere>();
  for (const name of names) {
    const file = /^reports\/(.+)$/.exec(name)?.[1];
    // A report stands there twice: the page, and the same for machines.
    if (file?.endsWith(".json") && names.includes(`reports/${file.replace(/json$/, "html")}`)) continue;
    const text = file === undefined ? (PLACES[name] ?? name) : `report ${file.replace(/\.html$/, "")}`;
    if (!found.has(text)) found.set(text, { text, report: file?.endsWith(".html") ? file : null });
  }
  return [...found.values()];
}
