import type { Fault } from "../api/ask.ts";
import { Button } from "./button.tsx";

/** What happened, why, and what to do, where something was to stand. */
export function ErrorState({ title, fault, onRetry }: ErrorStateProps) {
  return (
    <div role="alert" className="max-w-prose border-l-2 border-harm py-1 pl-4">
      <p className="font-semibold">{title}</p>
      <p className="mt-1">{fault.message}</p>
      {onRetry === undefined ? null : (
        <Button className="mt-3" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}

/** The sentence of a fault under a form. */
export function FaultLine({ fault }: { readonly fault: Fault | null }) {
  return (
    <div role="alert" className="empty:hidden">
      {fault === null ? null : <p className="mb-4 border-l-2 border-harm pl-3 text-harm">{fault.message}</p>}
    </div>
  );
}

interface ErrorStateProps {
  readonly title: string;
  readonly fault: Fault;
  readonly onRetry?: () => void;
}
