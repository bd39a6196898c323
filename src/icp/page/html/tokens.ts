/** The page's colours. `high`, `medium`, `low` are one ordered scale: each step nearer to the paper. */
export interface Tokens {
  readonly paper: string;
  readonly wash: string;
  readonly line: string;
  readonly ink: string;
  readonly soft: string;
  readonly accent: string;
  readonly high: string;
  readonly medium: string;
  readonly low: string;
}

export const LIGHT: Tokens = {
  paper: "#ffffff",
  wash: "#f2f5f6",
  line: "#dde3e6",
  ink: "#14191d",
  soft: "#59646c",
  accent: "#0b5c6d",
  high: "#083f4c",
  medium: "#2b7f91",
  low: "#8398a0",
};

export const DARK: Tokens = {
  paper: "#12171a",
  wash: "#1a2125",
  line: "#2c353a",
  ink: "#e6eaec",
  soft: "#9aa6ad",
  accent: "#6cc4d4",
  high: "#a5e6f1",
  medium: "#4fa5b5",
  low: "#62747c",
};

/** The tokens as CSS custom properties. */
export function declarations(tokens: Tokens): string {
  return Object.entries(tokens)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(";");
}
