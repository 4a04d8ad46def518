import { newId } from "#domain/kernel/id.ts";
import { hence, type Part, type Walk } from "./every.ts";

const here = ({ known }: Walk) => ({ incidentId: known.incidentId });
const offer = (walk: Walk, personId: string) =>
  walk.send("offer-post", { ...here(walk), post: "commander", personId }).then(({ tenureId }) => tenureId);
const promise = (walk: Walk) => ({
  ...{ ...here(walk), text: "今晚不生产", toWhom: "村民代表", unitId: walk.world.office },
});
const shift = (walk: Walk, by: "a" | "b", startsInHours: number) => ({
  ...{ unitId: walk.world.office, duty: "coordinator", name: "白班", personId: walk.world[by].id },
  ...{ startsAt: hence(startsInHours), endsAt: hence(startsInHours + 8) },
});

/** Posts, instructions, promises and shifts. */
export const duty = {
  "offer-post": async (walk) => {
    walk.known.tenureId = await offer(walk, walk.world.a.id);
  },
  "accept-post": ({ send, known }) => send("accept-post", { tenureId: known.tenureId }),
  "decline-post": async (walk) => {
    const tenureId = await offer(walk, walk.world.b.id);
    await walk.send("decline-post", { tenureId, reason: "在外出差" }, "b");
  },
  "withdraw-post": ({ send, known }) => send("withdraw-post", { tenureId: known.tenureId, reason: "另有安排" }),
  "give-instruction": async (walk) => {
    const { office } = walk.world;
    const given = { ...here(walk), text: "先停夜间生产", via: "paper", leaderName: "贺维" };
    const asked = await walk.send("give-instruction", { ...given, unitId: office, dueAt: hence(4) });
    walk.known.instructionId = asked.instructionId;
  },
  "read-instruction": ({ send, known }) => send("read-instruction", { instructionId: known.instructionId }),
  "report-instruction": ({ send, known }) =>
    send("report-instruction", { instructionId: known.instructionId, text: "已停" }),
  "return-instruction": ({ send, known }) =>
    send("return-instruction", { instructionId: known.instructionId, reason: "写明时间" }),
  "settle-instruction": async ({ send, known: { instructionId } }) => {
    await send("report-instruction", { instructionId, text: "今晚十点已停" });
    await send("settle-instruction", { instructionId });
  },
  "make-promise": async (walk) => {
    walk.known.promiseId = (await walk.send("make-promise", promise(walk))).promiseId;
  },
  "keep-promise": ({ send, known }) => send("keep-promise", { promiseId: known.promiseId, note: "已停产" }),
  "carry-on-promise": async (walk) => {
    const { promiseId } = await walk.send("make-promise", promise(walk));
    await walk.send("carry-on-promise", { promiseId, reason: "长期事项" });
  },
  "withdraw-promise": async (walk) => {
    const { promiseId } = await walk.send("make-promise", promise(walk));
    await walk.send("withdraw-promise", { promiseId, reason: "听错了" });
  },
  "plan-shift": async (walk) => {
    walk.known.shiftId = (await walk.send("plan-shift", shift(walk, "a", 0))).shiftId;
  },
  "begin-shift": ({ send, known }) => send("begin-shift", { shiftId: known.shiftId }),
  "hand-over-shift": async (walk) => {
    const { shiftId } = await walk.send("plan-shift", shift(walk, "b", 2));
    walk.known.shiftId = shiftId;
    await walk.send("hand-over-shift", { shiftId, notes: "盯住夜间生产" });
  },
  "open-shift-row": ({ send, known }) =>
    send("open-shift-row", { shiftId: known.shiftId, key: `task:${known.taskId}` }, "b"),
  "ask-shift": ({ send, known }) => send("ask-shift", { shiftId: known.shiftId, text: "今晚谁值守" }, "b"),
  "answer-shift": ({ send, known }) => send("answer-shift", { shiftId: known.shiftId, text: "潘越" }),
  "send-back-shift": ({ send, known }) => send("send-back-shift", { shiftId: known.shiftId, text: "请补电话" }, "b"),
  "accept-shift": async ({ send, known: { shiftId } }) => {
    await send("hand-over-shift", { shiftId, notes: "电话已补" });
    await send("accept-shift", { shiftId }, "b");
  },
  "change-shift": async (walk) => {
    const planned = shift(walk, "a", 12);
    const { shiftId } = await walk.send("plan-shift", planned);
    walk.known.shiftId = shiftId;
    const { name, personId, startsAt, endsAt } = { ...planned, name: "夜班" };
    await walk.send("change-shift", { shiftId, version: 1, name, personId, startsAt, endsAt });
  },
  "cancel-shift": ({ send, known }) => send("cancel-shift", { shiftId: known.shiftId, reason: "换人" }),
} satisfies Part;

