import { type ReactNode, useEffect, useRef, useState } from "react";

/** A longer story, and the page of the app that tells it whole. */
export interface HintText {
  /** What is told; nothing is set around the words when it is empty. */
  readonly text: string;
  readonly more?: string;
}

interface HintProps extends HintText {
  /** Without the dotted line, where many stand together. */
  readonly quiet?: boolean;
  readonly children: ReactNode;
}

/** Attributes that give an element a hint: for one that takes the focus anyway. */
export function hintAttributes({ text, more }: HintText) {
  return { "data-hint": text, "aria-description": text, ...(more === undefined ? {} : { "data-more": more }) };
}

/** Words with a longer story: shown on hover, on focus and on touch by the one `HintLayer` of the app. */
export function Hint({ text, more, quiet = false, children }: HintProps) {
  if (text === "") return children;
  return (
    <abbr
      {...hintAttributes({ text, ...(more === undefined ? {} : { more }) })}
      tabIndex={0}
      className={quiet ? "quiet" : ""}
    >
      {children}
    </abbr>
  );
}

interface Shown {
  readonly owner: HTMLElement;
  readonly text: string;
  /** The page that tells more; empty for none. */
  readonly more: string;
  readonly left: number;
  readonly top: number;
  readonly above: boolean;
}

const ID = "hint";
const WIDTH = 320;
const GAP = 6;
/** ms that a pointer has to come from the words to their hint, where there is something to press. */
const BRIDGE = 250;

/** Shows the hint of whatever has the pointer, the focus or a finger; Escape takes it away. `onMore` goes to the page that tells more. */
export function HintLayer({ onMore }: { readonly onMore: (path: string) => void }) {
  const [shown, setShown] = useState<Shown | null>(null);
  const bubble = useRef<HTMLDivElement>(null);
  const followed = useRef(onMore);
  followed.current = onMore;
  useEffect(() => {
    let owner: HTMLElement | null = null;
    let late: ReturnType<typeof setTimeout> | undefined;
    const focused = (): boolean => owner !== null && owner === document.activeElement;
    // A mouse that pressed a button leaves the focus on it: that is nobody who reads by keyboard.
    const read = (): boolean => focused() && (!(owner instanceof HTMLButtonElement) || owner.matches(":focus-visible"));
    const hide = (): void => {
      clearTimeout(late);
      owner = null;
      setShown(null);
    };
    const show = (event: Event): void => {
      const { target, type } = event;
      if (!(target instanceof Element)) return;
      const within = bubble.current?.contains(target) === true;
      const found = within ? owner : target.closest<HTMLElement>("[data-hint]");
      // A pointer that passes over nothing takes nothing from the keyboard.
      if (found === null && type === "pointerover" && read()) return;
      if (found instanceof HTMLButtonElement && !asks(event, found)) return;
      if (found === null && type === "pointerover" && owner?.dataset.more !== undefined) {
        clearTimeout(late);
        late = setTimeout(hide, BRIDGE);
        return;
      }
      clearTimeout(late);
      if (within) return;
      owner = found;
      setShown(owner === null ? null : placeOf(owner));
    };
    // The focus may bring what has it into view: its hint goes along.
    const follow = (): void => (owner !== null && read() ? setShown(placeOf(owner)) : hide());
    const key = ({ key: name }: KeyboardEvent): void => {
      if (name === "Escape") hide();
      const more = owner?.dataset.more;
      if (name !== "Enter" || more === undefined || !focused() || owner instanceof HTMLButtonElement) return;
      hide();
      followed.current(more);
    };
    const options = { passive: true };
    for (const name of ["pointerover", "focusin", "click"] as const) document.addEventListener(name, show, options);
    document.addEventListener("keydown", key);
    addEventListener("scroll", follow, { passive: true, capture: true });
    return () => {
      clearTimeout(late);
      for (const name of ["pointerover", "focusin", "click"] as const) document.removeEventListener(name, show);
      document.removeEventListener("keydown", key);
      removeEventListener("scroll", follow, { capture: true });
    };
  }, []);
  const owner = shown?.owner;
  useEffect(() => {
    owner?.setAttribute("aria-describedby", ID);
    return () => owner?.removeAttribute("aria-describedby");
  }, [owner]);
  if (shown === null) return null;
  const { text, more, left, top, above } = shown;
  return (
    <div
      ref={bubble}
      id={ID}
      role="tooltip"
      className="pointer-events-auto fixed z-[60] w-max max-w-80 rounded-md border border-edge bg-raised px-3 py-2 text-sm whitespace-pre-line shadow-[0_4px_24px_#0003]"
      style={{ left, top, transform: above ? "translateY(-100%)" : "none" }}
    >
      {text}
      {more === "" ? null : (
        <a
          href={more}
          className="mt-1 block text-accent underline underline-offset-4"
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            setShown(null);
            onMore(more);
          }}
        >
          In the glossary
        </a>
      )}
    </div>
  );
}

/** Whether what happens to a button asks for its hint: what presses it does not, but for a finger, which cannot point. */
function asks(event: Event, button: HTMLButtonElement): boolean {
  if (event.type === "click") return event instanceof PointerEvent && event.pointerType === "touch";
  return event.type !== "focusin" || button.matches(":focus-visible");
}

function placeOf(element: HTMLElement): Shown {
  const [box] = element.getClientRects();
  const { left, top, bottom } = box ?? element.getBoundingClientRect();
  const above = bottom > innerHeight * 0.7;
  // Without the bar that scrolls the page.
  const wide = document.documentElement.clientWidth;
  return {
    owner: element,
    text: element.dataset.hint ?? "",
    more: element.dataset.more ?? "",
    left: Math.max(8, Math.min(left, wide - Math.min(WIDTH, wide - 16) - 8)),
    top: above ? top - GAP : bottom + GAP,
    above,
  };
}
