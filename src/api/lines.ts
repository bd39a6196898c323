/** Bytes of one line; what is longer is passed over. */
export const LONGEST_LINE = 1_000_000;

/** The lines of a stream as they come, a group for each piece that arrived: without line ends and empty lines; null for one that is too long. */
export async function* linesOf(
  body: ReadableStream<Uint8Array>,
  longest = LONGEST_LINE,
): AsyncGenerator<readonly (string | null)[]> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  let skipping = false;
  const cut = (text: string, last: boolean): (string | null)[] => {
    const parts = (rest + text).split("\n");
    rest = last ? "" : (parts.pop() ?? "");
    const found: (string | null)[] = [];
    for (const part of parts) {
      if (skipping || part.length > longest) found.push(null);
      else if (part.trim() !== "") found.push(part);
      skipping = false;
    }
    if (rest.length > longest) {
      rest = "";
      skipping = true;
    }
    return found;
  };
  try {
    for (;;) {
      const { done, value } = await reader.read();
      const found = done ? cut(decoder.decode(), true) : cut(decoder.decode(value, { stream: true }), false);
      if (found.length > 0) yield found;
      if (done) return;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/**
 * A stream of what a generator gives, no faster than it is taken away.
 *
 * @param close called once, after the last piece or when nobody takes more: a generator that was never begun runs no `finally` of its own
 */
export function streamOf(
  pieces: AsyncGenerator<string>,
  close: () => Promise<unknown> = async () => undefined,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let over = false;
  const end = async (): Promise<void> => {
    if (over) return;
    over = true;
    await pieces.return(undefined);
    await close();
  };
  return new ReadableStream<Uint8Array>(
    {
      pull: async (controller) => {
        const { done, value } = await pieces.next().catch(async (error: unknown) => {
          await end();
          throw error;
        });
        if (over) return;
        if (done !== true) return controller.enqueue(encoder.encode(value));
        await end();
        controller.close();
      },
      cancel: end,
    },
    { highWaterMark: 0 },
  );
}
