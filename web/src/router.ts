import { createRouter } from "@tanstack/react-router";
import { makeClient } from "./api/client.ts";
import { routeTree } from "./routes.tsx";

export const client = makeClient(() => {
  client.removeQueries({ queryKey: ["session"] });
  void router.invalidate();
});

export const router = createRouter({
  routeTree,
  context: { client },
  defaultPreload: "intent",
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
