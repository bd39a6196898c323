/** Vitest's global setup: the command line that the tests run is the one that is shipped. */
export async function setup(): Promise<void> {
  const { build } = (await import("../scripts/build.mjs" as string)) as { build: () => Promise<void> };
  await build();
}
