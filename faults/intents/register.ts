import { newId } from "#domain/kernel/id.ts";
import type { Part, Walk } from "./every.ts";

const versionOf = async ({ row }: Walk, table: "person" | "unit", id: string) =>
  (await row<{ version: number }>(`select version from ${table} where id = $1`, [id])).version;
const thePerson = async (walk: Walk) => {
  const { personId } = walk.known;
  return { personId, version: await versionOf(walk, "person", personId), reason: "试验" };
};
const day = (inDays: number) => new Date(Date.now() + inDays * 86_400_000 + 8 * 3_600_000).toISOString().slice(0, 10);

/** Another session of somebody; its public id. */
async function session({ row }: Walk, personId: string): Promise<string> {
  const id = newId();
  await row(
    `insert into session (id, public_id, person_id, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, now(), now(), now() + interval '8 hours')`,
    [`试-${id}`, id, personId],
  );
  return id;
}

/** Units, people and their grants. */
export const register = {
  "add-unit": async (walk) => {
    const { county, tag } = walk.world;
    const unit = { parentId: county, name: `${tag}信访办`, shortName: `${tag}访办`, kind: "department" };
    walk.known.unitId = (await walk.send("add-unit", unit)).unitId;
  },
  "edit-unit": ({ send, known, world: { tag } }) =>
    send("edit-unit", { unitId: known.unitId, version: 1, name: `${tag}信访事务办`, shortName: `${tag}访事办` }),
  "add-person": async (walk) => {
    const { unitId } = walk.known;
    const person = { unitId, name: "新来的", login: `xinlai${walk.world.code}`, password: "qiuyu-wugeng-3" };
    walk.known.personId = (await walk.send("add-person", person)).personId;
  },
  "edit-person": async (walk) => {
    const { personId, version } = await thePerson(walk);
    await walk.send("edit-person", { personId, version, name: "新来的甲", unitId: walk.known.unitId });
  },
  give: async (walk) => {
    const { personId, unitId } = walk.known;
    const term = { notBefore: day(0), notAfter: day(365), orderNumber: "试1号", reason: "试验" };
    const grant = { personId, duty: "handler", scopeKind: "unit", scope: unitId, ...term };
    walk.known.grantId = (await walk.send("give", grant)).grantId;
  },
  revoke: ({ send, known }) => send("revoke", { grantId: known.grantId, reason: "试验" }),
  "end-session": async (walk) => {
    const { personId } = walk.known;
    await walk.send("end-session", { personId, session: await session(walk, personId) });
  },
  "reset-password": async (walk) =>
    walk.send("reset-password", { ...(await thePerson(walk)), password: "qiuyu-wugeng-4" }),
  "disable-person": async (walk) => walk.send("disable-person", await thePerson(walk)),
  "enable-person": async (walk) => walk.send("enable-person", await thePerson(walk)),
  "close-unit": async (walk) => {
    const { unitId } = walk.known;
    const { personId, version } = await thePerson(walk);
    await walk.send("edit-person", { personId, version, name: "新来的甲", unitId: walk.world.office });
    await walk.send("close-unit", { unitId, version: await versionOf(walk, "unit", unitId), reason: "并入" });
  },
} satisfies Part;

/** One's own account: `b` gets the password that was just set for the new person. */
export const account = {
  change: async ({ send, row, known, world }) => {
    const same = "update person set password_hash = (select password_hash from person where id = $1) where id = $2";
    await row(same, [known.personId, world.b.id]);
    const password = "qiuyu-wugeng-5";
    await send("change", { current: "qiuyu-wugeng-4", password, repeat: password }, "b");
  },
  preferences: ({ send }) => send("preferences", { theme: "dark" }),
  end: async (walk) => walk.send("end", { session: await session(walk, walk.world.a.id) }),
  endOthers: async (walk) => {
    await session(walk, walk.world.a.id);
    await walk.send("endOthers", {});
  },
} satisfies Part;

/** Limits, outgoing messages and quiet hours. The hook stays off: nothing is sent out of the trial. */
export const notices = {
  "change-accept-limit": async (walk) => {
    const limit = "select version, minutes from accept_limit where level = 4";
    const { version, minutes } = await walk.row<{ version: number; minutes: number }>(limit);
    await walk.send("change-accept-limit", { level: 4, version, minutes: minutes - 1, reason: "试验" });
  },
  "set-hook": async (walk) => {
    const hook = { unitId: walk.world.office, version: 0, url: "https://sms.invalid/lianxi" };
    walk.known.hookId = (await walk.send("set-hook", hook)).hookId;
  },
  "resend-message": async (walk) => {
    const deliveryId = newId();
    const { known, world } = walk;
    await walk.row(
      `insert into hook_delivery (id, hook_id, event_id, unit_id, unit_name, kind, incident_id, at, state, created_at)
       select $1, $2, max(id), $3, '办', 'task', $4, now(), 'failed', now() from event`,
      [deliveryId, known.hookId, world.office, known.incidentId],
    );
    await walk.send("resend-message", { deliveryId });
  },
  "set-quiet-hours": ({ send }) => send("set-quiet-hours", { mode: "own", from: "22:00", until: "06:00" }),
} satisfies Part;

const body = ({ world }: Walk) => ({
  units: [{ key: "u1", unitId: world.third, unitName: "", sort: null, role: "support", note: "" }],
  tasks: [{ key: "t1", kind: "record", title: "清点到场单位", to: "u1", dueMinutes: 60 }],
  demands: [],
});

/** Templates of a kind of incident, and an incident that takes one. */
export const templates = {
  "add-template": async (walk) => {
    const template = { unitId: walk.world.county, kind: "扰民", body: body(walk) };
    walk.known.templateId = (await walk.send("add-template", template)).templateId;
  },
  "save-template": (walk) =>
    walk.send("save-template", {
      ...{ templateId: walk.known.templateId, version: 1, kind: "夜间扰民", body: body(walk) },
    }),
  "close-template": ({ send, known }) =>
    send("close-template", { templateId: known.templateId, version: 2, reason: "试验" }),
  "reopen-template": ({ send, known }) => send("reopen-template", { templateId: known.templateId, version: 3 }),
  "choose-kind": ({ send, known: { incidentId, templateId } }) => send("choose-kind", { incidentId, templateId }),
  "apply-template": ({ send, known: { incidentId, templateId }, world }) =>
    send("apply-template", {
      ...{ incidentId, templateId, version: 4 },
      units: [{ key: "u1", unitId: world.third }],
      tasks: [{ key: "t1", unitId: world.third }],
    }),
} satisfies Part;
