import { command } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { PreferencesInput } from "../account-inputs.ts";

const SAVE = `
update person set locale = coalesce($2, locale), theme = coalesce($3, theme), single_keys = coalesce($4, single_keys)
where id = $1 returning locale, theme, single_keys as "singleKeys"`;

/** Language, light or dark, single-letter keys: each may be left out. */
export const changePreferences = command(
  "people.preferences.change",
  PreferencesInput,
  async ({ tx, actor, input }) => {
    const keys = input.singleKeys === undefined ? null : input.singleKeys === "on";
    const [saved] = await sqlIn<{ locale: string; theme: string; singleKeys: boolean }>(tx, SAVE, [
      actor.personId,
      input.locale ?? null,
      input.theme ?? null,
      keys,
    ]);
    await record(tx, "people.preferences.changed", actor.personId, { personId: actor.personId, ...saved! });
    return saved!;
  },
);