const draft = (walk: Walk) => walk.send("draft-report", here(walk)).then(({ reportId }) => reportId);

/** Reports that go up. */
export const reports = {
  "draft-report": async (walk) => {
    walk.known.reportId = await draft(walk);
  },
  "add-addressee": async (walk) => {
    const { reportId } = walk.known;
    const asked = { reportId, class: "bureau", name: "省信访局试验处" };
    walk.known.addresseeId = (await walk.send("add-addressee", asked)).addresseeId;
  },
  "head-report": ({ send, known }) =>
    send("head-report", { reportId: known.reportId, title: "关于村口聚集的首报", contact: "值班室" }),
  "comment-report": async ({ send, known }) => {
    const remarked = await send("comment-report", { reportId: known.reportId, version: 1, text: "写明是哪一刻的人数" });
    known.commentId = remarked.commentId;
  },
  "reply-comment": ({ send, known }) => send("reply-comment", { commentId: known.commentId, text: "已改" }, "b"),
  "settle-comment": ({ send, known }) => send("settle-comment", { commentId: known.commentId }),
  "reopen-comment": ({ send, known }) => send("reopen-comment", { commentId: known.commentId }, "b"),
  "check-report": ({ send, known }) => send("check-report", { reportId: known.reportId }),
  "freeze-report": ({ send, known }) => send("freeze-report", { reportId: known.reportId }),
  "return-report": ({ send, known }) =>
    send("return-report", { reportId: known.reportId, version: 1, reason: "写短些" }),
  "remove-addressee": async ({ send, known: { reportId, addresseeId } }) => {
    const { addresseeId: other } = await send("add-addressee", { reportId, class: "bureau", name: "省信访局另一处" });
    if (other === addresseeId) throw new Error("an addressee was added under the id of another");
    await send("remove-addressee", { addresseeId: other });
  },
  "sign-report": async ({ send, known: { reportId } }) => {
    await send("check-report", { reportId });
    await send("freeze-report", { reportId });
    await send("sign-report", { reportId, version: 2 });
  },
  "receive-report": ({ send, known }) =>
    send("receive-report", { addresseeId: known.addresseeId, receivedBy: "省局值班员" }),
  "drop-report": async (walk) => {
    await walk.send("drop-report", { reportId: await draft(walk), reason: "误点" });
  },
} satisfies Part;

const STAGE = `insert into submission_import (id, file_name, file_size, sha256, unit_id, by_id, state, created_at, touched_at)
  values ($1, '试验.xlsx', 1, '0', $2, $3, 'read', now(), now())`;
const ROWS = `insert into submission_import_row (import_id, row, submission_id, grade, external_number, title, body, petitioner, received_at, text_hash, grams)
  select $1, n, gen_random_uuid(), 'good', $2 || n, '来件', '内容', '某某', now() - interval '1 hour', $2 || n, '来 件' from generate_series(2, 4) n`;
async function staged({ world, row }: Walk): Promise<string> {
  const importId = newId();
  await row(STAGE, [importId, world.office, world.a.id]);
  await row(ROWS, [importId, `${world.tag}-${importId}-`]);
  return importId;
}

/** Imports of three rows that wait, and oversight's questions. */
export const office = {
  "publish-import": async (walk) => walk.send("publish-import", { importId: await staged(walk), rows: 3 }),
  "discard-import": async (walk) => walk.send("discard-import", { importId: await staged(walk) }),
  "ask-inquiry": async (walk) => {
    await walk.open(`/incidents/${walk.known.incidentId}`, "b");
    const entry = "select id::text as id from access_entry where person_id = $1 order by access_entry.id limit 1";
    const { id } = await walk.row(entry, [walk.world.b.id]);
    walk.known.inquiryId = (await walk.send("ask-inquiry", { entryId: id, question: "为何打开" })).inquiryId;
  },
  "answer-inquiry": ({ send, known }) =>
    send("answer-inquiry", { inquiryId: known.inquiryId, answer: "当班查看" }, "b"),
  "check-inquiry": ({ send, known }) => send("check-inquiry", { inquiryId: known.inquiryId }),
} satisfies Part;
