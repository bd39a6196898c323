import { Toast as Radix } from "radix-ui";
import { createContext, type ReactNode, use, useCallback, useState } from "react";
import { Icon } from "./icon.tsx";

/** What was done, in a sentence, and how to take it back. */
export interface Told {
  readonly text: string;
  readonly undo?: () => void | Promise<void>;
}

const Context = createContext<(told: Told) => void>(() => undefined);

/** Tells what was done at the foot of the window; with `undo` it can be taken back for ten seconds. */
export function useToast(): (told: Told) => void {
  return use(Context);
}

const WITH_UNDO = 10_000;
const WITHOUT = 5_000;

export function Toasts({ children }: { readonly children: ReactNode }) {
  const [shown, setShown] = useState<readonly (Told & { readonly id: number })[]>([]);
  const tell = useCallback(
    (told: Told) => setShown((before) => [...before.slice(-2), { ...told, id: Date.now() + before.length }]),
    [],
  );
  const forget = (id: number): void => setShown((before) => before.filter((one) => one.id !== id));
  return (
    <Context value={tell}>
      <Radix.Provider swipeDirection="right" label="What was done">
        {children}
        {shown.map(({ id, text, undo }) => (
          <Radix.Root
            key={id}
            duration={undo === undefined ? WITHOUT : WITH_UNDO}
            onOpenChange={(open) => (open ? undefined : forget(id))}
            className="flex items-center gap-4 rounded-md border border-edge bg-raised py-2 pr-2 pl-4 shadow-[0_4px_24px_#0003]"
          >
            <Radix.Description className="flex-1">{text}</Radix.Description>
            {undo === undefined ? null : (
              <Radix.Action
                altText={`Undo: ${text}`}
                className="h-8 rounded-md px-2 font-semibold text-accent hover:bg-tint"
                onClick={() => void undo()}
              >
                Undo
              </Radix.Action>
            )}
            <Radix.Close
              aria-label="Dismiss"
              className="flex size-8 items-center justify-center rounded-md hover:bg-wash"
            >
              <Icon name="close" />
            </Radix.Close>
          </Radix.Root>
        ))}
        <Radix.Viewport className="fixed right-4 bottom-20 z-50 flex w-96 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none md:bottom-4" />
      </Radix.Provider>
    </Context>
  );
}
