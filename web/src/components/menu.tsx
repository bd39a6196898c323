import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { Icon } from "./icon.tsx";

interface MenuProps {
  /** What the menu is for, said before the trigger's own words. */
  readonly label: string;
  readonly trigger: ReactNode;
  readonly className?: string;
  readonly children: ReactNode;
}

export function Menu({ label, trigger, className = "", children }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={className}>
        <span className="sr-only">{label}: </span>
        {trigger}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 min-w-48 rounded-md border border-line bg-raised p-1 shadow-[0_4px_24px_#0003]"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const ITEM =
  "flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2 outline-none data-[disabled]:opacity-55 data-[highlighted]:bg-tint max-md:min-h-10";

/** One thing to choose; with `checked` it is one of several of which one holds. */
export function MenuItem({ onSelect, checked, disabled = false, children }: MenuItemProps) {
  if (checked === undefined)
    return (
      <DropdownMenu.Item className={ITEM} onSelect={onSelect} disabled={disabled}>
        {children}
      </DropdownMenu.Item>
    );
  return (
    <DropdownMenu.CheckboxItem className={ITEM} checked={checked} onSelect={onSelect} disabled={disabled}>
      <span className="w-4">{checked ? <Icon name="check" /> : null}</span>
      {children}
    </DropdownMenu.CheckboxItem>
  );
}

interface MenuItemProps {
  readonly onSelect: () => void;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

export function MenuLine() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}

/** Things to choose that belong together, under what they have in common. */
export function MenuGroup({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <DropdownMenu.Group>
      <DropdownMenu.Label className="px-2 pt-1 text-sm text-soft">{label}</DropdownMenu.Label>
      {children}
    </DropdownMenu.Group>
  );
}
