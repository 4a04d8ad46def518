type Route = { id: string; parentId?: string | undefined; path?: string | undefined; index?: boolean | undefined };

/** Names a path by its pattern in the URL map ("/incidents/:incidentId"), so that figures and logs hold no ids. Unknown: "other". */
export function routeNames(routes: Record<string, Route | undefined>): (path: string) => string {
  const pathOf = (route: Route | undefined): string =>
    route ? `${pathOf(route.parentId ? routes[route.parentId] : undefined)}${route.path ? `/${route.path}` : ""}` : "";
  const patterns = [...new Set(Object.values(routes).map((route) => pathOf(route) || "/"))]
    .filter((pattern) => !pattern.includes("*"))
    .map((pattern) => ({
      pattern,
      test: new RegExp(
        `^${pattern
          .replace(/[.+()]/g, "\\$&")
          .replace(/\/:\w+\?/g, "(?:/[^/]+)?")
          .replace(/:\w+/g, "[^/]+")}$`,
      ),
    }))
    .sort((a, b) => a.pattern.split(":").length - b.pattern.split(":").length);
  return (path) => {
    const page = path.replace(/\.data$/, "").replace(/^\/_root$/, "/");
    return patterns.find(({ test }) => test.test(page))?.pattern ?? "other";
  };
}
