import { useNavigate } from "@tanstack/react-router";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { countText } from "../app/words.ts";
import { Icon } from "../components/icon.tsx";
import { type Group, type Thing, useThings } from "./things.ts";

/** A field that leads anywhere: type a few letters, Enter goes there. */
export function CommandField({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog.Root open onOpenChange={(now) => (now ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[#0008]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed z-50 flex flex-col overflow-hidden bg-raised shadow-[0_8px_40px_#0004] max-md:inset-0 md:top-[12vh] md:left-1/2 md:max-h-[70vh] md:w-[36rem] md:max-w-[calc(100vw-4rem)] md:-translate-x-1/2 md:rounded-md"
        >
          <Dialog.Title className="sr-only">Go to</Dialog.Title>
          <Finder onClose={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Finder({ onClose }: { readonly onClose: () => void }) {
  const navigate = useNavigate();
  const id = useId();
  const [text, setText] = useState("");
  /** What the arrow keys or the pointer chose; null for the first. */
  const [chosen, setChosen] = useState<string | null>(null);
  /** Enter was pressed before the accounts were found. */
  const [hasty, setHasty] = useState(false);
  const { groups, looking, fault } = useThings(text);
  const things = groups.flatMap((group) => group.things);
  const at = Math.max(
    0,
    things.findIndex((thing) => thing.id === chosen),
  );
  const active = things[at];
  const go = ({ href }: Thing): void => {
    onClose();
    void navigate({ href });
  };
  const goFirst = useRef(() => {});
  goFirst.current = () => {
    setHasty(false);
    if (active !== undefined) go(active);
  };
  useEffect(() => {
    if (hasty && !looking) goFirst.current();
  }, [hasty, looking]);
  useEffect(() => {
    if (active !== undefined) document.getElementById(idOf(id, active.id))?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  const step = (by: number): void => {
    const next = things[(at + by + things.length) % things.length];
    if (next !== undefined) setChosen(next.id);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter") {
      event.preventDefault();
      // An account may be meant, and stand first in a moment.
      if (looking && chosen === null && groups[0]?.name !== "Pages") setHasty(true);
      else if (active !== undefined) go(active);
    }
  };
  return (
    <>
      <div className="flex items-center gap-2 border-b border-line px-3">
        <Icon name="search" />
        <input
          // biome-ignore lint/a11y/noAutofocus: the field is what the dialog was opened for
          autoFocus
          type="text"
          role="combobox"
          aria-label="Go to a page, an account, a list, or the guide"
          aria-expanded="true"
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : idOf(id, active.id)}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder="A page, an account, a list, the guide"
          className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-soft"
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setChosen(null);
            setHasty(false);
          }}
          onKeyDown={onKey}
        />
        <Dialog.Close
          aria-label="Close"
          className="-mr-2 flex size-10 shrink-0 items-center justify-center rounded-md hover:bg-wash"
        >
          <Icon name="close" />
        </Dialog.Close>
      </div>
      <div id={id} role="listbox" aria-label="Where to go" className="min-h-0 flex-1 overflow-y-auto py-2">
        {groups.map((group) => (
          <Things key={group.name} id={id} group={group} active={active} onChoose={setChosen} onGo={go} />
        ))}
      </div>
      <p role="status" className={things.length === 0 || fault !== null ? "px-4 pb-4 text-soft" : "sr-only"}>
        {fault ??
          (looking
            ? "Looking for accounts"
            : things.length === 0
              ? "Nothing is called that."
              : countText(things.length, "result"))}
      </p>
    </>
  );
}

/** An id may be pointed at by another element only without spaces. */
function idOf(list: string, name: string): string {
  return `${list}-${encodeURIComponent(name)}`;
}

interface ThingsProps {
  readonly id: string;
  readonly group: Group;
  readonly active: Thing | undefined;
  readonly onChoose: (id: string) => void;
  readonly onGo: (thing: Thing) => void;
}

function Things({ id, group: { name, icon, things }, active, onChoose, onGo }: ThingsProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: within a listbox a group is this
    <div role="group" aria-labelledby={idOf(id, name)} className="mb-2">
      <p id={idOf(id, name)} className="px-4 py-1 text-xs text-soft">
        {name}
      </p>
      {things.map((thing) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus, and its keys choose
        <div
          key={thing.id}
          id={idOf(id, thing.id)}
          role="option"
          tabIndex={-1}
          aria-selected={thing.id === active?.id}
          className="mx-2 flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2 aria-selected:bg-tint max-md:min-h-11"
          onPointerMove={() => onChoose(thing.id)}
          onClick={() => onGo(thing)}
        >
          <Icon name={thing.icon ?? icon} />
          <span className="flex min-w-0 flex-1 max-md:flex-col md:items-baseline md:gap-4">
            <span className="truncate">{thing.name}</span>
            {thing.note === undefined || thing.note === "" ? null : (
              <span className="min-w-0 truncate text-sm text-soft md:ml-auto">{thing.note}</span>
            )}
          </span>
        </div>
      ))}
    </div>
  );
}
