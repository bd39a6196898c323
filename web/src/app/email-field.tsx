import { Field } from "../components/field.tsx";

/** The e-mail that somebody signs in with. */
export function EmailField({ value, onChange }: EmailFieldProps) {
  return (
    <Field
      label="E-mail"
      type="email"
      autoComplete="username"
      required
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

interface EmailFieldProps {
  readonly value: string;
  readonly onChange: (email: string) => void;
}
