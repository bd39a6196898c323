import { ApiError } from "./errors.ts";

/** The pieces of a body, as long as they are no more than may be. */
export async function* limited(body: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > most) throw tooLarge(most);
    yield piece;
  }
}

/** What is told of a body that is larger. */
export function tooLarge(most: number): ApiError {
  const said = most >= 1e9 ? `${most / 1e9} GB` : most >= 1e6 ? `${most / 1e6} MB` : `${most} bytes`;
  return new ApiError("too_large", `a file may have ${said}: pack it (gzip or zip), or export it in parts`);
}
