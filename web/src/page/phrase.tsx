import type { Piece, Phrase as Words } from "../../../src/icp/page/phrase.ts";
import { Hint } from "../components/hint.tsx";
import { Command } from "./command.tsx";

/** A worded sentence of the page, its longer stories as hints. */
export function Phrase({ words }: { readonly words: Words }) {
  return words.map((piece, place) => <Told key={place} piece={piece} />);
}

function Told({ piece: { text, tone, hint } }: { readonly piece: Piece }) {
  const told = hint === null ? text : <Hint text={hint}>{text}</Hint>;
  if (tone === "strong")
    return <strong className={/^[0-9].{0,22}$/.test(text) ? "whitespace-nowrap" : ""}>{told}</strong>;
  if (tone === "light") return <span className="text-soft">{told}</span>;
  if (tone === "command") return <Command text={text} />;
  return told;
}

/** The words alone. */
export function plainText(words: Words): string {
  return words.map(({ text }) => text).join("");
}
