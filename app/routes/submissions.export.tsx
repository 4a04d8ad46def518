import { useOutletContext } from "@remix-run/react";
import { ExportDrawer } from "../features/submissions/export-drawer.tsx";

/** The list beside it knows how many there are, or will. */
export default function Export() {
  return <ExportDrawer total={useOutletContext<number | null>()} />;
}
