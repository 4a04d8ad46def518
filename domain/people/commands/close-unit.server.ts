import { command } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { Refusal, stale } from "../../kernel/refusal.ts";
import { type Sentence, say } from "../../kernel/sentence.ts";
import { CloseUnitInput } from "../inputs.ts";
import { lockUnit, sameVersion } from "../units.server.ts";

const LEFT = `
select (select count(*)::int from unit c where c.parent_id = $1 and c.closed_at is null) as units,
  (select count(*)::int from person p where p.unit_id = $1 and p.disabled_at is null) as people,
  (select count(*)::int from assignment a join incident i on i.id = a.incident_id
    where a.unit_id = $1 and a.state not in ('returned','withdrawn') and i.phase not in ('closed','reviewed')) as assignments,
  (select count(*)::int from incident_task t where t.unit_id = $1 and t.state in ('given','underway')) as tasks`;

/** 撤销 of a unit that has nothing left: no unit below it, no people, no open part in an incident, no open task. It stays in the records. */
export const closeUnit = command("people.unit.close", CloseUnitInput, async ({ tx, actor, input, now }) => {
  const unit = await lockUnit(tx, actor, input.unitId, now, "people.unit.close", "change");
  sameVersion(unit, input.version, { version: unit.version });
  const [left] = await sqlIn<Left>(tx, LEFT, [unit.id]);
  const why = whatIsLeft(left!, unit.parentId === null);
  if (why) throw new Refusal("wrong_state", why);
  const { count } = await tx.unit.updateMany({
    where: { id: unit.id, version: unit.version },
    data: { closedAt: now, version: { increment: 1 } },
  });
  if (count === 0) throw stale();
  await record(tx, "people.unit.closed", unit.id, { unitId: unit.id, name: unit.name, reason: input.reason });
  return { unitId: unit.id, parentId: unit.parentId };
});

type Left = { units: number; people: number; assignments: number; tasks: number };

/** Why a unit cannot be closed; null when it can. */
export function whatIsLeft(left: Left, isRoot: boolean): Sentence | null {
  if (isRoot) return say("最上级单位不能撤销。", "The topmost unit cannot be closed.");
  const zh: string[] = [];
  const en: string[] = [];
  const name = (n: number, z: string, e: string) => {
    if (n === 0) return;
    zh.push(`${n} ${z}`);
    en.push(`${n} ${e}`);
  };
  name(left.units, "个下级单位", "unit(s) below it");
  name(left.people, "名人员", "person(s)");
  name(left.assignments, "件未了结的交办", "open assignment(s)");
  name(left.tasks, "项未完成的任务", "open task(s)");
  if (zh.length === 0) return null;
  return say(
    `这个单位还有 ${zh.join("、")}，先移走或办完再撤销。`,
    `This unit still has ${en.join(", ")}; move or finish these first.`,
  );
}
