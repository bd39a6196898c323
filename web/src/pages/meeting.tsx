import { useQuery } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { Dialog } from "radix-ui";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Report } from "../../../src/icp/page/report.ts";
import { faultOf } from "../api/fault-error.ts";
import { usePageTitle } from "../app/page-title.tsx";
import { Button } from "../components/button.tsx";
import { ErrorState } from "../components/error-state.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { reportQuery } from "../health/report-query.ts";
import { Block } from "../page/block.tsx";
import { Phrase, plainText } from "../page/phrase.tsx";

/** A report as a meeting looks at it: one part at a time, over the whole window, by the arrow keys. */
export function MeetingPage() {
  const { name } = useParams({ from: "/shell/meeting/$name" });
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(reportQuery(name));
  const leave = (): void => {
    if (document.fullscreenElement !== null) void document.exitFullscreen();
    void navigate({ to: "/reports/$name", params: { name } });
  };
  usePageTitle("Review");
  return (
    <Dialog.Root open onOpenChange={(open) => (open ? undefined : leave())}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-0 z-50 flex flex-col overflow-hidden bg-paper outline-none"
        >
          {error !== null ? (
            <Alone onLeave={leave}>
              <ErrorState title="The report could not be read" fault={faultOf(error)} onRetry={() => void refetch()} />
            </Alone>
          ) : data === undefined ? (
            <Alone onLeave={leave}>
              <Skeleton />
            </Alone>
          ) : data.page === undefined ? (
            <Alone onLeave={leave}>
              <p>This report was kept before meetings could be shown one: write a new one.</p>
            </Alone>
          ) : (
            <Slides report={data.page} onLeave={leave} />
          )}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Alone({ onLeave, children }: { readonly onLeave: () => void; readonly children: ReactNode }) {
  return (
    <div className="p-8">
      <Dialog.Title className="mb-4 text-xl">Review</Dialog.Title>
      {children}
      <Button className="mt-4" onClick={onLeave}>
        Leave
      </Button>
    </div>
  );
}

interface Slide {
  readonly name: string;
  readonly body: ReactNode;
}

function slidesOf({ kicker, name, facts, headline, support, blocks, footer }: Report): readonly Slide[] {
  const first = (
    <div className="flex min-h-full flex-col justify-center">
      <p className="text-soft">
        {name} · <Phrase words={facts} />
      </p>
      <p className="mt-4 max-w-[40ch] text-2xl tracking-tight text-pretty">
        <Phrase words={headline} />
      </p>
      <div className="mt-6 grid max-w-prose gap-2 text-lg">
        {support.map((words) => (
          <p key={plainText(words)}>
            <Phrase words={words} />
          </p>
        ))}
      </div>
      {footer.length === 0 ? null : (
        <p className="mt-8 text-sm text-soft">
          <Phrase words={footer} />
        </p>
      )}
    </div>
  );
  return [
    { name: kicker, body: first },
    ...blocks.map((block) => ({ name: block.title, body: <Block block={block} /> })),
  ];
}

function Slides({ report, onLeave }: { readonly report: Report; readonly onLeave: () => void }) {
  const slides = slidesOf(report);
  const [at, setAt] = useState(0);
  const body = useRef<HTMLDivElement>(null);
  const last = slides.length - 1;
  const slide = slides[at];
  const go = (to: number): void => {
    setAt(Math.max(0, Math.min(last, to)));
    body.current?.scrollTo(0, 0);
  };
  // A part that has nothing but what is a click away shows it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with every other part
  useEffect(() => {
    const place = body.current;
    if (place === null || place.querySelector("dl, table:not(details table), svg:not(details svg)") !== null) return;
    for (const one of place.querySelectorAll("details")) one.open = true;
  }, [at]);
  // Of the window, as the focus is nowhere yet when the report comes late.
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const to = targetOf(event.key, at, last);
      if (to === null && event.key !== "f") return;
      event.preventDefault();
      if (to === null) {
        fillScreen();
        return;
      }
      setAt(Math.max(0, Math.min(last, to)));
      body.current?.scrollTo(0, 0);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [at, last]);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex items-baseline justify-between gap-6 px-6 pt-6 md:px-16 md:pt-10">
        <Dialog.Title className="text-lg text-soft">{report.kicker}</Dialog.Title>
        <p className="text-soft" aria-live="polite">
          {at + 1} of {slides.length}
        </p>
      </header>
      <section
        ref={body}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than the window scrolls by the keyboard
        tabIndex={0}
        aria-label={slide?.name ?? ""}
        className="meeting min-h-0 flex-1 overflow-y-auto px-6 pb-8 -outline-offset-2 md:px-12"
      >
        <div className="mx-auto h-full max-w-[88rem]">{slide?.body}</div>
      </section>
      <footer className="flex flex-wrap items-center justify-between gap-2 border-t border-line px-6 py-3 md:px-16">
        <Button look="quiet" onClick={onLeave}>
          Leave
        </Button>
        <p className="text-sm text-soft max-md:hidden">Arrow keys go on and back, F fills the screen, Escape leaves.</p>
        <div className="flex gap-2">
          <Button onClick={() => go(at - 1)} disabled={at === 0}>
            Back
          </Button>
          <Button look="main" onClick={() => go(at + 1)} disabled={at === last}>
            Next
          </Button>
        </div>
      </footer>
    </div>
  );
}

/** Where a key leads; null for a key that leads nowhere. */
function targetOf(key: string, at: number, last: number): number | null {
  if (key === "ArrowRight" || key === "PageDown") return at + 1;
  if (key === "ArrowLeft" || key === "PageUp") return at - 1;
  return key === "Home" ? 0 : key === "End" ? last : null;
}

function fillScreen(): void {
  if (document.fullscreenElement === null) void document.documentElement.requestFullscreen?.().catch(() => undefined);
  else void document.exitFullscreen();
}
