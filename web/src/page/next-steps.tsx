import type { Page } from "../../../src/icp/page/page.ts";
import { Phrase, plainText } from "./phrase.tsx";
import { Section } from "./section.tsx";

/** What to do next, in order; nothing where there is nothing to do. */
export function NextSteps({ next }: Pick<Page, "next">) {
  if (next === null) return null;
  return (
    <Section id="next" title={next.title}>
      <ol className="list-decimal pl-5">
        {next.steps.map((words) => (
          <li key={plainText(words)} className="py-0.5">
            <Phrase words={words} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
