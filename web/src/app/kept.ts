import { useSyncExternalStore } from "react";

type Listener = () => void;

/** A text that this browser keeps between visits; a browser that keeps nothing forgets it when the tab closes. */
export interface Kept {
  get(): string | null;
  set(text: string | null): void;
  listen(listener: Listener): () => void;
}

export function kept(name: string): Kept {
  const key = `openicp.${name}`;
  const listeners = new Set<Listener>();
  let own: string | null = read(key);
  return {
    get: () => own,
    set: (text) => {
      own = text;
      write(key, text);
      for (const listener of listeners) listener();
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** What is kept, read anew with every change. */
export function useKept(one: Kept): string | null {
  return useSyncExternalStore(one.listen, one.get);
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // Private windows of some browsers refuse: the choice holds for this tab.
  }
}
