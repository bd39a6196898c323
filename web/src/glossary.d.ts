declare module "virtual:glossary" {
  /** What the words of docs/glossary.md mean, by the word in small letters; put in when the app is built. */
  export const GLOSSARY: Readonly<
    Record<string, { readonly id: string; readonly word: string; readonly meaning: string }>
  >;
}
