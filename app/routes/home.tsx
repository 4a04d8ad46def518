import { redirect } from "@remix-run/node";

/** The portal opens on what waits for one. */
export const loader = () => redirect("/inbox");
