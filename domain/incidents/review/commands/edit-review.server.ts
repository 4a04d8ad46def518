import { command } from "../../../kernel/command.server.ts";
import { newId } from "../../../kernel/id.ts";
import { record } from "../../../kernel/record.server.ts";
import { notFound, Refusal, stale } from "../../../kernel/refusal.ts";
import { say } from "../../../kernel/sentence.ts";
import { noteEntry, refreshCard } from "../../incident.server.ts";
import { openUnit } from "../../parts.server.ts";
import {
  AddLessonInput,
  EditLessonInput,
  GiveFollowUpInput,
  PickEntriesInput,
  ReviewInput,
  WithdrawLessonInput,
} from "../inputs.ts";
import { lockDraft, permitSources } from "../review.server.ts";
import { unitsOfReview } from "../units-of-review.server.ts";

/** 增减: which entries tell the course. What is there already, or gone already, changes nothing: two people may pick at once. */
export const pickEntries = command("incidents.review.pick", PickEntriesInput, async ({ tx, actor, input, now }) => {
  const { incident, review } = await lockDraft(tx, actor, input.incidentId, now, "incidents.review.pick");
  const added = [...new Set(input.add)].filter((seq) => !review.picked.includes(seq) && !input.remove.includes(seq));
  const removed = [...new Set(input.remove)].filter((seq) => review.picked.includes(seq));
  if (added.length + removed.length === 0) return { picked: review.picked };
  await permitSources(tx, incident.id, added, "add");
  const picked = [...review.picked.filter((seq) => !removed.includes(seq)), ...added].sort((a, b) => a - b);
  await tx.incidentReview.update({ where: { incidentId: incident.id }, data: { picked } });
  const entry = await record(tx, "incidents.review.picked", incident.id, { incidentId: incident.id, added, removed });
  await noteEntry(tx, incident, entry);
  return { picked };
});

/** 得失: each lesson names the entries it comes from. */
export const addLesson = command("incidents.review.lesson.add", AddLessonInput, async ({ tx, actor, input, now }) => {
  const { incident } = await lockDraft(tx, actor, input.incidentId, now, "incidents.review.lesson.add");
  const sources = [...new Set(input.sources)].sort((a, b) => a - b);
  await permitSources(tx, incident.id, sources, "sources");
  const no = (await tx.reviewLesson.count({ where: { incidentId: incident.id } })) + 1;
  const lessonId = newId(now.getTime());
  const { text } = input;
  await tx.reviewLesson.create({
    data: {
      ...{ id: lessonId, incidentId: incident.id, no, text, sources },
      ...{ byId: actor.personId, byName: actor.name, byUnit: actor.unitName, addedAt: now },
    },
  });
  const entry = await record(tx, "incidents.review.lesson.added", incident.id, {
    incidentId: incident.id,
    lessonId,
    no,
    text,
    sources,
  });
  await noteEntry(tx, incident, entry);
  return { lessonId, no };
});

/** Two people on the same lesson: the second is told and gets what is there now. */
export const editLesson = command(
  "incidents.review.lesson.edit",
  EditLessonInput,
  async ({ tx, actor, input, now }) => {
    const found = await tx.reviewLesson.findUnique({ where: { id: input.lessonId }, select: { incidentId: true } });
    if (!found) throw notFound();
    const { incident } = await lockDraft(tx, actor, found.incidentId, now, "incidents.review.lesson.edit");
    const lesson = await tx.reviewLesson.findUniqueOrThrow({ where: { id: input.lessonId } });
    if (lesson.withdrawnAt) throw new Refusal("wrong_state", withdrawn);
    if (lesson.version !== input.version)
      throw stale({ version: lesson.version, text: lesson.text, sources: lesson.sources });
    const sources = [...new Set(input.sources)].sort((a, b) => a - b);
    await permitSources(tx, incident.id, sources, "sources");
    const { text } = input;
    const version = lesson.version + 1;
    await tx.reviewLesson.update({ where: { id: lesson.id }, data: { text, sources, version } });
    const entry = await record(tx, "incidents.review.lesson.edited", incident.id, {
      ...{ incidentId: incident.id, lessonId: lesson.id, no: lesson.no, text, sources, version },
    });
    await noteEntry(tx, incident, entry);
    return { version };
  },
);
const withdrawn = say("这一条已被撤下。", "This lesson has been withdrawn.");

