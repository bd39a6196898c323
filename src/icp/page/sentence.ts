/** The first letter upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What a file's name looks like at the start of a sentence. */
const FILE = /^\S+(?: \(\d+\))?\.(?:csv|tsv|txt|tab|xls[xmb]?|ods|json|jsonl|ndjson|parquet|zip|gz)(?![\w.])/i;

/** Starts a sentence upper case, unless with the name of a file, and ends it with a full stop. */
export function sentence(text: string): string {
  const started = FILE.test(text) ? text : capital(text);
  return started === "" || /[.!?]$/.test(started) ? started : `${started}.`;
}
