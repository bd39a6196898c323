/** Who has a workspace open. */
export interface Holder {
  readonly pid: number;
  /** The command, as a person would type it. */
  readonly doing: string;
  /** ISO moment. */
  readonly since: string;
}

/** Reads what a holder says of itself; null when it is nothing sensible. */
export function readHolder(text: string): Holder | null {
  try {
    const { pid, doing, since } = JSON.parse(text) as Partial<Holder>;
    return Number.isInteger(pid) && typeof doing === "string" && typeof since === "string"
      ? { pid: pid!, doing, since }
      : null;
  } catch {
    return null;
  }
}

const two = (value: number) => String(value).padStart(2, "0");

/** `14:02` of today, else `2026-11-21 14:02`, by this machine's time zone. */
function clockTime(since: Date, now: Date): string {
  const time = `${two(since.getHours())}:${two(since.getMinutes())}`;
  if (since.toDateString() === now.toDateString()) return time;
  return `${since.getFullYear()}-${two(since.getMonth() + 1)}-${two(since.getDate())} ${time}`;
}

/** The sentence for the second process. */
export function heldBy(dir: string, holder: Holder | null, now: Date): string {
  if (holder === null)
    return `the workspace ${dir} is open in another process, which does not say which one it is: stop it`;
  const { pid, doing, since } = holder;
  return `the workspace ${dir} is open in process ${pid} (${doing}, since ${clockTime(new Date(since), now)}): stop it, or wait until it is done`;
}
