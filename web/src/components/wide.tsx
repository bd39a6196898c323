import { type ReactNode, useEffect, useRef, useState } from "react";

interface WideProps {
  /** What stands in it, for those who reach it by the keyboard. */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** What may be wider than its place: it scrolls sideways by itself, and then the keyboard can scroll it too. */
export function Wide({ label, className = "", children }: WideProps) {
  const place = useRef<HTMLDivElement>(null);
  const [over, setOver] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const watch = new ResizeObserver(() => setOver(element.scrollWidth > element.clientWidth));
    watch.observe(element);
    for (const child of element.children) watch.observe(child);
    return () => watch.disconnect();
  }, []);
  return (
    <div
      ref={place}
      className={`scroll-x ${className}`}
      {...(over ? { tabIndex: 0, role: "region", "aria-label": `${label}: a table, wider than its place` } : {})}
    >
      {children}
    </div>
  );
}
