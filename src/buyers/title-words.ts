/** How functions and levels of `ingest/title` are called on a page. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  executive: "General management",
  finance: "Finance",
  sales: "Sales",
  marketing: "Marketing",
  operations: "Operations",
  it: "IT",
  engineering: "Engineering",
  product: "Product",
  data: "Data",
  security: "Security",
  hr: "HR",
  legal: "Legal and compliance",
  procurement: "Procurement",
  customer: "Customer service",
  other: "Other work",
};

const SENIORITIES: Readonly<Record<string, string>> = {
  assistant: "assistant",
  individual: "specialist",
  manager: "manager",
  director: "director",
  vp: "VP",
  "c-level": "C-level",
  owner: "owner",
};

/** `Legal and compliance, director`; one of the two may be missing. */
export function titleWords(job: string | null, seniority: string | null): string {
  const [work, level] = [
    job === null ? null : (FUNCTIONS[job] ?? job),
    seniority === null ? null : (SENIORITIES[seniority] ?? seniority),
  ];
  if (work === null) return level === null ? "" : `Any ${level}`;
  return level === null ? work : `${work}, ${level}`;
}
