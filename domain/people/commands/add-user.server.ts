import { z } from "zod";
import { newId } from "#domain/kernel/id.ts";
import { portalCommand } from "../../kernel/command.server.ts";
import { sqlIn, type Tx } from "../../kernel/db.server.ts";
import { record } from "../../kernel/record.server.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { dutyNames } from "../duties.ts";
import { beginOf, termProblems } from "../grants.ts";
import { NewLogin, orderNumber } from "../inputs.ts";
import { hashPassword } from "../password.server.ts";
import { NewPassword } from "../password.ts";
import { spellingOf } from "../pinyin.server.ts";
import { freeShortName, refusedField } from "../units.server.ts";

/** What the command line asks. `unit`: a short name, "" for the topmost unit. `city`: its name, for a database that has none yet. */
export const AddUserInput = z.object({
  login: NewLogin,
  name: z.string().trim().min(1, "请用 --name 给出姓名|Give the name by --name").max(40),
  unit: z.string().trim().max(80).default(""),
  city: z.string().trim().max(20, "城市名最多 20 字|The city's name has at most 20 characters").default(""),
  duty: z.enum(dutyNames, {
    message: `职责应为其中之一：${dutyNames.join(" ")}|The duty is one of: ${dutyNames.join(" ")}`,
  }),
  notBefore: z.string(),
  notAfter: z.string(),
  orderNumber,
  password: NewPassword,
  mustChange: z.boolean().default(false),
});

type UnitRow = { id: string; path: string; shortName: string };

/**
 * Adds a person with one grant from the command line of the server: the first administrator of an installation, with the
 * topmost unit where there is none. The portal itself acts; everything is recorded as by any other command.
 */
export const addUser = portalCommand("portal.user.add", AddUserInput, async ({ tx, input, now }) => {
  await sqlIn(tx, "select pg_advisory_xact_lock(hashtext('portal.user.add'))");
  if (input.password.toLowerCase().includes(input.login))
    throw refusedField("password", say("密码里不要有账号。", "A password must not contain the account name."));
  const [taken] = await sqlIn(tx, "select 1 from person where login = $1", [input.login]);
  if (taken)
    throw refusedField(
      "login",
      say(`账号 ${input.login} 已存在，没有改动。`, `The account ${input.login} exists already; nothing was changed.`),
    );
  const fields = termProblems(input.notBefore, input.notAfter, now);
  const [problem] = Object.values(fields);
  if (problem) throw new Refusal("invalid", problem, { fields });
  const root = await topmost(tx, input.city, now);
  const unit = input.unit ? await unitNamed(tx, input.unit) : root;
  const personId = newId(now.getTime());
  await tx.person.create({
    data: {
      id: personId,
      name: input.name,
      login: input.login,
      unitId: unit.id,
      passwordHash: await hashPassword(input.password),
      mustChangePassword: input.mustChange,
      createdAt: now,
      ...spellingOf([input.name], "person"),
    },
  });
  await record(tx, "people.person.added", personId, {
    personId,
    name: input.name,
    login: input.login,
    unitId: unit.id,
    unitName: unit.shortName,
  });
  await giveFirst(tx, { personId, personName: input.name, unit, input, now });
  return { personId, login: input.login, unitName: unit.shortName };
});

async function topmost(tx: Tx, city: string, now: Date): Promise<UnitRow> {
  const [root] = await sqlIn<UnitRow & { name: string }>(
    tx,
    `select id, path, name, short_name as "shortName" from unit where parent_id is null order by created_at, id limit 1`,
  );
  if (root && city && city !== root.name && city !== root.shortName)
    throw refusedField("city", say(`最上级单位已是${root.name}。`, `The topmost unit is ${root.name} already.`));
  if (root) return root;
  if (!city)
    throw refusedField(
      "city",
      say("还没有任何单位：请用 --city 给出城市名。", "There is no unit yet: give the city's name by --city."),
    );
  await freeShortName(tx, city, null);
  const id = newId(now.getTime());
  const unit = { id, path: `/${id}/`, shortName: city };
  const what = { name: city, shortName: city, kind: "city", parentId: null, isMember: false };
  await tx.unit.create({ data: { ...unit, ...what, createdAt: now, ...spellingOf([city]) } });
  await record(tx, "people.unit.added", id, { unitId: id, ...what });
  return unit;
}

async function unitNamed(tx: Tx, name: string): Promise<UnitRow> {
  const units = await sqlIn<UnitRow>(
    tx,
    `select id, path, short_name as "shortName" from unit where closed_at is null and (short_name = $1 or name = $1) order by short_name <> $1 limit 2`,
    [name],
  );
  if (!units[0]) throw refusedField("unit", say(`没有单位“${name}”。`, `There is no unit “${name}”.`));
  return units[0];
}

async function giveFirst(
  tx: Tx,
  given: { personId: string; personName: string; unit: UnitRow; input: z.output<typeof AddUserInput>; now: Date },
): Promise<void> {
  const { personId, personName, unit, input, now } = given;
  const grantId = newId(now.getTime());
  const notBefore = beginOf(input.notBefore)!;
  const notAfter = beginOf(input.notAfter)!;
  const grant = { duty: input.duty, scopeKind: "unit" as const, scopeId: unit.id, orderNumber: input.orderNumber };
  const reason = "命令行建立";
  await tx.grant.create({ data: { id: grantId, personId, ...grant, reason, notBefore, notAfter, createdAt: now } });
  await record(tx, "people.grant.given", personId, {
    personId,
    personName,
    grantId,
    ...grant,
    scopeName: unit.shortName,
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    reason,
  });
}
