/** `22 November 2026`; a time as well where it is asked for. Days are the reader's. */
export function dayText(iso: string, withTime = false): string {
  const date = new Date(iso.length === 10 ? `${iso}T12:00:00` : iso);
  const day = date.toLocaleDateString(undefined, { day: "numeric", month: "long", year: "numeric" });
  return withTime ? `${day}, ${date.toLocaleTimeString(undefined, { hour: "2-digit", minute: "2-digit" })}` : day;
}

/** `1 account`, `1,204 accounts` */
export function countText(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString()} ${n === 1 ? one : many}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
