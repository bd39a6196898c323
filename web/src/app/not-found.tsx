import { Link } from "@tanstack/react-router";
import { EmptyState } from "../components/empty-state.tsx";
import { Door } from "./door.tsx";

/** For an address that leads nowhere. */
export function NotFound() {
  return (
    <Door title="There is no such page">
      <EmptyState title="The address leads nowhere." text="It may be mistyped, or the page may have another name now.">
        <Link to="/" className="text-accent underline underline-offset-4">
          Go to where you were last
        </Link>
      </EmptyState>
    </Door>
  );
}
