import { command } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound, permit, stale } from "../../kernel/refusal.ts";
import { limitRules } from "../../permissions/notices.ts";
import { AcceptLimitInput } from "../inputs.ts";

/** The stream of what is set for the whole portal. */
export const PORTAL_STREAM = "00000000-0000-7000-8000-000000000001";

/** Sets how many minutes a unit has to accept at one level. What is dispatched already keeps its time. */
export const changeAcceptLimit = command(
  "portal.accept-limit.change",
  AcceptLimitInput,
  async ({ tx, actor, input, now }) => {
    const [top] = await sqlIn<{ path: string }>(
      tx,
      "select path from unit where parent_id is null order by path limit 1",
    );
    if (!top) throw notFound();
    permit(limitRules["portal.accept-limit.change"](actor, top, now));
    const [row] = await sqlIn<{ minutes: number; version: number }>(
      tx,
      "select minutes, version from accept_limit where level = $1 for update",
      [input.level],
    );
    if (!row) throw notFound();
    if (row.version !== input.version) throw stale({ minutes: row.minutes, version: row.version });
    if (row.minutes === input.minutes) return { minutes: row.minutes };
    await tx.acceptLimit.update({
      where: { level: input.level },
      data: { minutes: input.minutes, changedAt: now, changedBy: actor.name, version: { increment: 1 } },
    });
    await record(tx, "portal.accept-limit.changed", PORTAL_STREAM, {
      level: input.level,
      before: row.minutes,
      minutes: input.minutes,
      reason: input.reason,
    });
    return { minutes: input.minutes };
  },
);
