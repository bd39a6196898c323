import { type ComponentProps, type ReactNode, useId } from "react";

const CONTROL =
  "block w-full rounded-md border border-edge bg-paper px-3 py-1 text-ink placeholder:text-soft aria-invalid:border-harm min-h-8 max-md:min-h-10 max-md:text-lg";

interface Labelled {
  readonly label: string;
  /** What is expected, below the label. */
  readonly help?: ReactNode;
  /** What is wrong with what was typed. */
  readonly fault?: string | null;
}

/** A line to type in, with its name above and what is wrong below. */
export function Field({ label, help, fault, ...rest }: Labelled & ComponentProps<"input">) {
  const id = useId();
  return (
    <Around id={id} label={label} help={help} fault={fault}>
      <input {...rest} id={id} className={CONTROL} {...described(id, help, fault)} />
    </Around>
  );
}

/** Several lines to type in. */
export function LongField({ label, help, fault, ...rest }: Labelled & ComponentProps<"textarea">) {
  const id = useId();
  return (
    <Around id={id} label={label} help={help} fault={fault}>
      <textarea rows={3} {...rest} id={id} className={CONTROL} {...described(id, help, fault)} />
    </Around>
  );
}

/** One of a few: the browser's own list, which works on every device. */
export function Choice({ label, help, fault, ...rest }: Labelled & ComponentProps<"select">) {
  const id = useId();
  return (
    <Around id={id} label={label} help={help} fault={fault}>
      <select {...rest} id={id} className={CONTROL} {...described(id, help, fault)} />
    </Around>
  );
}

/** Yes or no. */
export function Tick({
  label,
  help,
  ...rest
}: { readonly label: ReactNode; readonly help?: ReactNode } & ComponentProps<"input">) {
  return (
    <label className="flex items-start gap-2 py-1">
      <input {...rest} type="checkbox" className="mt-[3px] size-4 shrink-0 accent-accent" />
      <span>
        {label}
        {help === undefined ? null : <span className="block text-sm text-soft">{help}</span>}
      </span>
    </label>
  );
}

function Around({
  id,
  label,
  help,
  fault,
  children,
}: Omit<Labelled, "fault"> & {
  readonly id: string;
  readonly fault: string | null | undefined;
  readonly children: ReactNode;
}) {
  return (
    <div className="mb-4">
      <label htmlFor={id} className="mb-1 block font-semibold">
        {label}
      </label>
      {help === undefined || help === null ? null : (
        <p id={`${id}-help`} className="mb-1 text-sm text-soft">
          {help}
        </p>
      )}
      {children}
      {fault ? (
        <p id={`${id}-fault`} className="mt-1 text-sm text-harm">
          {fault}
        </p>
      ) : null}
    </div>
  );
}

function described(id: string, help: ReactNode, fault: string | null | undefined) {
  const names = [help ? `${id}-help` : "", fault ? `${id}-fault` : ""].filter((name) => name !== "");
  return {
    "aria-invalid": fault ? true : undefined,
    "aria-describedby": names.length === 0 ? undefined : names.join(" "),
  };
}
