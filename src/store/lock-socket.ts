import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { createConnection, createServer, type Server } from "node:net";
import { type Holder, readHolder } from "./lock-holder.ts";

/** How long the holder may take to answer: it may be deep in a query. */
const PATIENCE = 700;

/**
 * The socket's name in the kernel's own space (no file): from the folder's device and inode, so that every path to it, a bind mount too,
 * gives the same. One network namespace (container) does not see another's.
 */
function nameOf(dir: string): string {
  const { dev, ino } = statSync(dir, { bigint: true });
  return `\0openicp-${createHash("sha256").update(`${dev}:${ino}`).digest("hex").slice(0, 32)}`;
}

/** Takes the name; null when another process has it. The kernel frees it when its process ends, whatever ends it. */
export async function holdSocket(dir: string, holder: () => Holder): Promise<Server | null> {
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.end(JSON.stringify(holder()));
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(null) : reject(error),
    );
    server.listen({ path: nameOf(dir), exclusive: true }, () => {
      server.unref();
      resolve(server);
    });
  });
}

/** Asks who has it. `"gone"`: it was freed meanwhile; null: it does not answer. */
export async function askSocket(dir: string): Promise<Holder | "gone" | null> {
  return new Promise((resolve) => {
    const socket = createConnection({ path: nameOf(dir) });
    let text = "";
    const end = (answer: Holder | "gone" | null) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => end(null), PATIENCE);
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => {
      text += chunk;
    });
    socket.on("end", () => end(readHolder(text)));
    socket.on("error", () => end("gone"));
  });
}
