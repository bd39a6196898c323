import type { Contrast } from "../../buyers/contrasts.ts";

/** Contrasts as a document holds them. */
export function contrastsOf<One extends Contrast>(
  contrasts: readonly One[],
): (Omit<One, "rate_interval" | "interval"> & {
  rate_interval: [number, number];
  interval: [number, number] | null;
})[] {
  return contrasts.map((one) => ({
    ...one,
    rate_interval: [...one.rate_interval],
    interval: one.interval === null ? null : [...one.interval],
  }));
}
