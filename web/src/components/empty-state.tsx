import type { ReactNode } from "react";

/** In place of what is not there yet: what it would be, and the next step. */
export function EmptyState({ title, text, children }: EmptyStateProps) {
  return (
    <div className="max-w-prose border-l-2 border-line py-1 pl-4">
      <p className="font-semibold">{title}</p>
      <p className="mt-1 text-soft">{text}</p>
      {children === undefined ? null : <div className="mt-3 flex flex-wrap items-center gap-2">{children}</div>}
    </div>
  );
}

interface EmptyStateProps {
  readonly title: string;
  readonly text: ReactNode;
  /** The next step. */
  readonly children?: ReactNode;
}
