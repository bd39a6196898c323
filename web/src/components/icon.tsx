/** Lines of 1.5 on a field of 16. */
const PATHS = {
  overview: "M2.5 13.5v-5m4 5v-9m4 9v-6m4 6v-11",
  target: "M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0ZM10.5 8a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z",
  versions: "M2.5 4.5h11m-11 4h11m-11 4h7",
  settings: "M2 4.5h6m4 0h2M2 11.5h2m4 0h6M12 4.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0ZM8 11.5a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z",
  check: "m2.5 8.5 3.5 3.5 7.5-8",
  list: "M5.5 4h8m-8 4h8m-8 4h8M2.5 4h.01M2.5 8h.01M2.5 12h.01",
  people: "M10.5 5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0ZM3 13.5c.5-2.5 2.5-4 5-4s4.500 1.500 5 4",
  upload: "M8 10.500v-8m-3 3 3-3 3 3M2.500 10.500v3h11v-3",
  filter: "M2.500 3.500h11L9.500 8.500v4l-3 1.500v-5.500z",
  message: "M2.500 3.500h11v7.500h-6l-3 2.500v-2.500h-2z",
  proof: "M3 8.500 6.500 12 13 4.500M2.500 14h11",
  health: "M1.500 8.500h3l2-5 3 9 2-4h3",
  search: "M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0Zm-1.200 2.800L13.500 13.500",
  guide:
    "M8 4.500c-1.500-1-3.500-1.500-5.500-1.500v9.500c2 0 4 .5 5.500 1.500 1.500-1 3.500-1.500 5.500-1.500v-9.500c-2 0-4 .5-5.500 1.500zm0 0v9.500",
  accounts: "M2.500 13.500v-8l4-2v10m0-6h7v6m-11 0h11.500M9 9.500h.01M11.500 9.500h.01M9 11.500h.01M11.500 11.500h.01",
  task: "M3 3.500h10v9.500H3zM5.500 8.500 7 10l3.500-4",
  menu: "M2.500 4.500h11m-11 3.500h11m-11 3.500h11",
  narrative: "M3.500 2.500h9v11h-9zM6 5.500h4m-4 2.500h4m-4 2.500h2",
  start: "M8 2.500v3m0 5v3M2.500 8h3m5 0h3M10.500 8a2.500 2.500 0 1 1-5 0 2.500 2.500 0 0 1 5 0Z",
  close: "m3.500 3.500 9 9m0-9-9 9",
  down: "m4 6.500 4 4 4-4",
  up: "m4 9.500 4-4 4 4",
} as const;

export type IconName = keyof typeof PATHS;

/** A small drawing beside a word; it says nothing alone. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      viewBox="0 0 16 16"
      className="size-4 shrink-0"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      aria-hidden="true"
    >
      <path d={PATHS[name]} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}

/** The mark of OpenICP. */
export function Mark() {
  return (
    <svg
      viewBox="0 0 16 16"
      className="size-4 shrink-0 text-accent"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      aria-hidden="true"
    >
      <circle cx="8" cy="8" r="6.5" />
      <circle cx="8" cy="8" r="2.25" fill="currentColor" stroke="none" />
    </svg>
  );
}
