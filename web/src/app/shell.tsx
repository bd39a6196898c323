import { Link, Outlet, useRouterState } from "@tanstack/react-router";
import { Dialog } from "radix-ui";
import { Suspense, useEffect, useState } from "react";
import { CommandButton, useCommand } from "../command/use-command.tsx";
import { Icon, Mark } from "../components/icon.tsx";
import { PageSkeleton } from "../components/skeleton.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { LinePicker } from "./line-picker.tsx";
import { footFor, type Place, placesFor, rememberPlace } from "./navigation.ts";
import { useSession } from "./session.ts";

/** What stands around every page: navigation at the side, or at the foot and in a drawer on a phone. */
export function Shell() {
  const { user } = useSession();
  const places = placesFor(user.role);
  const path = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => rememberPlace(path), [path]);
  const command = useCommand();
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[13rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-4 py-2 text-on-accent focus:translate-y-0"
      >
        Skip to the page
      </a>
      <aside className="no-print sticky top-0 hidden h-dvh flex-col overflow-y-auto border-r border-line bg-wash px-3 py-4 md:flex">
        <Brand />
        <CommandButton onOpen={command.open} />
        <LinePicker />
        <nav aria-label="Main" className="mt-4 flex-1">
          <Places places={places} />
        </nav>
        <AccountMenu />
      </aside>
      <TopBar key={path} places={places} onFind={command.open} />
      <main id="main" tabIndex={-1} className="min-w-0 outline-none">
        <div className="mx-auto w-full max-w-[80rem] px-4 pt-6 pb-24 md:px-8 md:pt-8 md:pb-16">
          <Suspense fallback={<PageSkeleton />}>
            <Outlet />
          </Suspense>
        </div>
      </main>
      <FootBar places={footFor(user.role)} />
      {command.field}
    </div>
  );
}

function Brand() {
  const { workspace } = useSession();
  return (
    <p className="flex min-w-0 items-center gap-2 px-2 font-semibold">
      <Mark />
      <span className="truncate">{workspace.name}</span>
    </p>
  );
}

const GROUPS = ["Profile", "Accounts", "Proof", "Workspace"] as const;

function Places({ places }: { readonly places: readonly Place[] }) {
  return GROUPS.map((group) => {
    const own = places.filter((place) => place.group === group);
    return own.length === 0 ? null : (
      <div key={group} className="mb-4">
        <p className="px-2 pb-1 text-xs text-soft">{group}</p>
        <ul>
          {own.map(({ to, name, icon }) => (
            <li key={to}>
              <Link
                to={to}
                className="flex h-8 items-center gap-2 rounded-md px-2 hover:bg-tint max-md:h-11"
                activeProps={{ className: "bg-tint font-semibold text-accent" }}
              >
                <Icon name={icon} />
                {name}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    );
  });
}

/** On a phone: who and where, and the drawer with every page. It is made anew with every page, and so shut. */
function TopBar({ places, onFind }: { readonly places: readonly Place[]; readonly onFind: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <header className="no-print sticky top-0 z-30 flex h-12 items-center justify-between border-b border-line bg-paper px-2 md:hidden">
      <Brand />
      <button
        type="button"
        aria-label="Go to"
        onClick={onFind}
        className="ml-auto flex size-10 shrink-0 items-center justify-center rounded-md hover:bg-wash"
      >
        <Icon name="search" />
      </button>
      <Dialog.Root open={open} onOpenChange={setOpen}>
        <Dialog.Trigger className="flex h-10 shrink-0 items-center gap-2 rounded-md px-3 hover:bg-wash">
          <Icon name="menu" /> Menu
        </Dialog.Trigger>
        <Dialog.Portal>
          <Dialog.Overlay className="fixed inset-0 z-40 bg-[#0008]" />
          <Dialog.Content
            aria-describedby={undefined}
            className="fixed inset-y-0 right-0 z-40 flex w-72 max-w-[85vw] flex-col overflow-y-auto bg-paper px-3 py-4"
          >
            <div className="mb-3 flex items-center justify-between px-2">
              <Dialog.Title>All pages</Dialog.Title>
              <Dialog.Close
                className="flex size-10 items-center justify-center rounded-md hover:bg-wash"
                aria-label="Close"
              >
                <Icon name="close" />
              </Dialog.Close>
            </div>
            <LinePicker />
            <nav aria-label="All pages" className="mt-2 flex-1">
              <Places places={places} />
            </nav>
            <AccountMenu />
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    </header>
  );
}

function FootBar({ places }: { readonly places: readonly Place[] }) {
  return (
    <nav
      aria-label="Most used"
      className="no-print fixed inset-x-0 bottom-0 z-30 flex border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      {places.map(({ to, name, icon }) => (
        <Link
          key={to}
          to={to}
          className="flex h-14 flex-1 flex-col items-center justify-center gap-1 text-xs"
          activeProps={{ className: "font-semibold text-accent" }}
          inactiveProps={{ className: "text-soft" }}
        >
          <Icon name={icon} />
          {name}
        </Link>
      ))}
    </nav>
  );
}
