import { SingleBar as Bar, Presets, type SingleBar } from "cli-progress";

/** Where long work tells how far it is. */
export type Progress = (step: string, done: number, of: number) => void;

/** A bar on stderr, only when it is a terminal; call `stop` before printing anything else. */
export function terminalProgress(stream: NodeJS.WriteStream, quiet: boolean): { tell: Progress; stop: () => void } {
  if (quiet || !stream.isTTY) return { tell: () => undefined, stop: () => undefined };
  const bar: SingleBar = new Bar(
    { format: "{bar} {step}", stream, clearOnComplete: true, hideCursor: true, barsize: 24 },
    Presets.shades_classic,
  );
  let started = false;
  return {
    tell: (step, done, of) => {
      if (!started) bar.start(of, done, { step });
      else {
        bar.setTotal(of);
        bar.update(done, { step });
      }
      started = true;
    },
    stop: () => {
      if (started) bar.stop();
      started = false;
    },
  };
}
