import { beforeAll, describe, expect, it } from "vitest";
import { anIncident, dispatch, smallCity } from "../../tests/support/small-city.ts";
import { stack } from "../../tests/support/stack.ts";
import { commandsByIntent } from "../commands.server.ts";
import { roomView } from "../incidents/queries/room.server.ts";
import { seal } from "../kernel/cipher.server.ts";
import { execute } from "../kernel/command.server.ts";
import { transaction } from "../kernel/db.server.ts";
import { newId } from "../kernel/id.ts";
import type { Refusal } from "../kernel/refusal.ts";
import type { Actor } from "../people/actor.ts";
import { duties, dutyNames } from "../people/duties.ts";
import { spellingOf } from "../people/pinyin.server.ts";
import { insertSubmissions } from "../submissions/insert.server.ts";
import { opening } from "./opening.server.ts";
import { accessEntry } from "./queries/access-entry.server.ts";
import { exportAccessLog } from "./queries/access-export.server.ts";
import { accessLog, completeFilter, readAccessLog } from "./queries/access-log.server.ts";
import { readGrantChanges } from "./queries/grant-changes.server.ts";
import { revealField } from "./reveal.server.ts";

const { db, now } = await stack();
const filter = (more: Parameters<typeof completeFilter>[0] = {}) => completeFilter(more, now);
const code = (work: Promise<unknown>) =>
  work.then(
    () => "ok",
    (error: Refusal) => error.code ?? String(error),
  );
const run = (
  intent: "ask-inquiry" | "answer-inquiry" | "check-inquiry" | "add-representative",
  by: Actor,
  input: object,
) =>
  // biome-ignore lint/suspicious/noExplicitAny: a table of commands of different inputs
  execute(commandsByIntent[intent] as any, by, input, { commandId: newId(), now }) as Promise<Record<string, string>>;
const last = () => db.accessEntry.findFirstOrThrow({ orderBy: { id: "desc" } });
const count = () => db.accessEntry.count();

type City = Awaited<ReturnType<typeof smallCity>>;
let city: City;
let coordinator: Actor;
let clerk: Actor;
let outsider: Actor;
let cityAuditor: Actor;
let eastAuditor: Actor;
let westAuditor: Actor;
let submissionId: string;
let incidentId: string;

beforeAll(async () => {
  city = await smallCity(now);
  const session = newId();
  coordinator = {
    ...(await city.person("周敏", { unit: city.city, duty: "coordinator" })),
    sessionId: session,
  };
  clerk = {
    ...(await city.person("顾成", { unit: city.health, duty: "handler" })),
    sessionId: newId(),
  };
  outsider = await city.person("罗文", { unit: city.water, duty: "liaison" });
  cityAuditor = await city.person("郑砚", { unit: city.city, duty: "auditor" });
  eastAuditor = await city.person("程越", { unit: city.east, duty: "auditor" });
  westAuditor = await city.person("傅远", { unit: city.west, duty: "auditor" });
  for (const { id, name } of await db.person.findMany())
    await db.person.update({ where: { id }, data: spellingOf([name], "person") });
  submissionId = newId();
  await transaction((tx) =>
    insertSubmissions(tx, [
      {
        id: submissionId,
        number: "20261122-0140",
        externalNumber: null,
        channel: "letter",
        title: "夜间噪声",
        body: "夜间生产",
        petitioner: "张某某",
        phoneSealed: seal("phone", "13912340427"),
        idNumberSealed: null,
        addressSealed: seal("address", "东县东闸镇前闸村 12 号"),
        place: "",
        countyId: city.east.id,
        unitId: city.health.id,
        unitPath: city.health.path,
        receivedAt: now,
        recordedAt: now,
        recordedById: null,
        importId: null,
        textHash: "x",
        sameTextAs: null,
        doubts: [],
      },
    ]),
  );
  incidentId = await anIncident(coordinator, city.east, now);
});

const phone = (reason = "通知代表接谈时间和地点") => ({
  kind: "submission" as const,
  id: submissionId,
  field: "phone",
  reason,
});

