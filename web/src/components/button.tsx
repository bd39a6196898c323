import type { ComponentProps } from "react";

export type ButtonLook = "main" | "plain" | "quiet" | "harm";

const LOOKS: Readonly<Record<ButtonLook, string>> = {
  main: "bg-accent text-on-accent border-transparent hover:brightness-110",
  plain: "bg-paper border-edge hover:bg-wash",
  quiet: "border-transparent text-accent hover:bg-tint aria-pressed:bg-tint",
  harm: "bg-harm text-on-harm border-transparent hover:brightness-110",
};

/** The classes of a button, for links that look like one. */
export function buttonClass(look: ButtonLook = "plain", className = ""): string {
  return `inline-flex min-h-8 items-center justify-center gap-2 rounded-md border px-3 py-1 whitespace-nowrap disabled:opacity-55 max-md:min-h-10 ${LOOKS[look]} ${className}`;
}

interface ButtonProps extends ComponentProps<"button"> {
  readonly look?: ButtonLook;
  /** While it works it cannot be pressed again, and keeps its width. */
  readonly busy?: boolean;
}

export function Button({ look = "plain", busy = false, type = "button", className, disabled, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={buttonClass(look, className)}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
    />
  );
}
