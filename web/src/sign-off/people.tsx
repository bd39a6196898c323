import type { Asked, SignOff } from "../api/decisions.ts";
import { countText, dayText } from "../app/words.ts";
import { Section } from "../page/section.tsx";
import { byPerson, isOpen } from "./by-person.ts";

/** Who has not answered. */
export function Standing({ asked }: { readonly asked: readonly Asked[] }) {
  const people = byPerson(asked);
  const open = people.filter(({ own }) => own.some(isOpen)).map(({ person }) => person);
  if (people.length === 0) return "nobody was asked yet";
  if (open.length === 0)
    return people.length === 1
      ? "the one person asked has answered"
      : `all ${countText(people.length, "person", "people")} asked have answered`;
  return (
    <>
      not answered by <strong className="text-ink">{open.join(", ")}</strong>
    </>
  );
}

/** Who was asked, with how much they answered. */
export function People({ data: { asked } }: { readonly data: SignOff }) {
  if (asked.length === 0) return null;
  return (
    <Section id="people" title="Who was asked">
      <table className="plain">
        <caption className="sr-only">Who was asked</caption>
        <thead>
          <tr>
            <th scope="col">person</th>
            <th scope="col">team</th>
            <th scope="col" className="number">
              answered
            </th>
            <th scope="col" className="number max-sm:hidden">
              asked on
            </th>
          </tr>
        </thead>
        <tbody>
          {byPerson(asked).map(({ person, own }) => {
            const open = own.filter(isOpen).length;
            return (
              <tr key={person}>
                <th scope="row">
                  <strong>{person}</strong>
                </th>
                <td>{own[0]?.team}</td>
                <td className={`number ${open > 0 ? "font-semibold" : "text-soft"}`}>
                  {own.length - open} of {own.length}
                </td>
                <td className="number text-soft max-sm:hidden">{dayText(own[0]?.asked_at ?? "")}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}
