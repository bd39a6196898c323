import { Icon } from "../components/icon.tsx";
import { Menu, MenuItem } from "../components/menu.tsx";
import { setLine, useLine } from "./line.ts";
import { useSession } from "./session.ts";

/** Which profile the pages are about, where the workspace has several. */
export function LinePicker() {
  const { lines } = useSession();
  const line = useLine();
  if (lines.length < 2) return null;
  const name = lines.find(({ id }) => id === line)?.name ?? line;
  return (
    <div className="mt-3">
      <Menu
        label="Product line"
        className="flex h-8 max-md:h-10 w-full items-center justify-between rounded-md border border-edge bg-paper px-2"
        trigger={
          <>
            <span className="truncate">{name}</span> <Icon name="down" />
          </>
        }
      >
        {lines.map(({ id, name: other, in_force }) => (
          <MenuItem key={id} onSelect={() => setLine(id)} checked={id === line}>
            {other} <span className="text-soft">{in_force === null ? "nothing in force" : `version ${in_force}`}</span>
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
