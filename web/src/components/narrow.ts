import { useSyncExternalStore } from "react";

const query = matchMedia("(max-width: 767px)");

function listen(listener: () => void): () => void {
  query.addEventListener("change", listener);
  return () => query.removeEventListener("change", listener);
}

/** Whether the window is as narrow as a phone. */
export function useNarrow(): boolean {
  return useSyncExternalStore(listen, () => query.matches);
}
