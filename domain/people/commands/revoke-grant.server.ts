import { command } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { notFound, permit, permitRead, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { grantRules } from "../../permissions/people.ts";
import type { Duty } from "../duties.ts";
import { scopeOf } from "../grants.server.ts";
import { grantState } from "../grants.ts";
import { RevokeGrantInput } from "../inputs.ts";
import { administratorRemains } from "../person.server.ts";

/** 收回: the grant ends now, with a reason; it stays in the list with its old end. Open pages close within seconds. */
export const revokeGrant = command("people.grant.revoke", RevokeGrantInput, async ({ tx, actor, input, now }) => {
  const [locked] = await sqlIn(tx, "select 1 from grants where id = $1 for update", [input.grantId]);
  if (!locked) throw notFound();
  const grant = await tx.grant.findUniqueOrThrow({
    where: { id: input.grantId },
    select: {
      id: true,
      duty: true,
      scopeKind: true,
      scopeId: true,
      notBefore: true,
      notAfter: true,
      revokedAt: true,
      person: { select: { id: true, name: true, unit: { select: { path: true } } } },
    },
  });
  const scope = await scopeOf(tx, grant.scopeKind, grant.scopeId);
  const thing = { personId: grant.person.id, personUnitPath: grant.person.unit.path, scopePath: scope?.path ?? "" };
  permitRead(grantRules["people.grant.read"](actor, thing, now));
  permit(grantRules["people.grant.revoke"](actor, thing, now));
  const state = grantState(grant, now);
  if (state === "revoked" || state === "over")
    throw new Refusal(
      "wrong_state",
      state === "over"
        ? say("这项授权已经到期，不用收回。", "This grant has ended by itself.")
        : say("这项授权已经收回。", "This grant has already been revoked."),
    );
  await tx.grant.update({
    where: { id: grant.id },
    data: { revokedAt: now, revokedById: actor.personId, revokeReason: input.reason },
  });
  await record(tx, "people.grant.revoked", grant.person.id, {
    personId: grant.person.id,
    personName: grant.person.name,
    grantId: grant.id,
    duty: grant.duty as Duty,
    scopeName: scope?.name ?? "",
    reason: input.reason,
  });
  await administratorRemains(tx, now, grant.person.id);
  return { grantId: grant.id, personId: grant.person.id };
});
