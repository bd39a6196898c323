import type { Fact } from "../../../src/icp/page/page.ts";
import { Phrase } from "./phrase.tsx";

/** Short names with what is to be said about each; in two columns where the part has the whole width. */
export function Facts({ facts, wide = false }: { readonly facts: readonly Fact[]; readonly wide?: boolean }) {
  if (facts.length === 0) return null;
  return (
    <dl className={wide ? "grid gap-x-10 lg:grid-cols-2" : ""}>
      {facts.map(({ name, text }) => (
        <div key={name} className="grid gap-x-3 py-1 sm:grid-cols-[8rem_minmax(0,1fr)]">
          <dt className="text-soft">{name}</dt>
          <dd className="wrap-anywhere">
            <Phrase words={text} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Sentences in a list. */
export function Notes({ notes }: { readonly notes: readonly Fact["text"][] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="mt-2 list-disc pl-5">
      {notes.map((words) => (
        <li key={words.map(({ text }) => text).join("")} className="py-0.5">
          <Phrase words={words} />
        </li>
      ))}
    </ul>
  );
}
