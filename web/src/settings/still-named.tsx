import { Link } from "@tanstack/react-router";
import { Fragment } from "react";
import { stillNamed } from "./still-named-words.ts";

/** Where words that somebody wrote name them still. */
export function StillNamed({ names }: { readonly names: readonly string[] }) {
  return stillNamed(names).map(({ text, report }, place) => (
    <Fragment key={text}>
      {place === 0 ? "" : ", "}
      {report === null ? (
        text
      ) : (
        <Link to="/reports/$name" params={{ name: report }} className="text-accent underline underline-offset-4">
          {text}
        </Link>
      )}
    </Fragment>
  ));
}
