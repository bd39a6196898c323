import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { buttonClass } from "./button.tsx";
import { Icon } from "./icon.tsx";

export interface Pick {
  readonly value: string;
  readonly name: ReactNode;
  /** How many there are. */
  readonly n: number;
}

/** Several of a few: the menu stays open while one ticks. */
export function PickMenu({ label, picks, chosen, onChange, onOpen, busy = false }: PickMenuProps) {
  const turn = (value: string): void =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <DropdownMenu.Root modal={false} onOpenChange={(open) => (open ? onOpen?.() : undefined)}>
      <DropdownMenu.Trigger className={buttonClass("plain", chosen.length > 0 ? "border-accent bg-tint" : "")}>
        {label}
        {chosen.length === 0 ? null : (
          <span className="font-semibold text-accent">
            <span className="sr-only">, chosen: </span>
            {chosen.length}
          </span>
        )}
        <Icon name="down" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[min(24rem,var(--radix-dropdown-menu-content-available-height))] max-w-[calc(100vw-1rem)] min-w-56 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-[0_4px_24px_#0003]"
        >
          {picks.map(({ value, name, n }) => (
            <DropdownMenu.CheckboxItem
              key={value}
              className="flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 outline-none data-[highlighted]:bg-tint max-md:min-h-10"
              checked={chosen.includes(value)}
              onSelect={(event) => {
                event.preventDefault();
                turn(value);
              }}
            >
              <span className="w-4 shrink-0">{chosen.includes(value) ? <Icon name="check" /> : null}</span>
              <span className="min-w-0 flex-1">{name}</span>
              <span className="pl-4 text-soft">{n.toLocaleString()}</span>
            </DropdownMenu.CheckboxItem>
          ))}
          {picks.length === 0 ? (
            <DropdownMenu.Label className="px-2 py-1 text-soft">
              {busy ? "Counting" : "Nothing to choose"}
            </DropdownMenu.Label>
          ) : null}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

interface PickMenuProps {
  readonly label: string;
  readonly picks: readonly Pick[];
  /** Values that are ticked. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly onOpen?: () => void;
  readonly busy?: boolean;
}
