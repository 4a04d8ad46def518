import { index, layout, type RouteConfig, route } from "@remix-run/route-config";

/** The map of URLs. */
export default [
  index("routes/home.tsx"),
  route("sign-in", "routes/sign-in.tsx"),
  route("sign-in/password", "routes/sign-in.password.tsx"),
  route("sign-out", "routes/sign-out.tsx"),
  route("locale", "routes/locale.tsx"),
  route("session", "routes/session.tsx"),
  route("commands", "routes/commands.ts"),
  route("incidents/units", "routes/incidents.units.ts"),
  route("incidents/report-sources", "routes/incidents.report-sources.ts"),
  layout("routes/portal.tsx", [
    route("incidents", "routes/incidents._index.tsx"),
    route("me", "routes/me.tsx", [
      index("routes/me.account.tsx"),
      route("sessions", "routes/me.sessions.tsx"),
      route("password", "routes/me.password.tsx"),
      route("totp", "routes/me.totp.tsx"),
    ]),
    route("*", "routes/not-found.tsx"),
  ]),
] satisfies RouteConfig;
