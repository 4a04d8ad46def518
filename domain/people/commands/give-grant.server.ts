import { newId } from "#domain/kernel/id.ts";
import { command } from "../../kernel/command.server.ts";
import { record } from "../../kernel/record.server.ts";
import { permit, Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { grantRules } from "../../permissions/people.ts";
import { resolveScope, sameGrants } from "../grants.server.ts";
import { beginOf, termProblems } from "../grants.ts";
import { GiveGrantInput } from "../inputs.ts";
import { lockPerson } from "../person.server.ts";

/** 授权: a duty for a person over a scope and a term, by an order with its number. A grant is never edited: a longer one is a new one. */
export const giveGrant = command("people.grant.give", GiveGrantInput, async ({ tx, actor, input, now }) => {
  const person = await lockPerson(tx, actor, input.personId, now, "people.person.read");
  const scope = await resolveScope(tx, actor, input, now);
  permit(
    grantRules["people.grant.give"](
      actor,
      { personId: person.id, personUnitPath: person.unitPath, scopePath: scope.path },
      now,
    ),
  );
  if (person.disabledAt)
    throw new Refusal(
      "wrong_state",
      say(`${person.name}已停用，先启用再授权。`, `${person.name} is disabled; enable the account first.`),
    );
  const fields = termProblems(input.notBefore, input.notAfter, now);
  if (Object.keys(fields).length > 0)
    throw new Refusal("invalid", say("有内容需要改正，请看标红处。", "Some fields need correcting."), { fields });
  const notBefore = beginOf(input.notBefore)!;
  const notAfter = beginOf(input.notAfter)!;
  const same = await sameGrants(tx, { personId: person.id, duty: input.duty, scope, notBefore, notAfter });
  const id = newId(now.getTime());
  const { duty, orderNumber, reason } = input;
  await tx.grant.create({
    data: {
      id,
      personId: person.id,
      duty,
      scopeKind: scope.kind,
      scopeId: scope.id,
      notBefore,
      notAfter,
      orderNumber,
      reason,
      grantedById: actor.personId,
      createdAt: now,
    },
  });
  await record(tx, "people.grant.given", person.id, {
    personId: person.id,
    personName: person.name,
    grantId: id,
    duty,
    scopeKind: scope.kind,
    scopeId: scope.id,
    scopeName: scope.name,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    orderNumber,
    reason,
  });
  return { grantId: id, personId: person.id, overlaps: same.length };
});
