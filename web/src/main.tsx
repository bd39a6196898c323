import "./styles/app.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { HintLayer } from "./components/hint.tsx";
import { Toasts } from "./components/toast.tsx";
import { client, router } from "./router.ts";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Toasts>
        <RouterProvider router={router} />
        <HintLayer onMore={(href) => void router.navigate({ href })} />
      </Toasts>
    </QueryClientProvider>
  </StrictMode>,
);
