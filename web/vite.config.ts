import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { glossary } from "./glossary.ts";

/** The API while the app is worked on: a server that runs beside it, `openicp serve`. */
const API = "http://127.0.0.1:7878";
const FIRST = new URL("src/app/first-paint.ts", import.meta.url).pathname;

/** Runs a small file before the first paint, as the server's rules allow no script in the page itself. */
function firstPaint(): Plugin {
  return {
    name: "first-paint",
    buildStart() {
      if (this.environment.mode === "build") this.emitFile({ type: "chunk", id: FIRST, name: "first-paint" });
    },
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle }) => {
        const chunk = Object.values(bundle ?? {}).find((one) => one.type === "chunk" && one.facadeModuleId === FIRST);
        const attrs =
          chunk === undefined ? { type: "module", src: "/src/app/first-paint.ts" } : { src: `/${chunk.fileName}` };
        return [{ tag: "script", attrs, injectTo: "head-prepend" }];
      },
    },
  };
}

// biome-ignore lint/style/noDefaultExport: Vite reads the default export
export default defineConfig({
  root: new URL(".", import.meta.url).pathname,
  plugins: [react(), tailwindcss(), firstPaint(), glossary()],
  build: {
    outDir: new URL("../dist/web", import.meta.url).pathname,
    emptyOutDir: true,
    // Where `light-dark()` is known; for older browsers the stylesheet would say everything twice.
    target: ["chrome123", "edge123", "firefox120", "safari17.5"],
    // The server allows scripts only from files of its own.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { proxy: { "/api": API } },
});
