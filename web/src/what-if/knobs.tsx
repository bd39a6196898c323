import { type ReactNode, useId } from "react";

interface SliderProps {
  readonly label: ReactNode;
  /** The name of the control for those who do not see it. */
  readonly name: string;
  readonly value: number;
  readonly least?: number;
  readonly most: number;
  readonly before: number;
  readonly onChange: (value: number) => void;
}

/** A whole number set by a slider or by typing, beside what it was. */
export function Slider({ label, name, value, least = 0, most, before, onChange }: SliderProps) {
  const id = useId();
  const set = (text: string): void => {
    const typed = Number(text);
    if (text !== "" && Number.isInteger(typed) && typed >= 0 && typed <= 100) onChange(typed);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_4rem] items-center gap-x-3 sm:grid-cols-[11rem_minmax(0,1fr)_4rem]">
      <label htmlFor={id} className="max-sm:col-span-2">
        {label}
      </label>
      <input
        type="range"
        id={id}
        min={least}
        max={Math.max(most, value)}
        value={value}
        onChange={({ target }) => set(target.value)}
        className="h-6 w-full accent-accent max-md:h-10"
        aria-valuetext={`${value}${value === before ? "" : `, was ${before}`}`}
      />
      <span className="flex items-center gap-1">
        <input
          type="number"
          inputMode="numeric"
          aria-label={`${name}, points`}
          min={least}
          max={Math.max(most, value)}
          value={value}
          onChange={({ target }) => set(target.value)}
          className={`h-8 w-14 rounded-md border border-edge bg-paper px-1 text-right max-md:h-10 ${value === before ? "" : "font-semibold text-accent"}`}
        />
      </span>
    </div>
  );
}

interface StepsProps {
  readonly label: string;
  /** The name of the control for those who do not see it. */
  readonly name: string;
  readonly value: number;
  readonly before: number;
  readonly onChange: (value: number) => void;
}

/** Points of a band: less, more, or typed. */
export function Steps({ label, name, value, before, onChange }: StepsProps) {
  const button =
    "flex size-7 items-center justify-center rounded-md border border-edge hover:bg-tint disabled:opacity-40 max-md:size-10";
  return (
    <div className="flex items-center justify-between gap-3 py-1">
      <span className="min-w-0 wrap-anywhere">{label}</span>
      <span className="flex shrink-0 items-center gap-1">
        <button
          type="button"
          className={button}
          aria-label={`${name}: a point less`}
          disabled={value <= 0}
          onClick={() => onChange(value - 1)}
        >
          −
        </button>
        <output aria-label={name} className={`w-9 text-center ${value === before ? "" : "font-semibold text-accent"}`}>
          {value}
        </output>
        <button
          type="button"
          className={button}
          aria-label={`${name}: a point more`}
          disabled={value >= 100}
          onClick={() => onChange(value + 1)}
        >
          +
        </button>
      </span>
    </div>
  );
}
