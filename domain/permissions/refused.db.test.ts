import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { smallCity } from "../../tests/support/small-city.ts";
import { stack } from "../../tests/support/stack.ts";
import { auditCommands } from "../audit/commands/inquiries.server.ts";
import { logAccess } from "../audit/log-access.server.ts";
import { uploadAttachment } from "../incidents/attachments/upload-attachment.server.ts";
import { incidentCommands } from "../incidents/commands/index.server.ts";
import { reviewCommands } from "../incidents/review/commands/index.server.ts";
import { emptyBody } from "../incidents/templates/body.ts";
import { templateCommands } from "../incidents/templates/commands/index.server.ts";
import { type Command, execute } from "../kernel/command.server.ts";
import { newId } from "../kernel/id.ts";
import { noticeCommands } from "../notices/commands/index.server.ts";
import { type Actor, isLive } from "../people/actor.ts";
import { registerCommands } from "../people/commands/index.server.ts";
import { shiftCommands } from "../shifts/commands/index.server.ts";
import { submissionCommands } from "../submissions/commands/index.server.ts";
import { startImport } from "../submissions/commands/start-import.server.ts";

const { db, now } = await stack({ now: "2026-03-09T08:00:00Z" });
const city = await smallCity(now);
const { east, health } = city;
const zhou = await city.person("周敏", { unit: city.city, duty: "coordinator" });
const wei = await city.person("卫一", { unit: health, duty: "liaison" });
const hui = await city.person("何一鸣", { unit: city.city, duty: "coordinator" });
const admin = await city.person("孟川", { unit: city.city, duty: "administrator" });

/** The least of actors, and those who have only what does not count here. */
const least: { [who: string]: Actor } = {
  "no grant at all": await city.person("无", { unit: east }),
  "a coordinator of another county": await city.person("西", { unit: city.west, duty: "coordinator" }),
  "a grant that ended": {
    ...zhou,
    personId: (await city.person("旧", { unit: east })).personId,
    grants: zhou.grants.map((grant) => ({ ...grant, notAfter: now })),
  },
  "a researcher of the whole": await city.person("研", { unit: city.city, duty: "researcher" }),
};

