import { addPerson } from "./add-person.server.ts";
import { addUnit } from "./add-unit.server.ts";
import { closeUnit } from "./close-unit.server.ts";
import { disablePerson, enablePerson } from "./disable-person.server.ts";
import { editPerson } from "./edit-person.server.ts";
import { editUnit } from "./edit-unit.server.ts";
import { endPersonSession } from "./end-person-session.server.ts";
import { giveGrant } from "./give-grant.server.ts";
import { resetPassword } from "./reset-password.server.ts";
import { revokeGrant } from "./revoke-grant.server.ts";

/** Intent → command, for the pages of the register. */
export const registerCommands = {
  "add-unit": addUnit,
  "edit-unit": editUnit,
  "close-unit": closeUnit,
  "add-person": addPerson,
  "edit-person": editPerson,
  "disable-person": disablePerson,
  "enable-person": enablePerson,
  "reset-password": resetPassword,
  "end-session": endPersonSession,
  give: giveGrant,
  revoke: revokeGrant,
} as const;
export type RegisterIntent = keyof typeof registerCommands;
