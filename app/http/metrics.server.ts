import { Counter, collectDefaultMetrics, Gauge, Histogram, register } from "prom-client";

const seconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const http = new Histogram({
  name: "lianxi_http_seconds",
  help: "Duration of HTTP requests",
  labelNames: ["method", "route", "status"],
  buckets: seconds,
});
const commands = new Histogram({
  name: "lianxi_command_seconds",
  help: "Duration of commands",
  labelNames: ["command", "outcome"],
  buckets: seconds,
});
const commandCount = new Counter({
  name: "lianxi_commands_total",
  help: "Commands by outcome: done, a refusal's code, or failed",
  labelNames: ["command", "outcome"],
});
const sockets = new Gauge({ name: "lianxi_sockets", help: "Open sockets of pages" });
collectDefaultMetrics();

/** One answered request; `route` is a pattern of the URL map, never a path. */
export const countRequest = (method: string, route: string, status: number, ms: number): void =>
  http.observe({ method, route, status: `${Math.floor(status / 100)}xx` }, ms / 1000);

/** One command; `outcome` is "done", a refusal's code or "failed". */
export function countCommand(command: string, outcome: string, ms: number): void {
  commandCount.inc({ command, outcome });
  commands.observe({ command, outcome }, ms / 1000);
}

export const countSocket = (change: 1 | -1): void => (change === 1 ? sockets.inc() : sockets.dec());

/** The figures in Prometheus' text format, with its content type. */
export const metricsPage = async (): Promise<{ type: string; text: string }> => ({
  type: register.contentType,
  text: await register.metrics(),
});
