import type { ReactNode } from "react";
import { Mark } from "../components/icon.tsx";
import { usePageTitle } from "./page-title.tsx";

/** The frame of a page for people who are not inside: one column, one thing to do. */
export function Door({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
}) {
  usePageTitle(title);
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-sm flex-col px-4 pt-[12vh] pb-8">
      <p className="mb-6 flex items-center gap-2 font-semibold">
        <Mark /> OpenICP
      </p>
      <h1 className="mb-2 text-xl tracking-tight">{title}</h1>
      {lead === undefined ? null : <p className="mb-6 text-soft">{lead}</p>}
      {children}
    </main>
  );
}
