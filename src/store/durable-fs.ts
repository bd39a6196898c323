import { fsyncSync } from "node:fs";
import { NodeFS } from "@electric-sql/pglite/nodefs";

type Options = Parameters<NodeFS["init"]>[1];
type Module = Parameters<NonNullable<NonNullable<Options["preRun"]>[number]>>[0];

interface Stream {
  readonly nfd: number;
  readonly node: { readonly mode: number };
}

const FOLDER = 0o040000;
const KIND = 0o170000;

/** Brings an open file or folder to the disk. Windows cannot do that for a folder; its file system keeps names safe by itself. */
function fsync({ nfd, node }: Stream): number {
  if (process.platform === "win32" && (node.mode & KIND) === FOLDER) return 0;
  fsyncSync(nfd);
  return 0;
}

/**
 * PGlite's file system on a folder, with a real fsync. PGlite's own takes every fsync for done: its stream operations lack that one
 * function, which this adds. With PostgreSQL started with fsync=on, a commit is then on the disk before it is acknowledged.
 *
 * @param sync another fsync, for tests that cut the power
 */
export function durableFs(dir: string, sync: (stream: Stream) => number = fsync): NodeFS {
  const plain = new NodeFS(dir);
  const init = plain.init.bind(plain);
  plain.init = async (pg, options) => {
    const { emscriptenOpts } = await init(pg, options);
    const addSync = (module: Module) => {
      Object.assign((module as unknown as { NODEFS: { stream_ops: object } }).NODEFS.stream_ops, { fsync: sync });
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] } };
  };
  return plain;
}
