import { index, layout, type RouteConfig, route } from "@remix-run/route-config";

/** The map of URLs. */
export default [
  index("routes/home.tsx"),
  route("sign-in", "routes/sign-in.tsx"),
  route("sign-in/password", "routes/sign-in.password.tsx"),
  route("sign-out", "routes/sign-out.tsx"),
  route("locale", "routes/locale.tsx"),
  route("session", "routes/session.tsx"),
  route("waiting", "routes/waiting.ts"),
  route("commands", "routes/commands.ts"),
  route("reveal", "routes/reveal.ts"),
  route("oversight/access/export", "routes/oversight.access.export.ts"),
  route("incidents/units", "routes/incidents.units.ts"),
  route("incidents/report-sources", "routes/incidents.report-sources.ts"),
  route("incidents/:incidentId/events", "routes/incidents.$incidentId.events.ts"),
  route("incidents/:incidentId/people", "routes/incidents.$incidentId.people.ts"),
  route("incidents/:incidentId/submissions", "routes/incidents.$incidentId.submissions.ts"),
  route("incidents/:incidentId/attachments", "routes/incidents.$incidentId.attachments.ts"),
  route("incidents/:incidentId/attachments/:attachmentId", "routes/incidents.$incidentId.attachments.$attachmentId.ts"),
  route("palette", "routes/palette.ts"),
  route("admin/tree", "routes/admin.tree.ts"),
  route("admin/preview", "routes/admin.preview.ts"),
  layout("routes/portal.tsx", [
    route("admin", "routes/admin.tsx", [
      index("routes/admin._index.ts"),
      route("units/:unitId?", "routes/admin.units.tsx"),
      route("grants", "routes/admin.grants.tsx"),
      route("sessions", "routes/admin.sessions.tsx"),
      route("changes", "routes/admin.changes.tsx"),
    ]),
    route("incidents", "routes/incidents._index.tsx"),
    route("incidents/:incidentId", "routes/incidents.$incidentId.tsx"),
    route("oversight/access", "routes/oversight.access.tsx", [
      route(":entryId", "routes/oversight.access.$entryId.tsx"),
    ]),
    route("oversight/grants", "routes/oversight.grants.tsx"),
    route("me", "routes/me.tsx", [
      index("routes/me.account.tsx"),
      route("sessions", "routes/me.sessions.tsx"),
      route("password", "routes/me.password.tsx"),
      route("totp", "routes/me.totp.tsx"),
    ]),
    route("*", "routes/not-found.tsx"),
  ]),
] satisfies RouteConfig;
