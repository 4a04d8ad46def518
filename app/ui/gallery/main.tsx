import { createInstance } from "i18next";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { createBrowserRouter, RouterProvider } from "react-router-dom";
import enShell from "../../locales/en/shell.json";
import enUi from "../../locales/en/ui.json";
import zhShell from "../../locales/zh-CN/shell.json";
import zhUi from "../../locales/zh-CN/ui.json";
import "./gallery.css";
import { IncidentPage } from "./incident-page.tsx";
import { ListPage } from "./list-page.tsx";
import { palette } from "./sample-data.ts";
import { StatesPage } from "./states-page.tsx";

const wanted = new URLSearchParams(location.search);
document.documentElement.dataset.theme = wanted.get("theme") ?? "light";
document.documentElement.lang = wanted.get("lang") ?? "zh-CN";

const i18n = createInstance();
void i18n.init({
  lng: document.documentElement.lang,
  resources: { "zh-CN": { ui: zhUi, shell: zhShell }, en: { ui: enUi, shell: enShell } },
  interpolation: { escapeValue: false },
  initAsync: false,
});

const router = createBrowserRouter([
  { path: "/", element: <StatesPage /> },
  { path: "/submissions", element: <ListPage /> },
  { path: "/incident", element: <IncidentPage />, handle: { menu: "narrow" } },
  { path: "/palette", loader: ({ request }) => palette(new URL(request.url).searchParams.get("q") ?? "") },
]);

createRoot(document.getElementById("root") as HTMLElement).render(
  <I18nextProvider i18n={i18n}>
    <RouterProvider router={router} />
  </I18nextProvider>,
);
