import { fromInputDateTime } from "../../../ui/format.ts";
import type { Values } from "../room/command-dialog.tsx";

/** The due time of a form as the command takes it; null where none was chosen. */
export const dueIn = (values: Values) => (values.dueAt ? (fromInputDateTime(values.dueAt) ?? values.dueAt) : null);
