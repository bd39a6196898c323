import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";

interface Tab {
  readonly id: string;
  readonly name: string;
  readonly body: ReactNode;
}

/** Parts of a page of which one is shown; arrow keys go from one to the next. */
export function Tabs({ label, tabs, value, onChange }: TabsProps) {
  return (
    <Radix.Root value={value} onValueChange={onChange}>
      <Radix.List
        aria-label={label}
        className="scroll-x no-print mb-6 flex gap-6 border-b border-line [scrollbar-width:none]"
      >
        {tabs.map(({ id, name }) => (
          <Radix.Trigger
            key={id}
            value={id}
            className="-mb-px h-10 border-b-2 border-transparent whitespace-nowrap text-soft -outline-offset-2 hover:text-ink data-[state=active]:border-accent data-[state=active]:font-semibold data-[state=active]:text-ink"
          >
            {name}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ id, body }) => (
        <Radix.Content key={id} value={id}>
          {body}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

interface TabsProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly value: string;
  readonly onChange: (id: string) => void;
}
