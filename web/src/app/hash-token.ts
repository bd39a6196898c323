import { useState } from "react";

/** The token of the address that somebody was given, `#token=...`: after the # it is sent to no server. */
export function useHashToken(): string {
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get("token") ?? "");
  return token;
}
