import { pino } from "pino";
import { env } from "./env.ts";

/** Structured log on stderr. Never log personal data: ids yes; names, texts, phones no. */
export const log = pino(
  {
    level: env().LIANXI_LOG,
    base: { pid: process.pid },
    redact: { paths: ["*.password", "*.phone", "*.token", "req.headers.cookie", "input"], censor: "…" },
  },
  pino.destination({ dest: 2, sync: true }),
);
