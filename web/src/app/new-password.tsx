import { Field } from "../components/field.tsx";

/** As the server wants it (src/auth/auth.ts). */
const SHORTEST = 10;

interface NewPasswordProps {
  readonly label?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A password somebody thinks up: long is what counts. */
export function NewPassword({ label = "Password", value, onChange }: NewPasswordProps) {
  return (
    <Field
      label={label}
      help={`${SHORTEST} characters or more; a few words in a row are easy to keep and hard to guess`}
      type="password"
      autoComplete="new-password"
      minLength={SHORTEST}
      required
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
