import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { faultOf } from "../api/fault-error.ts";
import { queryOf } from "../api/queries.ts";
import type { PageOf } from "../api/types.ts";
import { useLine } from "../app/line.ts";
import { useMay } from "../app/session.ts";
import { Button } from "../components/button.tsx";
import { EmptyState } from "../components/empty-state.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { LiveTestView } from "./live-test-view.tsx";
import type { Test } from "./live-words.ts";
import { SetUpTest } from "./set-up-test.tsx";

const LEAD =
  "A list against companies below the line, treated alike: the only proof that it is the list that works. The last day is said before the first message.";

/** Tests of lists against their control: those that run, those that ended, and the way to a new one. */
export function LiveTests() {
  const line = useLine();
  const may = useMay("editor");
  const [settingUp, setSettingUp] = useState(false);
  const query = queryOf<PageOf<Test>>("/api/live-tests", { line });
  const { data, error, refetch } = useQuery(query);
  if (error !== null)
    return <ErrorState title="The tests could not be read" fault={faultOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton />;
  const none = data.items.length === 0;
  return (
    <>
      {none ? (
        <EmptyState title="No list is tested yet." text={LEAD}>
          {may ? (
            <Button look="main" onClick={() => setSettingUp(true)}>
              Set up a live test
            </Button>
          ) : null}
        </EmptyState>
      ) : (
        <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
          <p className="max-w-[44rem] text-soft">{LEAD}</p>
          {may ? <Button onClick={() => setSettingUp(true)}>Set up another</Button> : null}
        </div>
      )}
      {data.items.map((test) => (
        <LiveTestView key={test.id} test={test} />
      ))}
      {settingUp ? <SetUpTest onClose={() => setSettingUp(false)} /> : null}
    </>
  );
}
