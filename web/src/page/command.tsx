import { Link, type LinkProps } from "@tanstack/react-router";

/** Where the app does what a command of the page does, and how the sentence goes on with it. */
const PLACES: readonly (readonly [command: string, to: NonNullable<LinkProps["to"]>, name: string])[] = [
  ["openicp score", "/lists", "Target lists"],
  ["openicp filter", "/filter", "Filter a batch"],
  ["openicp build", "/versions", "Build a new draft"],
  ["openicp show", "/accounts", "Accounts"],
  ["--universe", "/import", "import them as the market"],
  ["--accounts", "/import", "Import"],
];

/** A command of the page: the place of the app that does it, else as it is typed. */
export function Command({ text }: { readonly text: string }) {
  if (text.startsWith("openicp confirm")) return "with the button beside it";
  const place = PLACES.find(([command]) => text.startsWith(command));
  if (place === undefined) return <code>{text}</code>;
  const [, to, name] = place;
  return (
    <Link to={to} className="text-accent underline underline-offset-4">
      {name}
    </Link>
  );
}
