import { GLOSSARY } from "virtual:glossary";
import type { ReactNode } from "react";
import { Hint, type HintText } from "../components/hint.tsx";
import { capital } from "./words.ts";

/** What a word of the glossary means, and where it stands there. */
export function termHint(word: string): HintText {
  const told = GLOSSARY[word];
  if (told === undefined) return { text: "" };
  const { meaning, id } = told;
  return { text: `${capital(meaning)}${/[.!?]$/.test(meaning) ? "" : "."}`, more: `/docs/glossary#${id}` };
}

/** Heads of tables that are told; others, as "account", are everyday words. */
const HEADS = new Set(
  "action,band,drift,fit,filled,held-out,level,lift,points,segment,separation,stamped,tier,timing,weight".split(","),
);

/** The head of a column, with what it means where it is a word of the product. */
export function HeadWord({ head }: { readonly head: string }) {
  return HEADS.has(head) ? <Term word={head} /> : head;
}

/** A word of the product where it heads a figure or a column: what it means is told on hover, on focus and on touch. */
export function Term({ word, children = word }: { readonly word: string; readonly children?: ReactNode }) {
  return <Hint {...termHint(word)}>{children}</Hint>;
}
