import type { ReadPasted } from "../../../src/declared/pasted/read.ts";
import { Button } from "../components/button.tsx";

/** What was taken of a pasted ICP, and first what was not: that is for a person. */
export function ReadResult({ found, onClose }: { readonly found: ReadPasted; readonly onClose: () => void }) {
  const { taken, left } = found;
  const read = taken.reduce((sum, { as }) => sum + as.length, 0);
  return (
    <section aria-labelledby="read" className="mb-6 max-w-[44rem] border-l-2 border-accent pl-4">
      <h2 id="read" className="text-lg">
        {read === 0
          ? "Nothing of it was understood for certain"
          : `${read} ${read === 1 ? "answer was" : "answers were"} read from what you pasted`}
      </h2>
      {left.length === 0 ? (
        <p>Every line was understood. Look over the answers below.</p>
      ) : (
        <>
          <p>Not understood, and in no answer; put in by hand what matters:</p>
          <ul className="mt-1 list-disc pl-5">
            {left.map(({ line, why }, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list stays as it is, and lines may repeat
              <li key={k} className="wrap-anywhere">
                {line}
                {why === null ? null : <span className="text-soft"> – {why}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {taken.length === 0 ? null : (
        <details className="mt-2">
          <summary className="cursor-pointer text-accent">
            What was read of which line: look whether it says more
          </summary>
          <dl className="mt-1">
            {taken.map(({ line, as }, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list stays as it is, and lines may repeat
              <div key={k} className="border-t border-line py-1">
                <dt className="wrap-anywhere text-soft">{line}</dt>
                <dd className="wrap-anywhere">{as.join(" · ")}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      <Button className="mt-2" look="quiet" onClick={onClose}>
        Close
      </Button>
    </section>
  );
}
