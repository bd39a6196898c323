import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { filtersIn } from "./accounts/filters.ts";
import { fitQuery } from "./api/accounts.ts";
import { faultOf } from "./api/fault-error.ts";
import { sessionQuery } from "./api/queries.ts";
import { lineNow } from "./app/line.ts";
import { landing } from "./app/navigation.ts";
import { NotFound } from "./app/not-found.tsx";
import { PageFault } from "./app/page-fault.tsx";
import { Shell } from "./app/shell.tsx";
import { PageSkeleton } from "./components/skeleton.tsx";

interface Context {
  readonly client: QueryClient;
}

const root = createRootRouteWithContext<Context>()({
  component: Outlet,
  notFoundComponent: NotFound,
  errorComponent: PageFault,
});

/** Pages for people who are not signed in. */
const door = { getParentRoute: () => root, errorComponent: PageFault };

interface Came {
  /** Where they were going. */
  readonly to?: string;
}

const signIn = createRoute({
  ...door,
  path: "/sign-in",
  validateSearch: ({ to }: Record<string, unknown>): Came =>
    typeof to === "string" && /^\/(?!\/)/.test(to) ? { to } : {},
  component: lazyRouteComponent(() => import("./pages/sign-in.tsx"), "SignInPage"),
});
const setUp = createRoute({
  ...door,
  path: "/setup",
  component: lazyRouteComponent(() => import("./pages/set-up.tsx"), "SetUpPage"),
});
const join = createRoute({
  ...door,
  path: "/join",
  component: lazyRouteComponent(() => import("./pages/join.tsx"), "JoinPage"),
});

const demo = createRoute({
  ...door,
  path: "/demo",
  component: lazyRouteComponent(() => import("./pages/demo.tsx"), "DemoPage"),
});

/** Everything behind the door: asks first who is signed in. */
const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  component: Shell,
  errorComponent: PageFault,
  pendingComponent: PageSkeleton,
  beforeLoad: async ({ context, location }) => {
    try {
      const session = await context.client.ensureQueryData(sessionQuery);
      return { session };
    } catch (error) {
      const { code, status } = faultOf(error);
      if (code === "setup_required") throw redirect({ to: "/setup" });
      if (status === 401)
        throw redirect({ to: "/sign-in", search: location.href === "/" ? {} : { to: location.href } });
      throw error;
    }
  },
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: ({ context }) => {
    throw redirect({ to: landing(context.session.user.role) });
  },
});

/** What is asked for in the address of a page that shows a version. */
interface Versioned {
  readonly version?: number;
}

function versioned({ version }: Record<string, unknown>): Versioned {
  const number = Number(version);
  return Number.isInteger(number) && number > 0 ? { version: number } : {};
}

/** Which part of a page is open. */
function parted({ part }: Record<string, unknown>): { readonly part?: string } {
  return typeof part === "string" ? { part } : {};
}

/** A page inside the shell: shown as structure while it loads, as a sentence when it fails. */
const inside = {
  getParentRoute: () => shell,
  pendingComponent: PageSkeleton,
  errorComponent: PageFault,
};

