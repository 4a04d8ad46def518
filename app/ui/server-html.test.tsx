import { createInstance } from "i18next";
import type { ReactElement } from "react";
import { renderToString } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { createStaticHandler, createStaticRouter, StaticRouterProvider } from "react-router-dom/server.js";
import { describe, expect, it } from "vitest";
import shell from "../locales/zh-CN/shell.json" with { type: "json" };
import ui from "../locales/zh-CN/ui.json" with { type: "json" };
import { RenderedAt } from "./clock.ts";
import { ListPage } from "./gallery/list-page.tsx";
import { StatesPage } from "./gallery/states-page.tsx";
import { Timer } from "./timer.tsx";

const i18n = createInstance();
void i18n.init({
  lng: "zh-CN",
  resources: { "zh-CN": { ui, shell } },
  interpolation: { escapeValue: false },
  initAsync: false,
  saveMissing: true,
  missingKeyHandler: (_languages, namespace, key) => console.error(`No text ${namespace}:${key}`),
});

async function htmlOf(path: string, element: ReactElement): Promise<string> {
  const routes = [{ path, element }];
  const handler = createStaticHandler(routes);
  const context = await handler.query(new Request(`http://portal.invalid${path}`));
  if (context instanceof Response) throw new Error("a redirect");
  const router = createStaticRouter(handler.dataRoutes, context);
  return renderToString(
    <I18nextProvider i18n={i18n}>
      <StaticRouterProvider router={router} context={context} hydrate={false} />
    </I18nextProvider>,
  );
}

describe.each([
  ["parts", "/", <StatesPage key="states" />],
  ["a list in the shell", "/submissions", <ListPage key="list" />],
])("the server's HTML of %s", (_name, path, element) => {
  it("has no inline styles, which the Content-Security-Policy would drop", async () => {
    const html = await htmlOf(path, element);
    expect(html).toContain("<h1");
    expect(html.match(/<[^>]*\sstyle="[^"]*"[^>]*>/g) ?? []).toEqual([]);
    expect(html).not.toContain("<style");
  });

  it("skips no level of headings", async () => {
    const levels = [...(await htmlOf(path, element)).matchAll(/<h([1-6])[\s>]/g)].map((one) => Number(one[1]));
    expect(levels[0]).toBe(1);
    for (let i = 1; i < levels.length; i++)
      expect((levels[i] as number) - (levels[i - 1] as number)).toBeLessThanOrEqual(1);
  });
});

it("a timer says the time of the server's rendering, so that the browser's first paint is the same", () => {
  const html = renderToString(
    <I18nextProvider i18n={i18n}>
      <RenderedAt value={Date.parse("2026-11-24T14:34:00+08:00")}>
        <Timer label="首报" dueAt="2026-11-24T14:40:40+08:00" />
      </RenderedAt>
    </I18nextProvider>,
  );
  expect(html.replace(/<[^>]*>/g, "")).toBe("首报 余 06:40");
});
