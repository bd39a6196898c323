import { Link } from "@tanstack/react-router";
import { PLACES } from "../app/navigation.ts";

/** A place of the app that a sentence names: a link to it where the navigation has it. */
export function Command({ text }: { readonly text: string }) {
  const to = text === "the ICP page" ? "/icp" : PLACES.find(({ name }) => name === text)?.to;
  if (to === undefined) return <strong>{text}</strong>;
  return (
    <Link to={to} className="text-accent underline underline-offset-4">
      {text}
    </Link>
  );
}