type World = Awaited<ReturnType<typeof world>>;
/** One of everything that a command can be about. */
async function world() {
  // biome-ignore lint/suspicious/noExplicitAny: outcomes of many commands
  const run = (actor: Actor, intent: keyof typeof incidentCommands, input: object): Promise<any> =>
    execute(incidentCommands[intent] as Command, actor, input, { commandId: newId(), now });
  const { submissionId } = await receive();
  const { incidentId } = await run(zhou, "report", {
    ...{ title: "聚集", level: 2, countyId: east.id, place: "村口", cause: "欠薪", occurredAt: now },
    submissionIds: [submissionId],
  });
  await run(zhou, "verify", { incidentId, note: "属实" });
  const { assignmentIds } = await run(zhou, "dispatch", { incidentId, units: [{ unitId: health.id, role: "lead" }] });
  const { demandId } = await run(zhou, "add-demand", { incidentId, text: "补发", unitId: health.id });
  const { taskId } = await run(zhou, "give-task", {
    ...{ incidentId, kind: "receive", title: "接谈", unitId: health.id, dueAt: new Date(now.getTime() + 3_600_000) },
  });
  await run(zhou, "add-representative", { incidentId, matter: "补发", name: "甲" });
  const report = () =>
    run(zhou, "report", { title: "聚集", level: 2, countyId: east.id, place: "村口", occurredAt: now });
  const [other, absorbed] = [await report(), await report()];
  const merging = { survivorVersion: 1, absorbedVersion: 1, choices: {}, reason: "同一件事" };
  const { mergeId } = await run(zhou, "merge", {
    ...{ incidentId, otherId: absorbed.incidentId, ...merging },
  });
  const { seq } = await run(zhou, "post", { incidentId, text: "请到场", mentions: [wei.personId] });
  const { tenureId } = await run(zhou, "offer-post", { incidentId, post: "liaison", personId: wei.personId });
  const { instructionId } = await run(zhou, "give-instruction", {
    ...{ incidentId, text: "先停夜间生产", via: "paper", leaderName: "贺维", unitId: health.id, dueAt: later },
  });
  const { promiseId } = await run(zhou, "make-promise", { incidentId, ...promise, fromSeq: 1 });
  const shifts = await aHandOver();
  const { reportId } = await run(zhou, "draft-report", { incidentId });
  const comment = { reportId, version: 1, text: "对谁说的" };
  const { commentId } = await run(zhou, "comment-report", comment);
  const { commentId: settledCommentId } = await run(zhou, "comment-report", comment);
  await run(zhou, "settle-comment", { commentId: settledCommentId });
  const importId = newId();
  await db.submissionImport.create({
    data: {
      ...{ id: importId, fileName: "一.xlsx", fileSize: 1, sha256: "0", unitId: health.id, byId: zhou.personId },
      ...{ state: "read", createdAt: now, touchedAt: now },
    },
  });
  await logAccess(wei, { action: "open", subjectKind: "incident", subjectId: incidentId, subjectLabel: "群" });
  const session = newId();
  await db.session.create({
    data: {
      ...{ id: "f".repeat(64), publicId: session, personId: wei.personId, createdAt: now, lastSeenAt: now },
      expiresAt: new Date(now.getTime() + 3_600_000),
    },
  });
  const entryId = String((await db.accessEntry.findFirstOrThrow()).id);
  const inquiry = await db.accessInquiry.create({
    data: {
      ...{ id: newId(), entryId: BigInt(entryId), askedById: admin.personId, askedAt: now, question: "为何" },
      personId: wei.personId,
    },
  });
  const { templateId } = (await execute(
    templateCommands["add-template"],
    zhou,
    { unitId: city.city.id, kind: "欠薪", body: emptyBody },
    { commandId: newId(), now },
  )) as { templateId: string };
  await db.incidentReview.create({ data: { incidentId, openedAt: now, picked: [1], unread: [] } });
  const lessonId = newId();
  await db.reviewLesson.create({
    data: {
      ...{ id: lessonId, incidentId, no: 1, text: "早到场", sources: [1], byId: zhou.personId, byName: "周敏" },
      ...{ byUnit: "试验市", addedAt: now },
    },
  });
  const hook = { id: newId(), unitId: health.id, url: "https://sms.example", secretSealed: "x", changedBy: "孟川" };
  const event = await db.event.findFirstOrThrow();
  const message = await db.hookDelivery.create({
    data: {
      ...{ id: newId(), eventId: event.id, unitId: health.id, unitName: "卫", kind: "task", incidentId, at: now },
      ...{ state: "failed", createdAt: now },
      hook: { create: { ...hook, createdAt: now, changedAt: now } },
    },
  });
  const first = <T extends { id: string }>(row: T) => row.id;
  return {
    ...{ incidentId, assignmentId: assignmentIds[0] as string, demandId, taskId, seq, submissionId, importId, entryId },
    hookMessageId: message.id,
    ...{ session, inquiryId: inquiry.id, templateId, lessonId },
    ...{ tenureId, instructionId, promiseId, ...shifts, commentId, settledCommentId },
    ...{ session, inquiryId: inquiry.id, reportId: reportId as string },
    addresseeId: first(await db.reportAddressee.findFirstOrThrow()),
    ...{ mergeId: mergeId as string, otherId: other.incidentId as string },
    representativeId: first(await db.representative.findFirstOrThrow()),
    linkId: first(await db.incidentLink.findFirstOrThrow()),
    mentionId: first(await db.mention.findFirstOrThrow()),
    grantId: first(await db.grant.findFirstOrThrow({ where: { personId: wei.personId } })),
  };
}
/** 田禾's shift is handed to the next one, who has not accepted; and one that nobody has begun. */
async function aHandOver() {
  // biome-ignore lint/suspicious/noExplicitAny: outcomes of many commands
  const run = (actor: Actor, intent: keyof typeof shiftCommands, input: object): Promise<any> =>
    execute(shiftCommands[intent] as Command, actor, input, { commandId: newId(), now });
  const first = await run(zhou, "plan-shift", aShift(zhou));
  await run(zhou, "begin-shift", first);
  const { shiftId } = await run(zhou, "plan-shift", aShift(hui));
  await run(zhou, "hand-over-shift", { shiftId, notes: "看好" });
  const { shiftId: plannedShiftId } = await run(zhou, "plan-shift", aShift(hui));
  return { shiftId, plannedShiftId };
}
const aShift = ({ personId }: Actor) => ({
  ...{ unitId: city.city.id, duty: "coordinator", name: "白班", personId, startsAt: now, endsAt: later },
});
const promise = { text: "今晚不生产", toWhom: "村民代表", unitId: health.id };
const letter = {
  ...{ unitId: health.id, channel: "letter", receivedAt: now, petitioner: "甲", title: "欠薪", body: "三个月" },
};
const receive = () => execute(submissionCommands.receive, zhou, letter, { commandId: newId(), now });

