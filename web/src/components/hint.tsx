import { type ReactNode, useEffect, useRef, useState } from "react";

interface HintProps {
  /** What is told; nothing is set around the words when it is empty. */
  readonly text: string;
  /** Without the dotted line, where many stand together. */
  readonly quiet?: boolean;
  readonly children: ReactNode;
}

/** Words with a longer story: shown on hover, on focus and on touch by the one `HintLayer` of the app. */
export function Hint({ text, quiet = false, children }: HintProps) {
  if (text === "") return children;
  return (
    <abbr data-hint={text} aria-description={text} tabIndex={0} className={quiet ? "quiet" : ""}>
      {children}
    </abbr>
  );
}

interface Shown {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly above: boolean;
}

const WIDTH = 320;
const GAP = 6;

/** Shows the hint of whatever has the pointer, the focus or a finger; Escape takes it away. */
export function HintLayer() {
  const [shown, setShown] = useState<Shown | null>(null);
  const bubble = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let owner: HTMLElement | null = null;
    const focused = (): boolean => owner !== null && owner === document.activeElement;
    const show = ({ target, type }: Event): void => {
      if (!(target instanceof Element) || bubble.current?.contains(target)) return;
      const found = target.closest<HTMLElement>("[data-hint]");
      // A pointer that passes over nothing takes nothing from the keyboard.
      if (found === null && type === "pointerover" && focused()) return;
      owner = found;
      setShown(owner === null ? null : placeOf(owner));
    };
    const hide = (): void => {
      owner = null;
      setShown(null);
    };
    // The focus may bring what has it into view: its hint goes along.
    const follow = (): void => (owner !== null && focused() ? setShown(placeOf(owner)) : hide());
    const key = ({ key: name }: KeyboardEvent): void => (name === "Escape" ? hide() : undefined);
    const options = { passive: true };
    for (const name of ["pointerover", "focusin", "click"] as const) document.addEventListener(name, show, options);
    document.addEventListener("keydown", key);
    addEventListener("scroll", follow, { passive: true, capture: true });
    return () => {
      for (const name of ["pointerover", "focusin", "click"] as const) document.removeEventListener(name, show);
      document.removeEventListener("keydown", key);
      removeEventListener("scroll", follow, { capture: true });
    };
  }, []);
  if (shown === null) return null;
  const { text, left, top, above } = shown;
  return (
    <div
      ref={bubble}
      role="tooltip"
      className="fixed z-50 w-max max-w-80 rounded-md border border-edge bg-raised px-3 py-2 text-sm whitespace-pre-line shadow-[0_4px_24px_#0003]"
      style={{ left, top, transform: above ? "translateY(-100%)" : "none" }}
    >
      {text}
    </div>
  );
}

function placeOf(element: HTMLElement): Shown {
  const [box] = element.getClientRects();
  const { left, top, bottom } = box ?? element.getBoundingClientRect();
  const above = bottom > innerHeight * 0.7;
  return {
    text: element.dataset.hint ?? "",
    left: Math.max(8, Math.min(left, innerWidth - Math.min(WIDTH, innerWidth - 16) - 8)),
    top: above ? top - GAP : bottom + GAP,
    above,
  };
}
