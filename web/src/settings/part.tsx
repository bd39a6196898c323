import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { faultOf } from "../api/fault-error.ts";
import { ErrorState } from "../components/error-state.tsx";
import { Skeleton } from "../components/skeleton.tsx";

/** A heading with what can be done beside it. */
export function Part({ title, lead, action, children }: PartProps) {
  return (
    <section className="mb-10">
      <header className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h2 className="text-lg">{title}</h2>
          {lead === undefined ? null : <p className="text-soft">{lead}</p>}
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}

interface PartProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly action?: ReactNode;
  readonly children?: ReactNode;
}

/** What was asked for, or its structure while it is on its way, or why it did not come. */
export function Loaded<T>({ query, title, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null)
    return <ErrorState title={title} fault={faultOf(query.error)} onRetry={() => void query.refetch()} />;
  return <Skeleton lines={3} title={false} />;
}

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>;
  /** What is said when it did not come: `The people could not be read`. */
  readonly title: string;
  readonly children: (data: T) => ReactNode;
}
