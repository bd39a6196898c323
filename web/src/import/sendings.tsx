import { bytesText } from "./words.ts";

/** A file on its way. */
export interface Sending {
  readonly name: string;
  readonly bytes: number;
  readonly sent: number;
  /** Why it did not arrive. */
  readonly fault: string | null;
}

/** Files on their way, each with how much of it has arrived. */
export function Sendings({ files }: { readonly files: readonly Sending[] }) {
  if (files.length === 0) return null;
  return (
    <ul className="mt-4" aria-label="Files on their way">
      {files.map(({ name, bytes, sent, fault }) => {
        const share = bytes === 0 ? 1 : Math.min(1, sent / bytes);
        return (
          <li key={name} className="py-2">
            <p className="flex justify-between gap-4">
              <span className="truncate font-semibold">{name}</span>
              <span className="text-soft">{fault !== null ? "" : `${bytesText(sent)} of ${bytesText(bytes)}`}</span>
            </p>
            {fault !== null ? (
              <p className="border-l-2 border-harm pl-3 text-harm" role="alert">
                {fault}
              </p>
            ) : (
              <div
                role="progressbar"
                aria-label={name}
                aria-valuemin={0}
                aria-valuemax={100}
                aria-valuenow={Math.round(share * 100)}
                className="h-1 bg-line"
              >
                <div className="h-full bg-accent" style={{ width: `${share * 100}%` }} />
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
