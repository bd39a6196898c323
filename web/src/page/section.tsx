import type { ReactNode } from "react";
import { Term } from "../app/term.tsx";

interface SectionProps {
  readonly id: string;
  readonly title: string;
  /** The word of the glossary that the title is. */
  readonly word?: string;
  readonly lead?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A part of the page under a hairline, its title with a line beside it. */
export function Section({ id, title, word, lead, children, className = "" }: SectionProps) {
  return (
    <section aria-labelledby={id} className={`mt-8 min-w-0 border-t border-line pt-3 ${className}`}>
      <header className="mb-3 flex flex-wrap items-baseline gap-x-3">
        <h2 id={id} className="text-lg">
          {word === undefined ? title : <Term word={word}>{title}</Term>}
        </h2>
        {lead === undefined || lead === "" ? null : <p className="text-soft">{lead}</p>}
      </header>
      {children}
    </section>
  );
}

/** What is a click away. */
export function Fold({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <details className="mt-3">
      <summary className="w-max max-w-full text-accent">{title}</summary>
      <div className="mt-2">{children}</div>
    </details>
  );
}
