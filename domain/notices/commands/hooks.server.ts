import { randomBytes } from "node:crypto";
import { seal } from "../../kernel/cipher.server.ts";
import { command } from "../../kernel/command.server.ts";
import { newId } from "../../kernel/id.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound, permit, Refusal, stale } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { hookRules } from "../../permissions/notices.ts";
import { targetProblem } from "../hook-target.ts";
import { HookInput, ResendInput } from "../inputs.ts";
import { targetRules } from "../send-message.server.ts";

/**
 * Sets where a unit's messages go. A new hook gets a secret, and an old one another when asked for: it is in the answer, sealed
 * (`sealedSecret`, "hook-answer"), because answers are kept as receipts; whoever set it sees it once.
 */
export const setHook = command("portal.hook.set", HookInput, async ({ tx, actor, input, now }) => {
  const unit = await tx.unit.findFirst({ where: { id: input.unitId, closedAt: null } });
  if (!unit) throw notFound();
  permit(hookRules["portal.hook.set"](actor, unit, now));
  const problem = targetProblem(input.url, targetRules());
  if (problem) throw new Refusal("invalid", problem, { fields: { url: problem } });
  const before = await tx.hook.findUnique({ where: { unitId: unit.id } });
  if ((before?.version ?? 0) !== input.version) throw stale(before && { url: before.url, version: before.version });
  const id = before?.id ?? newId(now.getTime());
  const secret = before && !input.newSecret ? null : randomBytes(32).toString("base64url");
  const row = { url: input.url, enabled: input.enabled, changedAt: now, changedBy: actor.name };
  const sealed = secret === null ? {} : { secretSealed: seal("hook", secret)! };
  if (before) {
    const { count } = await tx.hook.updateMany({
      where: { id, version: before.version },
      data: { ...row, ...sealed, version: { increment: 1 } },
    });
    if (count === 0) throw stale();
  } else
    await tx.hook.create({
      data: { id, unitId: unit.id, createdAt: now, secretSealed: "", ...row, ...sealed },
    });
  await record(tx, "portal.hook.set", id, {
    hookId: id,
    unitId: unit.id,
    unitName: unit.shortName,
    host: new URL(input.url).host,
    enabled: input.enabled,
    newSecret: secret !== null,
  });
  return { hookId: id, sealedSecret: seal("hook-answer", secret) };
});

/** 重发: once more into the queue, under the same id. */
export const resendMessage = command("portal.hook.resend", ResendInput, async ({ tx, actor, input, now }) => {
  const delivery = await tx.hookDelivery.findUnique({ where: { id: input.deliveryId }, include: { hook: true } });
  const unit = delivery && (await tx.unit.findUnique({ where: { id: delivery.hook.unitId } }));
  if (!delivery || !unit || hookRules["portal.hook.set"](actor, unit, now) !== true) throw notFound();
  const { count } = await tx.hookDelivery.updateMany({
    where: { id: delivery.id, state: { not: "waiting" } },
    data: { state: "waiting", queuedAt: null },
  });
  if (count === 0) throw new Refusal("wrong_state", say("这一条正在发送。", "This one is being sent."));
  await record(tx, "portal.hook.resent", delivery.hookId, { hookId: delivery.hookId, deliveryId: delivery.id });
});
