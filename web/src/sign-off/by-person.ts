import type { Asked } from "../api/decisions.ts";

/** People, each with their answers. */
export function byPerson(
  asked: readonly Asked[],
): readonly { readonly person: string; readonly own: readonly Asked[] }[] {
  return [...new Set(asked.map(({ person }) => person))].map((person) => ({
    person,
    own: asked.filter((one) => one.person === person),
  }));
}

/** Whether it waits for an answer. */
export function isOpen({ answered_at }: Asked): boolean {
  return answered_at === null;
}