type Try = (world: World, actor: Actor) => unknown;
const later = new Date(now.getTime() + 3_600_000);
const password = "qiuyu-wugeng-3";
const person = { personId: wei.personId, version: 1, reason: "试" };
const term = { notBefore: "2026-03-09", notAfter: "2027-03-09", orderNumber: "1", reason: "试" };

/** What each command is asked with: all of it right, but for who asks. */
const inputs: { [intent: string]: (w: World) => Record<string, unknown> } = {
  report: () => ({ title: "聚集", level: 2, countyId: east.id, place: "村口", occurredAt: now }),
  verify: ({ incidentId }) => ({ incidentId, note: "属实" }),
  move: ({ incidentId }) => ({ incidentId, from: "dispatched", to: "verified", reason: "等" }),
  close: ({ incidentId }) => ({ incidentId, outcome: "了结" }),
  "edit-facts": ({ incidentId }) => ({ incidentId, factsVersion: 1, title: "改", reason: "误" }),
  dispatch: ({ incidentId }) => ({ incidentId, units: [{ unitId: east.id, role: "support" }] }),
  deliver: ({ assignmentId }) => ({ assignmentId }),
  see: ({ assignmentId }) => ({ assignmentId }),
  accept: ({ assignmentId }) => ({ assignmentId }),
  "accept-by-phone": ({ assignmentId }) => ({ assignmentId, name: "甲" }),
  object: ({ assignmentId }) => ({ assignmentId, reason: "不属" }),
  settle: ({ assignmentId }) => ({ assignmentId, decision: "return", reason: "准" }),
  withdraw: ({ assignmentId }) => ({ assignmentId, reason: "误" }),
  arrive: ({ assignmentId }) => ({ assignmentId }),
  "report-back": ({ assignmentId }) => ({ assignmentId, text: "已到" }),
  post: ({ incidentId }) => ({ incidentId, text: "看" }),
  strike: ({ incidentId, seq }) => ({ incidentId, seq, reason: "误" }),
  pin: ({ incidentId, seq }) => ({ incidentId, seq }),
  "head-count": ({ incidentId }) => ({ incidentId, count: 9 }),
  "add-demand": ({ incidentId }) => ({ incidentId, text: "补", unitId: health.id }),
  "edit-demand": ({ demandId }) => ({ demandId, version: 1, text: "补", unitId: health.id }),
  "begin-answer": ({ demandId }) => ({ demandId }),
  "answer-demand": ({ demandId }) => ({ demandId, version: 1, answer: "已补" }),
  "carry-on-demand": ({ demandId }) => ({ demandId, reason: "继续" }),
  "add-representative": ({ incidentId }) => ({ incidentId, matter: "补", name: "乙" }),
  "remove-representative": ({ representativeId }) => ({ representativeId, reason: "换" }),
  "give-task": ({ incidentId }) => ({ incidentId, kind: "receive", title: "接", unitId: health.id, dueAt: later }),
  "regive-task": ({ taskId }) => ({ taskId, unitId: health.id, dueAt: later }),
  "start-task": ({ taskId }) => ({ taskId }),
  "finish-task": ({ taskId }) => ({ taskId }),
  "hand-back-task": ({ taskId }) => ({ taskId, reason: "不属" }),
  "cancel-task": ({ taskId }) => ({ taskId, reason: "误" }),
  "link-submissions": ({ incidentId, submissionId }) => ({
    incidentId,
    submissionIds: [submissionId],
    reason: "同一件事",
  }),
  "unlink-submission": ({ linkId }) => ({ linkId, reason: "误" }),
  "draft-report": ({ incidentId }) => ({ incidentId }),
  "drop-report": ({ reportId }) => ({ reportId, reason: "误" }),
  "check-report": ({ reportId }) => ({ reportId }),
  "freeze-report": ({ reportId }) => ({ reportId }),
  "sign-report": ({ reportId }) => ({ reportId, version: 1 }),
  "return-report": ({ reportId }) => ({ reportId, version: 1, reason: "改" }),
  "head-report": ({ reportId }) => ({ reportId, title: "改" }),
  "add-addressee": ({ reportId }) => ({ reportId, class: "bureau", name: "省信访局" }),
  "remove-addressee": ({ addresseeId }) => ({ addresseeId }),
  "receive-report": ({ addresseeId }) => ({ addresseeId, receivedBy: "甲" }),
  "comment-report": ({ reportId }) => ({ reportId, version: 1, text: "写明是谁" }),
  "reply-comment": ({ commentId }) => ({ commentId, text: "已写明" }),
  "settle-comment": ({ commentId }) => ({ commentId }),
  "reopen-comment": ({ settledCommentId }) => ({ commentId: settledCommentId }),
  merge: ({ incidentId, otherId }) => ({
    ...{ incidentId, otherId, survivorVersion: 1, absorbedVersion: 1, choices: {}, reason: "同一件事" },
  }),
  "undo-merge": ({ mergeId }) => ({ mergeId, reason: "两回事" }),
  split: ({ incidentId, taskId }) => ({
    ...{ incidentId, title: "另一件", place: "村口", level: 3, reason: "两回事", tasks: [taskId] },
  }),
  "change-level": ({ incidentId }) => ({ incidentId, from: 2, to: 1, reason: "升级" }),
  visit: ({ incidentId }) => ({ incidentId, lastSeq: 1 }),
  "review-pick": ({ incidentId }) => ({ incidentId, remove: [1] }),
  "review-add-lesson": ({ incidentId }) => ({ incidentId, text: "早算账", sources: [1] }),
  "review-edit-lesson": ({ lessonId }) => ({ lessonId, version: 1, text: "改", sources: [1] }),
  "review-withdraw-lesson": ({ lessonId }) => ({ lessonId, reason: "误" }),
  "review-give-task": ({ incidentId }) => ({
    ...{ incidentId, title: "回访", unitId: health.id, ownerId: wei.personId, dueAt: later },
  }),
  "review-finish": ({ incidentId }) => ({ incidentId }),
  "review-see": ({ incidentId }) => ({ incidentId, unitId: health.id }),
  "review-dissent": ({ incidentId }) => ({ incidentId, unitId: health.id, text: "不同" }),
  "add-template": () => ({ unitId: city.city.id, kind: "新类", body: emptyBody }),
  "save-template": ({ templateId }) => ({ templateId, version: 1, kind: "改", body: emptyBody }),
  "close-template": ({ templateId }) => ({ templateId, version: 1, reason: "停" }),
  "reopen-template": ({ templateId }) => ({ templateId, version: 1 }),
  "choose-kind": ({ incidentId, templateId }) => ({ incidentId, templateId }),
  "apply-template": ({ incidentId, templateId }) => ({ incidentId, templateId, version: 1 }),
  "offer-post": ({ incidentId }) => ({ incidentId, post: "commander", personId: wei.personId }),
  "accept-post": ({ tenureId }) => ({ tenureId }),
  "decline-post": ({ tenureId }) => ({ tenureId, reason: "在外" }),
  "withdraw-post": ({ tenureId }) => ({ tenureId, reason: "换人" }),
  "give-instruction": ({ incidentId }) => ({ incidentId, text: "查清", unitId: health.id, dueAt: later }),
  "read-instruction": ({ instructionId }) => ({ instructionId }),
  "report-instruction": ({ instructionId }) => ({ instructionId, text: "已停" }),
  "settle-instruction": ({ instructionId }) => ({ instructionId }),
  "return-instruction": ({ instructionId }) => ({ instructionId, reason: "不详" }),
  "make-promise": ({ incidentId }) => ({ incidentId, ...promise }),
  "keep-promise": ({ promiseId }) => ({ promiseId }),
  "carry-on-promise": ({ promiseId }) => ({ promiseId, reason: "继续" }),
  "withdraw-promise": ({ promiseId }) => ({ promiseId, reason: "误" }),
  "plan-shift": () => aShift(hui),
  "change-shift": ({ plannedShiftId }) => ({ ...aShift(hui), shiftId: plannedShiftId, version: 1, name: "夜班" }),
  "cancel-shift": ({ shiftId }) => ({ shiftId, reason: "换人" }),
  "begin-shift": ({ plannedShiftId }) => ({ shiftId: plannedShiftId }),
  "hand-over-shift": ({ shiftId }) => ({ shiftId, notes: "看好" }),
  "open-shift-row": ({ shiftId, taskId }) => ({ shiftId, key: `task:${taskId}` }),
  "ask-shift": ({ shiftId }) => ({ shiftId, text: "谁值守" }),
  "answer-shift": ({ shiftId }) => ({ shiftId, text: "潘越" }),
  "send-back-shift": ({ shiftId }) => ({ shiftId, text: "补充" }),
  "accept-shift": ({ shiftId }) => ({ shiftId }),
  "ask-inquiry": ({ entryId }) => ({ entryId, question: "为何" }),
  "answer-inquiry": ({ inquiryId }) => ({ inquiryId, answer: "因为" }),
  "check-inquiry": ({ inquiryId }) => ({ inquiryId }),
  "publish-import": ({ importId }) => ({ importId, rows: 0 }),
  "discard-import": ({ importId }) => ({ importId }),
  receive: () => letter,
  "change-accept-limit": () => ({ level: 1, version: 1, minutes: 9, reason: "试" }),
  "set-hook": () => ({ unitId: health.id, url: "https://sms.example" }),
  "resend-message": ({ hookMessageId }) => ({ deliveryId: hookMessageId }),
  "add-unit": () => ({ parentId: east.id, name: "东县某局", shortName: "东某局", kind: "department" }),
  "edit-unit": () => ({ unitId: health.id, version: 1, name: "改", shortName: "改" }),
  "close-unit": () => ({ unitId: health.id, version: 1, reason: "撤" }),
  "add-person": () => ({ unitId: health.id, name: "新", login: "xinren", password }),
  "edit-person": () => ({ ...person, name: "改", unitId: health.id }),
  "disable-person": () => person,
  "enable-person": () => person,
  "reset-password": () => ({ ...person, password }),
  "end-session": ({ session }) => ({ personId: wei.personId, session }),
  give: () => ({ personId: wei.personId, duty: "coordinator", scopeKind: "unit", scope: east.id, ...term }),
  revoke: ({ grantId }) => ({ grantId, reason: "误" }),
};
/** Commands that are reached through a function of their own. */
const through: { [name: string]: Try } = {
  "incidents.attachment.upload": ({ incidentId }, actor) =>
    uploadAttachment(actor, incidentId, new Headers(), null, now),
  "submissions.import.start": (_, actor) =>
    startImport(
      actor,
      { path: "/none", fileName: "一.xlsx", size: 1, sha256: "0", unitId: health.id, discard: async () => {} },
      { now },
    ),
};
/** About the actor's own account and what was written to him: everybody's, and nobody else's (tested where they are written). */
const own = [
  "incidents.mention.read",
  "people.password.change",
  "people.preferences.change",
  "people.session.end",
  "people.session.end-others",
  "people.session.sign-out",
  "people.session.start",
  "people.totp.renew-codes",
  "people.totp.start",
  "people.totp.turn-off",
  "people.totp.turn-on",
  "portal.quiet-hours.set",
];
/** Of the portal itself, without an actor; and steps that follow a permitted one in the same process. */
const portal = [
  "people.session.end-overdue",
  "portal.user.add",
  "incidents.report.tell-overdue",
  "incidents.assignment.climb",
  "shifts.climb",
  "submissions.import.finish",
];

