import { expect, test } from "vitest";
import { routesOf } from "./pages.server.ts";

type Route = Parameters<typeof routesOf>[0][number];
const page = (id: string, path?: string, children: Route[] = []): Route => ({ id, path, children });
const tree = [
  page("root", "", [
    { ...page("home"), index: true },
    page("units", "incidents/units"),
    page("portal", undefined, [
      page("board", "incidents"),
      page("room", "incidents/:incidentId"),
      page("submissions", "submissions", [page("import", "import"), page("one", ":submissionId")]),
      page("missing", "*"),
    ]),
  ]),
];
const found = (path: string) => [...routesOf(tree, path)].sort();

test("a branch is the page with its layouts, and what stands above it by path", () => {
  expect(found("/incidents")).toEqual(["board", "home", "portal", "root"]);
  expect(found("/incidents/5")).toEqual(["board", "home", "portal", "room", "root"]);
  expect(found("/submissions/import")).toEqual(["home", "import", "portal", "root", "submissions"]);
  expect(found("/nowhere/at/all")).toEqual(["home", "missing", "portal", "root"]);
});

test("what is written out goes before what has a parameter, as in the whole map", () => {
  expect(found("/incidents/units")).toEqual(["board", "home", "portal", "root", "units"]);
});

test("a page's data belongs to the page; the map of routes is asked of the whole", () => {
  expect(found("/incidents/5.data")).toEqual(found("/incidents/5"));
  expect(found("/_root.data")).toEqual(["home", "root"]);
  expect(found("/__manifest")).toEqual([]);
});
