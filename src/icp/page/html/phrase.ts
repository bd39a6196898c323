import { type Phrase, type Piece, plainText } from "../phrase.ts";
import { type Html, html } from "./html.ts";

/** A phrase as inline markup. */
export function setPhrase(words: Phrase): Html {
  return html`${words.map(setPiece)}`;
}

function setPiece({ text, tone, hint }: Piece): Html {
  const body = hint === null ? html`${text}` : html`<abbr title="${hint}">${text}</abbr>`;
  if (tone === "strong")
    return /^[0-9]/.test(text) ? html`<strong class="whole">${body}</strong>` : html`<strong>${body}</strong>`;
  if (tone === "light") return html`<span class="light">${body}</span>`;
  if (tone === "command") return html`<code>${body}</code>`;
  return body;
}

/** The mark of an attribute that a company without a deal does not have. */
export function dealMark(aboutDeal: boolean): Html | null {
  return aboutDeal ? html` <span class="mark">about the deal</span>` : null;
}

/** The mark of an attribute whose points are to be used with care; nothing without a caution. */
export function careMark(caution: Phrase | null): Html | null {
  return caution === null ? null : html` <abbr class="care" title="${plainText(caution)}">use with care</abbr>`;
}
