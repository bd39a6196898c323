import type { Asked, Claim } from "../api/decisions.ts";

/** A claim with what those who were asked say. */
export function ClaimLine({
  claim: { sentence, kind },
  asked,
}: {
  readonly claim: Claim;
  readonly asked: readonly Asked[];
}) {
  const agree = asked.filter(({ answer }) => answer === "agree").length;
  const disagree = asked.filter(({ answer }) => answer === "disagree");
  return (
    <li className="grid gap-x-6 border-b border-line py-2 sm:grid-cols-[minmax(0,1fr)_14rem]">
      <div>
        <p>{sentence}</p>
        {asked
          .filter(({ comment, answer }) => comment !== null || answer === "disagree")
          .map(({ person, team, answer, comment }) => (
            <p key={person} className="mt-1 border-l-2 border-line pl-3 text-sm wrap-anywhere">
              <strong>{person}</strong>{" "}
              <span className="text-soft">
                {team}
                {answer === null ? "" : `, ${answer}s`}
              </span>
              {comment === null ? null : <span className="block">{comment}</span>}
            </p>
          ))}
      </div>
      <p className="text-sm text-soft sm:text-right">
        <span className="sr-only">{kind}: </span>
        {asked.length === 0 ? (
          "nobody asked"
        ) : (
          <>
            {agree} of {asked.length} agree
            {disagree.length === 0 ? null : <strong className="text-harm">, {disagree.length} disagree</strong>}
          </>
        )}
      </p>
    </li>
  );
}
