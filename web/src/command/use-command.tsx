import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { Icon } from "../components/icon.tsx";

const CommandField = lazy(async () => ({ default: (await import("./command-field.tsx")).CommandField }));

const MAC = /Mac|iP(hone|ad)/.test(navigator.platform);

/** Opens the command field by Ctrl or Cmd and K, or by a button; `field` is to be set once in the page. */
export function useCommand(): { readonly field: ReactNode; readonly open: () => void } {
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(MAC ? event.metaKey : event.ctrlKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      // Over something else that has to be answered first it does not open.
      setShown((now) => !now && document.querySelector("[role=dialog]") === null);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
  return {
    open: () => setShown(true),
    field: shown ? (
      <Suspense fallback={null}>
        <CommandField onClose={() => setShown(false)} />
      </Suspense>
    ) : null,
  };
}

/** At the side: what the field is for, and its keys. */
export function CommandButton({ onOpen }: { readonly onOpen: () => void }) {
  return (
    <button
      type="button"
      onClick={onOpen}
      aria-keyshortcuts={MAC ? "Meta+K" : "Control+K"}
      className="mt-3 flex h-8 w-full items-center gap-2 rounded-md border border-edge bg-paper px-2 text-left hover:bg-tint"
    >
      <Icon name="search" />
      <span className="flex-1">Go to</span>
      <span className="text-xs text-soft" aria-hidden="true">
        {MAC ? "⌘K" : "Ctrl K"}
      </span>
    </button>
  );
}
