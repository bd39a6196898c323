import { useState } from "react";
import { Button } from "./button.tsx";

/** Something shown this once, to be copied. */
export function Secret({ label, text }: { readonly label: string; readonly text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // Without the clipboard the text can still be marked and copied.
      setCopied(false);
    }
  };
  return (
    <div className="flex items-start gap-2">
      <input
        readOnly
        aria-label={label}
        value={text}
        onFocus={({ target }) => target.select()}
        className="min-h-8 min-w-0 flex-1 rounded-md border border-edge bg-wash px-3 font-mono text-sm max-md:min-h-10"
      />
      <Button onClick={() => void copy()} className="min-w-20">
        <span aria-live="polite">{copied ? "Copied" : "Copy"}</span>
      </Button>
    </div>
  );
}