describe("reveal", () => {
  it("shows one field after a reason, and only when the log has it", async () => {
    expect(await revealField(clerk, phone())).toEqual({ value: "13912340427" });
    expect(await last()).toMatchObject({
      action: "reveal",
      personName: "顾成",
      subjectKind: "submission",
      subjectId: submissionId,
      subjectLabel: "20261122-0140",
      field: "phone",
      reason: "通知代表接谈时间和地点",
      grantId: clerk.grants[0]!.id,
      sessionId: clerk.sessionId,
    });
    expect(JSON.stringify(await last(), (_, v) => (typeof v === "bigint" ? String(v) : v))).not.toContain("1391234");
  });

  it("shows nothing when the log cannot be written", async () => {
    const before = await count();
    expect(await code(revealField({ ...clerk, sessionId: "no session" }, phone()))).not.toBe("ok");
    expect(await count()).toBe(before);
  });

  it("is refused without a reason, without the right, to outsiders, and for what is not there", async () => {
    const before = await count();
    expect(await code(revealField(clerk, phone(" ")))).toBe("invalid");
    const head = await city.person("罗列", { unit: city.health, duty: "unit_head" });
    expect(await code(revealField(head, phone()))).toBe("not_allowed");
    for (const stranger of [outsider, cityAuditor])
      expect(await code(revealField(stranger, phone()))).toBe("not_found");
    expect(await code(revealField(clerk, { ...phone(), id: newId() }))).toBe("not_found");
    expect(await code(revealField(clerk, { ...phone(), id: "1' or 1=1" }))).toBe("not_found");
    expect(await code(revealField(clerk, { ...phone(), field: "body" }))).toBe("not_found");
    expect(await code(revealField(clerk, { ...phone(), field: "toString" }))).toBe("not_found");
    expect(await code(revealField(clerk, { ...phone(), field: "idNumber" }))).toBe("not_found");
    expect(await count()).toBe(before);
  });

  it("ends with the grant", async () => {
    const over = clerk.grants.map((grant) => ({ ...grant, notAfter: now }));
    expect(await code(revealField({ ...clerk, grants: over }, phone()))).toBe("not_found");
  });

  it("of a representative it shows the telephone to who leads the incident alone", async () => {
    await dispatch(coordinator, incidentId, city.water, now);
    const input = { incidentId, matter: "噪声", name: "王某某", phone: "13800001111" };
    const { representativeId } = await run("add-representative", coordinator, input);
    const asked = { kind: "representative" as const, id: representativeId!, field: "phone", reason: "约定见面时间" };
    expect(await revealField(coordinator, asked)).toEqual({ value: "13800001111" });
    expect((await last()).subjectLabel).toMatch(/^群 /);
    expect(await code(revealField(outsider, asked))).toBe("not_allowed");
    expect(await code(revealField(clerk, asked))).toBe("not_found");
    expect(await code(revealField(coordinator, { ...asked, field: "address" }))).toBe("not_found");
  });
});

describe("opening", () => {
  const open = (actor: Actor, id: string) =>
    opening(
      actor,
      { kind: "incident", id, exists: async () => (await db.incident.findUnique({ where: { id } }))?.number ?? null },
      () => roomView(actor, id, now),
      (view) => view.room.facts.number,
    );

  it("is written with the number; refused it is written too, and the reader learns not_found only", async () => {
    const { room } = await open(coordinator, incidentId);
    expect(await last()).toMatchObject({ action: "open", subjectLabel: room.facts.number, personName: "周敏" });
    expect(await code(open(clerk, incidentId))).toBe("not_found");
    expect(await last()).toMatchObject({
      action: "refused",
      subjectLabel: room.facts.number,
      personName: "顾成",
      grantId: null,
    });
    const before = await count();
    expect(await code(open(clerk, newId()))).toBe("not_found");
    expect(await count()).toBe(before);
  });
});

