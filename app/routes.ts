import { index, type RouteConfig, route } from "@remix-run/route-config";

/** The map of URLs. */
export default [
  index("routes/home.tsx"),
  route("sign-in", "routes/sign-in.tsx"),
  route("locale", "routes/locale.tsx"),
] satisfies RouteConfig;