// One line for each page, and one in app/navigation.ts.
const overview = createRoute({
  ...inside,
  path: "/overview",
  component: lazyRouteComponent(() => import("./pages/overview.tsx"), "OverviewPage"),
});
const icp = createRoute({
  ...inside,
  path: "/icp",
  validateSearch: versioned,
  component: lazyRouteComponent(() => import("./pages/icp.tsx"), "IcpPage"),
});
const whatIf = createRoute({
  ...inside,
  path: "/icp/what-if",
  validateSearch: versioned,
  component: lazyRouteComponent(() => import("./pages/what-if.tsx"), "WhatIfPage"),
});
const signOff = createRoute({
  ...inside,
  path: "/icp/sign-off",
  validateSearch: versioned,
  component: lazyRouteComponent(() => import("./pages/sign-off.tsx"), "SignOffPage"),
});
const narrative = createRoute({
  ...inside,
  path: "/narrative",
  component: lazyRouteComponent(() => import("./pages/narrative.tsx"), "NarrativePage"),
});
const start = createRoute({
  ...inside,
  path: "/start",
  component: lazyRouteComponent(() => import("./pages/start.tsx"), "StartPage"),
});
const messaging = createRoute({
  ...inside,
  path: "/messaging",
  component: lazyRouteComponent(() => import("./pages/messaging.tsx"), "MessagingPage"),
});
const proof = createRoute({
  ...inside,
  path: "/proof",
  component: lazyRouteComponent(() => import("./pages/proof.tsx"), "ProofPage"),
});
const versions = createRoute({
  ...inside,
  path: "/versions",
  component: lazyRouteComponent(() => import("./pages/versions.tsx"), "VersionsPage"),
});
const accounts = createRoute({
  ...inside,
  path: "/accounts",
  validateSearch: filtersIn,
  component: lazyRouteComponent(() => import("./pages/accounts.tsx"), "AccountsPage"),
});
const account = createRoute({
  ...inside,
  path: "/accounts/$source/$key",
  // Asked for with the click, and where the pointer rests on its name: its page has the points almost at once.
  loader: ({ context: { client, session }, params: { source, key } }) =>
    void client.prefetchQuery(fitQuery(lineNow(session), source, key)),
  component: lazyRouteComponent(() => import("./pages/account.tsx"), "AccountPage"),
});
const customers = createRoute({
  ...inside,
  path: "/customers",
  component: lazyRouteComponent(() => import("./pages/customers.tsx"), "CustomersPage"),
});
const filter = createRoute({
  ...inside,
  path: "/filter",
  component: lazyRouteComponent(() => import("./pages/filter.tsx"), "FilterPage"),
});
const audit = createRoute({
  ...inside,
  path: "/audit",
  component: lazyRouteComponent(() => import("./pages/audit.tsx"), "AuditPage"),
});
const check = createRoute({
  ...inside,
  path: "/check",
  validateSearch: ({ q }: Record<string, unknown>): { readonly q?: string } =>
    (typeof q === "string" || typeof q === "number") && String(q).trim() !== "" ? { q: String(q) } : {},
  component: lazyRouteComponent(() => import("./pages/check.tsx"), "CheckPage"),
});
const settings = createRoute({
  ...inside,
  path: "/settings",
  validateSearch: parted,
  component: lazyRouteComponent(() => import("./pages/settings.tsx"), "SettingsPage"),
});
const docs = createRoute({
  ...inside,
  path: "/docs",
  component: lazyRouteComponent(() => import("./pages/docs.tsx"), "DocsPage"),
});
const doc = createRoute({
  ...inside,
  path: "/docs/$name",
  component: lazyRouteComponent(() => import("./pages/docs.tsx"), "DocsPage"),
});
const importing = createRoute({
  ...inside,
  path: "/import",
  validateSearch: ({ upload }: Record<string, unknown>): { readonly upload?: string } =>
    typeof upload === "string" ? { upload } : {},
  component: lazyRouteComponent(() => import("./pages/import.tsx"), "ImportPage"),
});
const lists = createRoute({
  ...inside,
  path: "/lists",
  validateSearch: ({ make }: Record<string, unknown>): { readonly make?: true } => (make === true ? { make } : {}),
  component: lazyRouteComponent(() => import("./pages/lists.tsx"), "ListsPage"),
});
const list = createRoute({
  ...inside,
  path: "/lists/$name",
  validateSearch: parted,
  component: lazyRouteComponent(() => import("./pages/list.tsx"), "ListPage"),
});
const tasks = createRoute({
  ...inside,
  path: "/tasks",
  validateSearch: parted,
  component: lazyRouteComponent(() => import("./pages/tasks.tsx"), "TasksPage"),
});
const health = createRoute({
  ...inside,
  path: "/health",
  validateSearch: parted,
  component: lazyRouteComponent(() => import("./pages/health.tsx"), "HealthPage"),
});
const report = createRoute({
  ...inside,
  path: "/reports/$name",
  component: lazyRouteComponent(() => import("./pages/report.tsx"), "ReportPage"),
});
const meeting = createRoute({
  ...inside,
  path: "/meeting/$name",
  component: lazyRouteComponent(() => import("./pages/meeting.tsx"), "MeetingPage"),
});

export const routeTree = root.addChildren([
  signIn,
  setUp,
  join,
  demo,
  shell.addChildren([
    home,
    ...[overview, icp, whatIf, signOff, narrative, start, messaging, proof, versions],
    ...[check, accounts, account, customers, filter, audit],
    ...[importing, lists, list, tasks, health, report, meeting],
    ...[settings, docs, doc],
  ]),
]);
