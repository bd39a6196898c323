import { LongField } from "../components/field.tsx";

const LONGEST = 2000;

/** Why somebody decides something: it stays with the version. */
export function WhyField({ help, value, onChange }: WhyFieldProps) {
  return (
    <LongField
      label="Why"
      help={help}
      maxLength={LONGEST}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

interface WhyFieldProps {
  readonly help: string;
  readonly value: string;
  readonly onChange: (why: string) => void;
}

/** What was typed, null where nothing was. */
export function whyOf(typed: string): string | null {
  const why = typed.trim();
  return why === "" ? null : why;
}
