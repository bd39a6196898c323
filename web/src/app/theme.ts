import { kept, useKept } from "./kept.ts";

export type Theme = "system" | "light" | "dark";

const chosen = kept("theme");

/** Light, dark, or as the system is; kept in this browser, and set before the first paint by public/theme.js. */
export function setTheme(theme: Theme): void {
  chosen.set(theme === "system" ? null : theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function useTheme(): Theme {
  const theme = useKept(chosen);
  return theme === "light" || theme === "dark" ? theme : "system";
}
