import { useEffect, useRef } from "react";
import type { Session } from "../api/types.ts";
import { Door } from "../app/door.tsx";
import { useEnter } from "../app/enter.ts";
import { useHashToken } from "../app/hash-token.ts";
import { useSend } from "../app/use-send.ts";
import { ErrorState } from "../components/error-state.tsx";
import { Skeleton } from "../components/skeleton.tsx";

/** Lets in whoever opens the address of the demo that the terminal shows. */
export function DemoPage() {
  const token = useHashToken();
  const { fault, send } = useSend<Session>();
  const enter = useEnter();
  const asked = useRef(false);
  const open = async (): Promise<void> => {
    const answer = await send("POST", "/api/demo", { token });
    if (answer.ok) await enter(answer.value);
  };
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    void open();
  });
  return (
    <Door title="The demo">
      {fault === null ? (
        <Skeleton lines={3} title={false} />
      ) : (
        <ErrorState title="It does not open by this address" fault={fault} onRetry={() => void open()} />
      )}
    </Door>
  );
}