describe("who reads the log", () => {
  it("is an auditor, and of each only the people of his territory", async () => {
    const names = async (auditor: Actor) =>
      new Set((await accessLog(auditor, filter(), { size: 100 }, now)).rows.map((line) => line.unitName));
    expect(await names(eastAuditor)).toEqual(new Set(["东县卫健局"]));
    expect(await names(westAuditor)).toEqual(new Set());
    expect(await names(cityAuditor)).toEqual(new Set(["试验市", "东县卫健局"]));
    const ofEast = (await accessLog(eastAuditor, filter(), {}, now)).rows[0]!;
    expect(await code(accessEntry(westAuditor, ofEast.id, now))).toBe("not_found");
    expect((await accessEntry(eastAuditor, ofEast.id, now)).line.id).toBe(ofEast.id);
  });

  it.each(dutyNames.filter((duty) => duty !== "auditor").map((duty) => [duties[duty].zh, duty] as const))(
    "is not a %s",
    async (_, duty) => {
      const person = await city.person("某人", { unit: city.city, duty });
      const { id } = await last();
      expect(await code(accessLog(person, filter(), {}, now))).toBe("not_found");
      expect(await code(readAccessLog(person, filter(), {}, now))).toBe("not_found");
      expect(await code(accessEntry(person, String(id), now))).toBe("not_found");
      expect(await code(exportAccessLog(person, filter(), { reason: "看看记录内容" }, now))).toBe("not_found");
      expect(await code(readGrantChanges(person, {}, now))).toBe("not_found");
      expect(await code(run("ask-inquiry", person, { entryId: String(id), question: "为什么" }))).toBe("not_found");
      expect((await last()).id).toBe(id);
    },
  );

  it("leaves an entry himself: of the page, of one entry, of the changes of grants, of the export", async () => {
    const [line] = (await readAccessLog(cityAuditor, filter(), {}, now)).rows;
    expect(await last()).toMatchObject({ action: "search", subjectKind: "access-log", personName: "郑砚" });
    expect(line).toMatchObject({ action: "search", personName: "郑砚" });
    await accessEntry(cityAuditor, line!.id, now);
    expect(await last()).toMatchObject({ action: "open", subjectKind: "access-log", subjectLabel: `#${line!.id}` });
    await readGrantChanges(cityAuditor, {}, now);
    expect(await last()).toMatchObject({ action: "search", subjectKind: "grants" });
    expect(await code(exportAccessLog(cityAuditor, filter(), { reason: "" }, now))).toBe("invalid");
    const { content, rows } = await exportAccessLog(cityAuditor, filter(), { reason: "月度检查存档" }, now);
    expect(content.subarray(0, 2).toString()).toBe("PK");
    expect(rows).toBeGreaterThan(5);
    expect(await last()).toMatchObject({ action: "export", subjectKind: "access-log", reason: "月度检查存档" });
  });
});

describe("the filters", () => {
  const lines = async (more: Parameters<typeof completeFilter>[0]) =>
    (await accessLog(cityAuditor, filter(more), { size: 100 }, now)).rows;

  it("find acts, people and units by characters, pinyin and initials, numbers, and reasons that say nothing", async () => {
    expect(new Set((await lines({ tab: "reveal" })).map((line) => line.action))).toEqual(new Set(["reveal"]));
    expect(new Set((await lines({ tab: "refused" })).map((line) => line.personName))).toEqual(new Set(["顾成"]));
    for (const who of ["顾成", "gc", "gucheng", "顾c"])
      expect(new Set((await lines({ who })).map((line) => line.personName)), who).toEqual(new Set(["顾成"]));
    expect(new Set((await lines({ who: "卫健" })).map((line) => line.unitName))).toEqual(new Set(["东县卫健局"]));
    expect(await lines({ who: "没有的人" })).toEqual([]);
    expect(new Set((await lines({ subject: "1122-0140" })).map((line) => line.label))).toEqual(
      new Set(["20261122-0140"]),
    );
    expect(await lines({ subject: "%" })).toEqual([]);
    expect(await lines({ unstated: true })).toEqual([]);
    await revealField(clerk, phone("其他"));
    expect(await lines({ unstated: true })).toMatchObject([{ reason: "其他", unstated: true, action: "reveal" }]);
    expect(await lines({ from: "2020-01-01", until: "2020-01-31" })).toEqual([]);
  });

  it("ask for the last three days where none are named, and put days in order", () => {
    const at = new Date("2026-11-24T06:34:00Z");
    expect(completeFilter({}, at)).toMatchObject({ from: "2026-11-22", until: "2026-11-24" });
    expect(completeFilter({ from: "2026-11-24", until: "2026-11-20" }, at)).toMatchObject({
      from: "2026-11-20",
      until: "2026-11-24",
    });
    expect(completeFilter({ from: "2026-02-30", until: "x" }, at)).toMatchObject({
      from: "2026-11-22",
      until: "2026-11-24",
    });
  });

  it("pages go by key, forward and back, and meet without gap or repetition, also where reasons are judged", async () => {
    for (let i = 0; i < 7; i++) await revealField(clerk, phone("其他"));
    for (const more of [{}, { unstated: true }]) {
      const all = (await accessLog(cityAuditor, filter(more), { size: 100 }, now)).rows.map((line) => line.id);
      const seen: string[] = [];
      let page = await accessLog(cityAuditor, filter(more), { size: 3 }, now);
      for (;;) {
        seen.push(...page.rows.map((line) => line.id));
        if (!page.next) break;
        const next = await accessLog(cityAuditor, filter(more), { size: 3, after: page.next }, now);
        const back = await accessLog(cityAuditor, filter(more), { size: 3, before: next.previous }, now);
        expect(back.rows).toEqual(page.rows);
        page = next;
      }
      expect(seen).toEqual(all);
      expect(page.total).toBe("unstated" in more ? null : all.length);
    }
  });
});

