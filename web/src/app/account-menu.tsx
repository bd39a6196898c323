import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { ask } from "../api/ask.ts";
import { Icon } from "../components/icon.tsx";
import { Menu, MenuItem, MenuLine } from "../components/menu.tsx";
import { useToast } from "../components/toast.tsx";
import { forgetPlace } from "./navigation.ts";
import { useSession } from "./session.ts";
import { setTheme, type Theme, useTheme } from "./theme.ts";

const THEMES: readonly (readonly [Theme, string])[] = [
  ["system", "Light or dark as the system"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** Who is signed in, the theme, and the way out. */
export function AccountMenu() {
  const { user } = useSession();
  const theme = useTheme();
  const signOut = useSignOut();
  return (
    <Menu
      label="Account"
      className="flex w-full items-center justify-between gap-2 rounded-md px-2 py-1 text-left hover:bg-tint"
      trigger={
        <>
          <span className="min-w-0">
            <span className="block truncate">{user.name}</span>
            <span className="block text-xs text-soft">{user.role}</span>
          </span>
          <Icon name="down" />
        </>
      }
    >
      {THEMES.map(([value, name]) => (
        <MenuItem key={value} onSelect={() => setTheme(value)} checked={theme === value}>
          {name}
        </MenuItem>
      ))}
      <MenuLine />
      <MenuItem onSelect={() => void signOut()}>Sign out</MenuItem>
    </Menu>
  );
}

/** Signs out here; what the pages hold of the workspace is forgotten. */
export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  const navigate = useNavigate();
  const toast = useToast();
  return async () => {
    const answer = await ask("POST", "/api/auth/sign-out");
    if (!answer.ok) return toast({ text: answer.fault.message });
    forgetPlace();
    await navigate({ to: "/sign-in" });
    client.clear();
  };
}
