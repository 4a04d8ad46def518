import { useRouteLoaderData } from "@remix-run/react";
import type { SubmissionsPage } from "#domain/submissions/queries/page.server.ts";
import { ExportDrawer } from "../features/submissions/export-drawer.tsx";

/** The list beside it knows how many there are. */
export default function Export() {
  const data = useRouteLoaderData("routes/submissions") as { page: SubmissionsPage } | undefined;
  return <ExportDrawer total={data?.page.list.total ?? 0} />;
}
