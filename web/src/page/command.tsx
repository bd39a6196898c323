import { Link } from "@tanstack/react-router";
import { PLACES } from "../app/navigation.ts";
import { useMay } from "../app/session.ts";

/** Places that the navigation does not have, or calls otherwise. */
const OTHERS: Readonly<Record<string, string>> = { "the ICP page": "/icp", "What if": "/icp/what-if" };
const LINK = "text-accent underline underline-offset-4";

/** A place of the app that a sentence names: a link to it where the app has it. The profile's settings are an admin's. */
export function Command({ text }: { readonly text: string }) {
  const admin = useMay("admin");
  if (text === "Settings")
    return admin ? (
      <Link to="/settings" search={{ part: "profile" }} className={LINK}>
        {text}
      </Link>
    ) : (
      <strong>{text}</strong>
    );
  const to = OTHERS[text] ?? PLACES.find(({ name }) => name === text)?.to;
  if (to === undefined) return <strong>{text}</strong>;
  return (
    <Link to={to} className={LINK}>
      {text}
    </Link>
  );
}