/** Takes a lesson out with a reason; its number is not used again. */
export const withdrawLesson = command(
  "incidents.review.lesson.withdraw",
  WithdrawLessonInput,
  async ({ tx, actor, input, now }) => {
    const found = await tx.reviewLesson.findUnique({ where: { id: input.lessonId }, select: { incidentId: true } });
    if (!found) throw notFound();
    const { incident } = await lockDraft(tx, actor, found.incidentId, now, "incidents.review.lesson.withdraw");
    const { id, no, text, withdrawnAt } = await tx.reviewLesson.findUniqueOrThrow({ where: { id: input.lessonId } });
    if (withdrawnAt) throw new Refusal("wrong_state", withdrawn);
    await tx.reviewLesson.update({ where: { id }, data: { withdrawnAt: now } });
    const entry = await record(tx, "incidents.review.lesson.withdrawn", incident.id, {
      ...{ incidentId: incident.id, lessonId: id, no, text, reason: input.reason },
    });
    await noteEntry(tx, incident, entry);
    return { no };
  },
);

/** 后续任务: an ordinary task of the kind that goes on after closing, with an owner by name: it stands in his inbox. */
export const giveFollowUp = command(
  "incidents.review.task.give",
  GiveFollowUpInput,
  async ({ tx, actor, input, now }) => {
    const { incident } = await lockDraft(tx, actor, input.incidentId, now, "incidents.review.task.give");
    const unit = await openUnit(tx, input.unitId);
    const owner = await tx.person.findFirst({
      where: { id: input.ownerId, disabledAt: null, unit: { path: { startsWith: unit.path } } },
      select: { id: true, name: true },
    });
    if (!owner)
      throw new Refusal("invalid", say("负责人不在这个单位。", "The owner does not belong to this unit."), {
        fields: { ownerId: say("请在该单位内选人", "Choose someone of the unit") },
      });
    if (input.dueAt <= now)
      throw new Refusal("invalid", say("期限须在现在之后。", "The due time must lie ahead."), {
        fields: { dueAt: say("须在现在之后", "Must lie ahead") },
      });
    const id = newId(now.getTime());
    const given = {
      ...{ kind: "follow_up" as const, title: input.title, unitId: unit.id, unitName: unit.shortName },
      ...{ ownerId: owner.id, ownerName: owner.name },
    };
    await tx.incidentTask.create({
      data: {
        ...{ id, incidentId: incident.id, ...given, unitPath: unit.path, dueAt: input.dueAt, state: "given" },
        ...{ createdAt: now, createdById: actor.personId },
      },
    });
    const entry = await record(tx, "incidents.task.given", incident.id, {
      ...{ incidentId: incident.id, taskId: id, ...given, dueAt: input.dueAt.toISOString(), version: 1 },
    });
    await refreshCard(tx, incident);
    await noteEntry(tx, incident, entry);
    return { taskId: id };
  },
);

/** 定稿: freezes the review, and writes down who had not read it. Needs at least one lesson. */
export const finishReview = command("incidents.review.finish", ReviewInput, async ({ tx, actor, input, now }) => {
  const { incident } = await lockDraft(tx, actor, input.incidentId, now, "incidents.review.finish");
  if ((await tx.reviewLesson.count({ where: { incidentId: incident.id, withdrawnAt: null } })) === 0)
    throw new Refusal(
      "wrong_state",
      say("还没有写得失，写下至少一条再定稿。", "No lesson is written yet; write at least one before freezing."),
    );
  const read = await tx.reviewReading.findMany({ where: { incidentId: incident.id }, select: { unitId: true } });
  const unread = (await unitsOfReview(tx, incident.id))
    .filter((unit) => !read.some((one) => one.unitId === unit.unitId))
    .map((unit) => unit.unitName);
  await tx.incidentReview.update({
    where: { incidentId: incident.id },
    data: { finishedAt: now, finishedBy: actor.name, unread },
  });
  const entry = await record(tx, "incidents.review.finished", incident.id, { incidentId: incident.id, unread });
  await noteEntry(tx, incident, entry);
  return { unread };
});
