/** A website without what every address has. */
export function site(website: string | null): string {
  return (website ?? "")
    .trim()
    .replace(/^https?:\/\//i, "")
    .replace(/^www\./i, "")
    .replace(/\/$/, "");
}
