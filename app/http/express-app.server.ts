import { randomBytes, timingSafeEqual } from "node:crypto";
import express, {
  type ErrorRequestHandler,
  type Express,
  type NextFunction,
  type Request,
  type Response,
} from "express";
import { env } from "#domain/kernel/env.ts";
import { newId } from "#domain/kernel/id.ts";
import { log } from "#domain/kernel/log.ts";
import { type Sentence, say } from "#domain/kernel/sentence.ts";
import { DATA_HEADER } from "./actor.server.ts";
import { isReady, type Probes, readiness } from "./health.server.ts";
import { countRequest, metricsPage } from "./metrics.server.ts";
import { sameOrigin } from "./origin.ts";
import { inRequestScope, requestScope } from "./request-scope.server.ts";
import { securityHeaders } from "./security-headers.server.ts";

/** Largest bodies: a form or JSON, and one with files. */
const BODY_LIMIT = 1024 * 1024;
const UPLOAD_LIMIT = 64 * 1024 * 1024;

export type Parts = {
  /** Answers what is left: pages and their data. */
  pages: express.RequestHandler;
  /** Serves the built client, or the development server's modules. */
  assets: express.RequestHandler;
  routeName: (path: string) => string;
  probes: Probes;
};

/** The portal's HTTP side, in this order: scope and log, headers, probes, assets, origin, size, pages, error page. */
export function expressApp({ pages, assets, routeName, probes }: Parts): Express {
  const { LIANXI_MODE, LIANXI_TRUST_PROXY, NODE_ENV } = env();
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("trust proxy", LIANXI_TRUST_PROXY === "1" ? 1 : false);
  app.use(scope(routeName));
  app.use(securityHeaders({ dev: NODE_ENV === "development", https: LIANXI_MODE === "production" }));
  app.get("/healthz", (_request, response) => void response.type("text").send("ok\n"));
  app.get("/readyz", async (_request, response) => {
    const checks = await readiness(probes);
    const ready = isReady(checks);
    response.status(ready ? 200 : 503).json({ ready, checks });
  });
  app.get("/metrics", mayReadMetrics, async (_request, response) => {
    const { type, text } = await metricsPage();
    response.type(type).send(text);
  });
  app.use(assets);
  app.use(ownPagesOnly, bodyLimit);
  app.use((request, response, next) => {
    response.setHeader("Cache-Control", "private, no-store");
    // Only this server says what a request is; the header of a client does not count.
    delete request.headers[DATA_HEADER.toLowerCase()];
    if (request.path.endsWith(".data")) request.headers[DATA_HEADER.toLowerCase()] = "1";
    pages(request, response, next);
  });
  app.use(lastResort);
  return app;
}

/** Addresses that are no pages; the router's manifest among them. */
const own = ["/healthz", "/readyz", "/metrics", "/__manifest", "/sw.js"];

/** Opens the request's scope; logs and counts its end. The log holds no query string, no body, no name. */
function scope(routeName: (path: string) => string): express.RequestHandler {
  return (request, response, next) => {
    const id = newId();
    const nonce = randomBytes(16).toString("base64");
    const startedAt = new Date();
    const begun = performance.now();
    const { path } = request;
    response.locals.nonce = nonce;
    response.setHeader("X-Request-Id", id);
    response.on("close", () => {
      const ms = performance.now() - begun;
      const route = path.startsWith("/assets/") ? "assets" : (own.find((one) => one === path) ?? routeName(path));
      countRequest(request.method, route, response.statusCode, ms);
      const line = {
        requestId: id,
        method: request.method,
        route,
        status: response.statusCode,
        ms: Math.round(ms),
        ...(!response.writableFinished && { aborted: true }),
      };
      if (route === "assets" || own.includes(route)) log.debug(line, "request");
      else log.info(line, "request");
    });
    const address = request.ip ?? "unknown";
    inRequestScope({ id, nonce, address, startedAt, secure: request.secure, memo: new Map() }, next);
  };
}

function ownPagesOnly(request: Request, response: Response, next: NextFunction): void {
  const verdict = sameOrigin(
    {
      method: request.method,
      origin: request.get("Origin"),
      site: request.get("Sec-Fetch-Site"),
      host: hostOf(request),
    },
    env().LIANXI_ORIGIN,
  );
  if (verdict === true) next();
  else refuse(response, 403, verdict);
}

/** The host the browser asked for: what the proxy says where one is trusted. */
const hostOf = (request: Request) =>
  env().LIANXI_TRUST_PROXY === "1" ? (request.get("X-Forwarded-Host") ?? request.get("Host")) : request.get("Host");

/** A body says its length, and stays below the limit of its kind; Node holds it to what it says. */
function bodyLimit(request: Request, response: Response, next: NextFunction): void {
  const length = request.get("Content-Length");
  const limit = request.is("multipart/form-data") ? UPLOAD_LIMIT : BODY_LIMIT;
  const mib = limit / 1024 / 1024;
  if (length === undefined && request.get("Transfer-Encoding")) {
    refuse(
      response,
      411,
      say("请求没有写明长度，没有执行。", "The request does not state its length and was not carried out."),
    );
  } else if (Number(length ?? 0) > limit) {
    response.setHeader("Connection", "close");
    refuse(
      response,
      413,
      say(
        `内容超过 ${mib} MB，没有收下。请压缩或分次提交。`,
        `This is more than ${mib} MB and was not accepted. Compress it or send it in parts.`,
      ),
    );
  } else {
    next();
  }
}

/** From this machine, or with the token; in demo and test mode from this machine only as well. */
function mayReadMetrics(request: Request, response: Response, next: NextFunction): void {
  const token = env().LIANXI_METRICS_TOKEN;
  const given = /^Bearer (.+)$/.exec(request.get("Authorization") ?? "")?.[1];
  const right =
    token !== undefined &&
    given !== undefined &&
    given.length === token.length &&
    timingSafeEqual(Buffer.from(given), Buffer.from(token));
  const local = ["127.0.0.1", "::1", "::ffff:127.0.0.1"].includes(request.ip ?? "") && !request.get("X-Forwarded-For");
  if (right || local) next();
  else refuse(response, 404, say("没有这个页面。", "No such page."));
}

const lastResort: ErrorRequestHandler = (error, _request, response, _next) => {
  // What the file server refuses (a file that is gone, a malformed address) is no failure of ours.
  const refused =
    error instanceof Error && "status" in error && Number(error.status) < 500 ? Number(error.status) : null;
  if (!refused) log.error({ err: error, requestId: requestScope()?.id }, "a request failed");
  if (response.headersSent) response.destroy();
  else if (refused) refuse(response, refused, say("没有这个内容。", "There is no such thing."));
  else
    refuse(
      response,
      500,
      say(
        "系统出错，请稍后再试；仍不行请报编号。",
        "Something went wrong. Try again later; if it fails again, report the id.",
      ),
    );
};

/** A sentence in both languages and the id of the request: for answers that no page of the portal makes. */
function refuse(response: Response, status: number, sentence: Sentence): void {
  const id = requestScope()?.id ?? "";
  response.setHeader("Cache-Control", "no-store");
  const { zh, en } = sentence;
  response.status(status).format({
    text: () => response.send(`${zh}\n${en}\n${id}\n`),
    html: () =>
      response.send(
        `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>联席</title><h1>${zh}</h1><p lang="en">${en}</p><p>${id}</p><p><a href="/">联席 Lianxi</a></p></html>`,
      ),
    json: () => response.json({ ok: false, status, message: sentence, id }),
  });
}