describe("an entry in its place", () => {
  it("names grant, scope, session, the same field by others, and what was done just around", async () => {
    const entries = await accessLog(cityAuditor, filter({ tab: "reveal", who: "顾成" }), { size: 100 }, now);
    const detail = await accessEntry(cityAuditor, entries.rows.at(-1)!.id, now);
    expect(detail.grant).toMatchObject({ orderNumber: "试 1 号", scopeName: "东县卫健局", revokedAt: null });
    expect(detail.sameField!.length).toBe(entries.rows.length);
    expect(detail.sameField!.every((one) => one.personName === "顾成")).toBe(true);
    expect(detail.around.length).toBeGreaterThan(0);
    expect(detail.around.map((line) => line.id)).not.toContain(detail.line.id);
    expect(detail.seal).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{4}…[0-9a-f]{4}$/), fits: true });
  });

  it("an auditor of one county does not learn there who of another has seen the same field", async () => {
    await revealField(coordinator, phone("核对来信地址和电话"));
    const [line] = (await accessLog(eastAuditor, filter({ tab: "reveal" }), {}, now)).rows;
    const { sameField } = await accessEntry(eastAuditor, line!.id, now);
    expect(new Set(sameField!.map((one) => one.personName))).toEqual(new Set(["顾成"]));
  });
});

describe("questions", () => {
  it("are asked once an entry, answered by the person alone, checked by another; nobody audits himself", async () => {
    const [line] = (await accessLog(cityAuditor, filter({ tab: "reveal", who: "gucheng" }), {}, now)).rows;
    const ask = { entryId: line!.id, question: "请说明用途" };
    expect(await code(run("ask-inquiry", westAuditor, ask))).toBe("not_found");
    const { inquiryId } = await run("ask-inquiry", eastAuditor, ask);
    expect(await code(run("ask-inquiry", cityAuditor, ask))).toBe("wrong_state");
    expect((await accessEntry(cityAuditor, line!.id, now)).can.ask).toMatch(/尚未答复/);
    expect(await code(run("check-inquiry", cityAuditor, { inquiryId }))).toBe("wrong_state");
    expect(await code(run("answer-inquiry", coordinator, { inquiryId, answer: "替他说明" }))).toBe("not_found");
    await run("answer-inquiry", clerk, { inquiryId, answer: "电话通知接谈时间" });
    expect(await code(run("answer-inquiry", clerk, { inquiryId, answer: "再说一次" }))).toBe("wrong_state");
    expect(await code(run("check-inquiry", westAuditor, { inquiryId }))).toBe("not_found");
    expect((await accessEntry(cityAuditor, line!.id, now)).can.check).toBe(true);
    await run("check-inquiry", cityAuditor, { inquiryId });
    expect((await accessEntry(cityAuditor, line!.id, now)).inquiries).toMatchObject([
      { state: "checked", question: "请说明用途", askedBy: "程越", answer: "电话通知接谈时间" },
    ]);
  });

  it("an auditor neither asks himself nor checks his own answer", async () => {
    const [own] = (await accessLog(cityAuditor, filter({ who: "郑砚" }), {}, now)).rows;
    expect(await code(run("ask-inquiry", cityAuditor, { entryId: own!.id, question: "?" }))).toBe("not_allowed");
    expect((await accessEntry(cityAuditor, own!.id, now)).can.ask).not.toBe(true);
    const other = await city.person("田禾", { unit: city.city, duty: "auditor" });
    const { inquiryId } = await run("ask-inquiry", other, { entryId: own!.id, question: "为什么查" });
    await run("answer-inquiry", cityAuditor, { inquiryId, answer: "例行检查记录" });
    expect(await code(run("check-inquiry", cityAuditor, { inquiryId }))).toBe("not_allowed");
    await run("check-inquiry", other, { inquiryId });
  });

  it("two auditors who ask at once make one question", async () => {
    const [line] = (await accessLog(cityAuditor, filter({ tab: "refused" }), {}, now)).rows;
    const ask = { entryId: line!.id, question: "为什么打开" };
    const codes = await Promise.all([cityAuditor, eastAuditor].map((by) => code(run("ask-inquiry", by, ask))));
    expect(codes.sort()).toEqual(["ok", "wrong_state"]);
  });
});
