import { setTheme, type Theme, useTheme } from "../app/theme.ts";
import { Part } from "./part.tsx";

const THEMES: readonly (readonly [Theme, string, string])[] = [
  ["system", "As the system", "Light by day and dark by night, where this device does so"],
  ["light", "Light", "Always"],
  ["dark", "Dark", "Always"],
];

/** How the app looks in this browser. */
export function Appearance() {
  const theme = useTheme();
  return (
    <Part title="Light or dark" lead="In this browser">
      <fieldset>
        <legend className="sr-only">Light or dark</legend>
        {THEMES.map(([value, name, help]) => (
          <label key={value} className="flex items-start gap-2 py-2">
            <input
              type="radio"
              name="theme"
              className="mt-[3px] size-4 accent-accent"
              checked={theme === value}
              onChange={() => setTheme(value)}
            />
            <span>
              {name}
              <span className="block text-sm text-soft">{help}</span>
            </span>
          </label>
        ))}
      </fieldset>
    </Part>
  );
}
