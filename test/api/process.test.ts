import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, scratch } from "../cli/openicp.ts";

const folder = scratch();

describe("the server as a process", () => {
  it("lets a request that runs end when it is told to stop, and exits with 0", async () => {
    const dir = join(folder, "served");
    const cli = (...args: string[]) =>
      spawn(process.execPath, [join(ROOT, "bin/openicp.js"), ...args], { stdio: ["ignore", "pipe", "pipe"] });
    await new Promise((resolve) => cli("init", dir).on("exit", resolve));
    const child = cli("serve", "--workspace", dir, "--port", "0", "--json", "--log", "info");
    const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
    const { origin, entry } = JSON.parse(
      await new Promise<string>((resolve) => child.stdout.once("data", (chunk) => resolve(String(chunk)))),
    );
    const token = entry.split("token=")[1];
    const body = JSON.stringify({ token, name: "Ann", email: "ann@firm.example", password: "a long pass phrase" });
    const half = Math.floor(body.length / 2);
    let send: (chunk: string | null) => void = () => undefined;
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => {
        send = (chunk) => (chunk === null ? controller.close() : controller.enqueue(new TextEncoder().encode(chunk)));
      },
    });
    const headers = { "content-type": "application/json", origin };
    const answer = fetch(`${origin}/api/setup`, {
      method: "POST",
      headers,
      body: stream,
      duplex: "half",
    } as RequestInit);
    send(body.slice(0, half));
    await expect.poll(async () => (await fetch(`${origin}/api/ready`)).status).toBe(200);
    child.kill("SIGTERM");
    await expect
      .poll(() =>
        fetch(`${origin}/api/health`).then(
          () => "open",
          () => "closed",
        ),
      )
      .toBe("closed");
    send(body.slice(half));
    send(null);
    expect((await answer).status).toBe(200);
    expect(await ended).toBe(0);
    expect(readFileSync(join(dir, "workspace.json"), "utf8")).toContain('"format": 1');
  });
});
