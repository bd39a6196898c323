/** The first letter upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Starts a sentence upper case and ends it with a full stop. */
export function sentence(text: string): string {
  const started = capital(text);
  return started === "" || /[.!?]$/.test(started) ? started : `${started}.`;
}
