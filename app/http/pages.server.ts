import { createRemixRequest, sendRemixResponse } from "@remix-run/express/dist/server.js";
import { type AppLoadContext, createRequestHandler, type ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/react";
import type { RequestHandler } from "express";
import { bodyOf } from "./whole-page.server.ts";

type Answer = ReturnType<typeof createRequestHandler>;
type Build = ServerBuild | (() => Promise<ServerBuild>);

/** So many paths are remembered with their branch of the map; beyond it the memory starts anew. */
const REMEMBERED = 2000;

/** Answers requests for pages and their data, as Remix's adapter for Express does; whole pages are sent as they are. */
export function pages(build: Build, mode: string, loadContext: () => AppLoadContext): RequestHandler {
  const answerTo = typeof build === "function" ? always(createRequestHandler(build, mode)) : byBranch(build, mode);
  return async (request, response, next) => {
    try {
      const answer = await answerTo(request.path)(createRemixRequest(request, response), loadContext());
      const body = bodyOf(answer);
      if (!body) return await sendRemixResponse(response, answer);
      response.status(answer.status);
      for (const [name, value] of answer.headers) response.append(name, value);
      response.end(request.method === "HEAD" ? undefined : body);
    } catch (error) {
      next(error);
    }
  };
}

const always = (answer: Answer) => () => answer;

/**
 * Remix looks a path up in the whole map several times a request, and builds the router of the page from the whole map. Each
 * branch (a page with its layouts, and what stands above it by path) is therefore a small build of its own.
 */
export function byBranch(build: ServerBuild, mode: string): (path: string) => Answer {
  const whole = createRequestHandler(build, mode);
  const tree = treeOf(build.routes);
  const branches = new Map<string, Answer>();
  const known = new Map<string, Answer>();
  return (path) => {
    let answer = known.get(path);
    if (answer) return answer;
    const ids = routesOf(tree, path);
    const key = [...ids].sort().join(" ");
    answer = ids.size === 0 ? whole : branches.get(key);
    if (!answer) {
      answer = createRequestHandler(only(build, ids), mode);
      branches.set(key, answer);
    }
    if (known.size >= REMEMBERED) known.clear();
    known.set(path, answer);
    return answer;
  };
}

type Tree = { id: string; path?: string; index?: boolean; caseSensitive?: boolean; children: Tree[] };

const treeOf = (routes: ServerBuild["routes"], parentId?: string): Tree[] =>
  Object.values(routes)
    .filter((route) => route !== undefined && route.parentId === parentId)
    .map((route) => ({ ...route!, children: treeOf(routes, route!.id) }));

/** The routes that a path and the paths above it lead to: what a page is made of, and what its browser is told of at first. None: unknown. */
export function routesOf(tree: Tree[], path: string): Set<string> {
  const page = path.replace(/\.data$/, "").replace(/^\/_root$/, "/");
  const own = matchRoutes(tree as never, page);
  if (!own || page === "/__manifest") return new Set();
  const parts = page.split("/").filter(Boolean);
  const above = parts.map((_, i) => `/${parts.slice(0, i).join("/")}`);
  const matches = [own, ...above.map((one) => matchRoutes(tree as never, one) ?? [])].flat();
  return new Set(matches.map((match) => match.route.id as string));
}

function only(build: ServerBuild, ids: Set<string>): ServerBuild {
  const kept = <T>(all: { [id: string]: T }) => Object.fromEntries(Object.entries(all).filter(([id]) => ids.has(id)));
  return { ...build, routes: kept(build.routes), assets: { ...build.assets, routes: kept(build.assets.routes) } };
}
