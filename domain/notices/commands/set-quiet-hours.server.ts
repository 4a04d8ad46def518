import { command } from "../../kernel/command.server.ts";
import { record } from "../../kernel/record.server.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { QuietHoursInput } from "../inputs.ts";
import { minuteOf } from "../quiet-hours.ts";

/** 免打扰 of the person himself: by duty, hours of his own, or none. */
export const setQuietHours = command("portal.quiet-hours.set", QuietHoursInput, async ({ tx, actor, input, now }) => {
  const { mode, from = "", until = "" } = input;
  const own = mode === "own";
  if (own && (from === "" || until === "" || from === until))
    throw new Refusal(
      "invalid",
      say("请填写起止时间，两者不能相同。", "Fill in both times; they cannot be the same."),
      {
        fields: { from: say("请填写起止时间，两者不能相同", "Both times, not the same") },
      },
    );
  const { personId } = actor;
  if (mode === "duty") await tx.quietHours.deleteMany({ where: { personId } });
  else {
    const row = {
      mode,
      fromMinute: own ? minuteOf(from) : 0,
      untilMinute: own ? minuteOf(until) : 0,
      changedAt: now,
    };
    await tx.quietHours.upsert({ where: { personId }, create: { personId, ...row }, update: row });
  }
  await record(tx, "portal.quiet-hours.changed", personId, {
    personId,
    mode,
    from: own ? from : null,
    until: own ? until : null,
  });
});
