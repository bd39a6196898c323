import { type ReactNode, useEffect } from "react";

/** Sets the title of the window. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · OpenICP`;
  }, [title]);
}

/** The head of a page: its name, a line about it, what can be done. */
export function PageTitle({ title, lead, children }: PageTitleProps) {
  usePageTitle(title);
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-8 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-2xl tracking-tight wrap-anywhere">{title}</h1>
        {lead === undefined ? null : <div className="mt-1 text-soft">{lead}</div>}
      </div>
      {children === undefined ? null : <div className="no-print flex flex-wrap items-center gap-2">{children}</div>}
    </header>
  );
}

interface PageTitleProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}