const table = {
  ...incidentCommands,
  ...reviewCommands,
  ...templateCommands,
  ...auditCommands,
  ...submissionCommands,
  ...noticeCommands,
  ...registerCommands,
  ...shiftCommands,
} as Record<string, Command>;
const tries: { name: string; attempt: Try }[] = [
  ...Object.entries(inputs).map(([intent, input]) => ({
    name: table[intent]?.name ?? `unknown intent ${intent}`,
    attempt: (w: World, actor: Actor) => execute(table[intent]!, actor, input(w), { commandId: newId(), now }),
  })),
  ...Object.entries(through).map(([name, attempt]) => ({ name, attempt })),
];

/** Names of all commands in the domain, as its files define them. */
function definedCommands(): string[] {
  const root = fileURLToPath(new URL("../", import.meta.url));
  const files = (readdirSync(root, { recursive: true }) as string[]).filter((file) => file.endsWith(".server.ts"));
  return files.flatMap((file) =>
    [...readFileSync(`${root}${file}`, "utf8").matchAll(/\b(?:command|portalCommand)\(\s*"([^"]+)"/g)].map(
      ([, name]) => name!,
    ),
  );
}

describe("every command is refused for the least of actors", async () => {
  const there = await world();
  const state = async () => [
    await db.event.count(),
    await db.delivery.count(),
    await db.mention.count({ where: { readAt: null } }),
  ];

  test("no command is missing here", () => {
    const known = [...tries.map(({ name }) => name), ...own, ...portal].sort();
    expect(known).toEqual([...new Set(known)]);
    expect(
      [...new Set(definedCommands())].sort(),
      "give each command an input in `inputs`, `through`, `own` or `portal`",
    ).toEqual(known);
  });
  test("their grants, if any, are none that counts here", () => {
    expect(Object.values(least).map(({ grants }) => grants.filter((grant) => isLive(grant, now)).length)).toEqual([
      0, 1, 0, 1,
    ]);
  });
  test.each(tries)("$name", async ({ attempt }) => {
    for (const [who, actor] of Object.entries(least)) {
      const before = await state();
      const outcome = await Promise.resolve(attempt(there, actor)).then(
        (value) => `${who}: done ${JSON.stringify(value)}`,
        (error) => error?.code ?? String(error),
      );
      expect(["not_found", "not_allowed"], who).toContain(outcome);
      expect(await state(), who).toEqual(before);
    }
  });
  test("somebody else's mention stays unread", async () => {
    const read = { mentionId: there.mentionId };
    for (const actor of Object.values(least))
      await execute(incidentCommands["read-mention"], actor, read, { commandId: newId(), now });
    expect((await db.mention.findUniqueOrThrow({ where: { id: there.mentionId } })).readAt).toBeNull();
  });
  test("the same inputs are accepted from those who may: it is the actor that was refused", async () => {
    const accepted: [string, Actor][] = [
      ["see", wei],
      ["accept", wei],
      ["begin-answer", wei],
      ["start-task", wei],
      ["pin", zhou],
      ["review-see", wei],
      ["review-dissent", wei],
      ["review-edit-lesson", zhou],
      ["save-template", zhou],
      ["choose-kind", zhou],
      ["accept-post", wei],
      ["read-instruction", wei],
      ["report-instruction", wei],
      ["keep-promise", wei],
      ["ask-shift", hui],
      ["accept-shift", hui],
      ["answer-shift", zhou],
      ["change-level", zhou],
      ["undo-merge", zhou],
      ["unlink-submission", zhou],
      ["draft-report", zhou],
      ["check-report", zhou],
      ["receive", zhou],
      ["discard-import", zhou],
      ["add-unit", admin],
      ["edit-person", admin],
      ["give", admin],
      ["revoke", admin],
      ["end-session", admin],
    ];
    for (const [intent, actor] of accepted)
      await execute(table[intent]!, actor, inputs[intent]!(there), { commandId: newId(), now });
  });
});
