import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** What will happen, before the form. */
  readonly lead?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** Something to decide before going on. Escape and the cross leave everything as it was; the focus goes back to where it was. */
export function Dialog({ open, onClose, title, lead, wide = false, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={(now) => (now ? undefined : onClose())}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[#0008]" />
        <Radix.Content
          {...(lead === undefined ? { "aria-describedby": undefined } : {})}
          className={`fixed z-50 flex max-h-[92dvh] flex-col overflow-y-auto bg-raised p-6 shadow-[0_8px_40px_#0004] max-md:inset-x-0 max-md:bottom-0 md:top-[10vh] md:left-1/2 md:max-h-[80vh] md:-translate-x-1/2 md:rounded-md ${wide ? "md:w-[56rem]" : "md:w-[30rem]"} md:max-w-[calc(100vw-4rem)]`}
        >
          <div className="mb-4 flex items-start justify-between gap-4">
            <Radix.Title className="text-lg">{title}</Radix.Title>
            <Radix.Close
              aria-label="Close"
              className="-m-2 flex size-10 shrink-0 items-center justify-center rounded-md hover:bg-wash"
            >
              <Icon name="close" />
            </Radix.Close>
          </div>
          {lead === undefined ? null : <Radix.Description className="mb-4 text-soft">{lead}</Radix.Description>}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The buttons at the foot of a dialog, the one that goes on first. */
export function DialogButtons({ children }: { readonly children: ReactNode }) {
  return <div className="mt-6 flex flex-row-reverse flex-wrap justify-start gap-2">{children}</div>;
}
