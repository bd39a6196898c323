import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { faultOf } from "../api/fault-error.ts";
import { ErrorState } from "../components/error-state.tsx";

/** In place of a page that could not be shown. */
export function PageFault({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <div className="mx-auto w-full max-w-2xl p-4 md:p-8">
      <ErrorState
        title="This page could not be shown"
        fault={faultOf(error)}
        onRetry={() => {
          reset();
          void router.invalidate();
        }}
      />
    </div>
  );
}
