import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** What Prometheus reads. */
export interface Metrics {
  readonly registry: Registry;
  /** An answered request; `route` is its pattern, so that there are as many series as routes. */
  request(method: string, route: string, status: number, seconds: number): void;
  job(kind: string, state: string, seconds: number): void;
}

const FAST = [0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const SLOW = [0.1, 0.5, 1, 5, 15, 60, 300, 1800];

/** A registry of its own, so that two servers in one process do not meet. */
export function makeMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: "openicp_http_request_duration_seconds",
    help: "Answered requests by method, route and status",
    labelNames: ["method", "route", "status"],
    buckets: FAST,
    registers: [registry],
  });
  const jobs = new Histogram({
    name: "openicp_job_duration_seconds",
    help: "Finished jobs by kind and state",
    labelNames: ["kind", "state"],
    buckets: SLOW,
    registers: [registry],
  });
  const failed = new Counter({
    name: "openicp_job_failures_total",
    help: "Jobs that failed, by kind",
    labelNames: ["kind"],
    registers: [registry],
  });
  return {
    registry,
    request: (method, route, status, seconds) => requests.observe({ method, route, status: String(status) }, seconds),
    job: (kind, state, seconds) => {
      jobs.observe({ kind, state }, seconds);
      if (state === "failed") failed.inc({ kind });
    },
  };
}
