import type { LinksFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Links, Meta, Outlet, Scripts, ScrollRestoration, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { I18nextProvider } from "react-i18next";
import { cityName } from "#domain/people/queries/city.server.ts";
import { whoAsks } from "#http/actor.server.ts";
import { loaderFailure } from "#http/load.server.ts";
import { cookieLocale, isLocale } from "#http/locale.server.ts";
import { ErrorPage } from "./features/error-page/error-page.tsx";
import { textsIn } from "./i18n/i18n.ts";
import { usePageFacts } from "./i18n/page-facts.ts";
import icon from "./icon.svg?url&no-inline";
import stylesheet from "./styles/app.css?url";
import { usePageUp } from "./ui/page-up.ts";

export const links: LinksFunction = () => [
  { rel: "stylesheet", href: stylesheet },
  { rel: "icon", type: "image/svg+xml", href: icon },
];

/** The title of a page that has none of its own: error pages. */
export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.locale === "en" ? "Lianxi" : "联席" }];

export async function loader({ request }: LoaderFunctionArgs) {
  try {
    const asking = await whoAsks(request);
    const locale = asking && isLocale(asking.actor.locale) ? asking.actor.locale : cookieLocale(request);
    return { locale, theme: asking?.session.theme ?? "system", city: await cityName() };
  } catch (error) {
    throw loaderFailure(error, cookieLocale(request));
  }
}

/** The document of every page, error pages too. */
export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData<typeof loader>("root");
  const facts = usePageFacts();
  const locale = data?.locale ?? facts.locale;
  return (
    <html lang={locale} data-theme={data?.theme ?? "system"}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {/* react-aria reads from here what its own style elements must carry. */}
        <meta property="csp-nonce" nonce={facts.nonce} />
        <Meta />
        <Links />
      </head>
      <body>
        <I18nextProvider i18n={textsIn(locale)}>{children}</I18nextProvider>
        <ScrollRestoration nonce={facts.nonce} />
        <Scripts nonce={facts.nonce} />
      </body>
    </html>
  );
}

export default function App() {
  usePageUp();
  return <Outlet />;
}

export function ErrorBoundary() {
  return (
    <main className="mx-auto max-w-[720px]">
      <ErrorPage />
    </main>
  );
}
