import { before, hence, type Part, type Walk } from "./every.ts";

const here = ({ known }: Walk) => ({ incidentId: known.incidentId });
const part = ({ known }: Walk) => ({ assignmentId: known.assignmentId });
const report = ({ world }: Walk) => ({
  ...{ title: "重复提交", level: 2, countyId: world.county, place: "村口", cause: "夜间生产", occurredAt: before() },
});
const dispatched = async (walk: Walk, unitId: string, role: "lead" | "support") =>
  (await walk.send("dispatch", { ...here(walk), units: [{ unitId, role }] })).assignmentIds[0]!;
const task = (walk: Walk) => ({
  ...{ ...here(walk), kind: "record", title: "记录到场单位", unitId: walk.world.office, dueAt: hence(2) },
});
const factsOf = async (walk: Walk, id: string) =>
  (await walk.row<{ v: number }>("select facts_version as v from incident where id = $1", [id])).v;

/** An incident from its report to what its units do, with its timeline, demands, representatives and tasks. */
export const incident = {
  report: async (walk) => {
    walk.known.incidentId = (await walk.send("report", report(walk))).incidentId;
  },
  verify: (walk) => walk.send("verify", { ...here(walk), note: "已电话核实" }),
  dispatch: async (walk) => {
    walk.known.assignmentId = await dispatched(walk, walk.world.office, "lead");
  },
  deliver: (walk) => walk.send("deliver", part(walk)),
  see: (walk) => walk.send("see", part(walk)),
  object: (walk) => walk.send("object", { ...part(walk), reason: "不属本办职责" }),
  settle: (walk) => walk.send("settle", { ...part(walk), decision: "uphold", reason: "属地单位先到场" }),
  accept: (walk) => walk.send("accept", part(walk)),
  move: (walk) => walk.send("move", { ...here(walk), from: "dispatched", to: "on_site" }),
  arrive: (walk) => walk.send("arrive", part(walk)),
  "report-back": (walk) => walk.send("report-back", { ...part(walk), text: "群众在门口，情绪平稳" }),
  "accept-by-phone": async (walk) => {
    const assignmentId = await dispatched(walk, walk.world.second, "support");
    await walk.send("accept-by-phone", { assignmentId, name: "值班员老周" });
  },
  withdraw: async (walk) => {
    const assignmentId = await dispatched(walk, walk.world.third, "support");
    await walk.send("withdraw", { assignmentId, reason: "不需到场" });
  },
  post: async (walk) => {
    const said = { ...here(walk), text: "现场平稳", mentions: [walk.world.b.id] };
    walk.known.postSeq = (await walk.send("post", said)).seq;
  },
  "read-mention": async (walk) => {
    const { id } = await walk.row("select id from mention where incident_id = $1", [walk.known.incidentId]);
    await walk.send("read-mention", { mentionId: id }, "b");
  },
  visit: (walk) => walk.send("visit", { ...here(walk), lastSeq: walk.known.postSeq }),
  pin: (walk) => walk.send("pin", { ...here(walk), seq: walk.known.postSeq }),
  strike: async (walk) => {
    const { seq } = await walk.send("post", { ...here(walk), text: "记错一条" });
    await walk.send("strike", { ...here(walk), seq, reason: "重复" });
  },
  "head-count": (walk) => walk.send("head-count", { ...here(walk), count: 40 }),
  "edit-facts": async (walk) => {
    const factsVersion = await factsOf(walk, walk.known.incidentId);
    await walk.send("edit-facts", { ...here(walk), factsVersion, place: "村口东侧", reason: "现场确认" });
  },
  "add-demand": async (walk) => {
    const asked = { ...here(walk), text: "夜间停产", unitId: walk.world.office };
    walk.known.demandId = (await walk.send("add-demand", asked)).demandId;
  },
  "edit-demand": ({ send, known, world }) =>
    send("edit-demand", { demandId: known.demandId, version: 1, text: "夜间十点后停产", unitId: world.office }),
  "begin-answer": ({ send, known }) => send("begin-answer", { demandId: known.demandId }),
  "answer-demand": ({ send, known }) =>
    send("answer-demand", { demandId: known.demandId, version: 3, answer: "今晚起停产，派员看守。" }),
  "carry-on-demand": ({ send, known }) => send("carry-on-demand", { demandId: known.demandId, reason: "另行登记" }),
  "add-representative": async (walk) => {
    const one = { ...here(walk), matter: "夜间停产", name: "代表甲" };
    walk.known.representativeId = (await walk.send("add-representative", one)).representativeId;
  },
  "remove-representative": ({ send, known }) =>
    send("remove-representative", { representativeId: known.representativeId, reason: "本人退出" }),
  "give-task": async (walk) => {
    walk.known.taskId = (await walk.send("give-task", task(walk))).taskId;
  },
  "start-task": ({ send, known }) => send("start-task", { taskId: known.taskId }),
  "hand-back-task": ({ send, known }) => send("hand-back-task", { taskId: known.taskId, reason: "人手不够" }),
  "regive-task": ({ send, known, world }) =>
    send("regive-task", { taskId: known.taskId, unitId: world.office, dueAt: hence(3) }),
  "finish-task": ({ send, known }) => send("finish-task", { taskId: known.taskId, note: "已记" }),
  "cancel-task": async (walk) => {
    const { taskId } = await walk.send("give-task", task(walk));
    await walk.send("cancel-task", { taskId, reason: "不再需要" });
  },
  receive: async (walk) => {
    const letter = { unitId: walk.world.office, channel: "letter", receivedAt: before(), petitioner: "来信人" };
    const text = { title: "夜间噪声", body: `${walk.world.tag} 反映夜间噪声` };
    walk.known.submissionId = (await walk.send("receive", { ...letter, ...text })).submissionId;
  },
  "link-submissions": (walk) =>
    walk.send("link-submissions", { ...here(walk), submissionIds: [walk.known.submissionId], reason: "同一件事" }),
  "unlink-submission": async (walk) => {
    const { id } = await walk.row("select id from incident_link where incident_id = $1", [walk.known.incidentId]);
    await walk.send("unlink-submission", { linkId: id, reason: "另一件事" });
  },
} satisfies Part;

/** Incidents change their shape, and a review ends the first. */
export const shape = {
  "change-level": (walk) => walk.send("change-level", { ...here(walk), from: 2, to: 1, reason: "人数增加" }),
  merge: async (walk) => {
    const { incidentId: otherId } = await walk.send("report", report(walk));
    const [survivorVersion, absorbedVersion] = [
      await factsOf(walk, walk.known.incidentId),
      await factsOf(walk, otherId),
    ];
    const both = { ...here(walk), otherId, survivorVersion, absorbedVersion, choices: {}, reason: "同一件事" };
    walk.known.mergeId = (await walk.send("merge", both)).mergeId;
  },
  "undo-merge": ({ send, known }) => send("undo-merge", { mergeId: known.mergeId, reason: "两回事" }),
  split: async (walk) => {
    const { taskId } = await walk.send("give-task", task(walk));
    const other = { title: "另一件", place: "村西", level: 3, reason: "两回事", tasks: [taskId] };
    await walk.send("split", { ...here(walk), ...other });
  },
  close: (walk) => walk.send("close", { ...here(walk), outcome: "企业承诺停产，群众散去" }),
  "review-pick": async (walk) => {
    await walk.send("move", { ...here(walk), from: "closed", to: "reviewed" });
    await walk.send("review-pick", { ...here(walk), remove: [1] });
  },
  "review-add-lesson": async (walk) => {
    const lesson = { ...here(walk), text: "早到场", sources: [walk.known.postSeq] };
    walk.known.lessonId = (await walk.send("review-add-lesson", lesson)).lessonId;
  },
  "review-edit-lesson": ({ send, known }) =>
    send("review-edit-lesson", { lessonId: known.lessonId, version: 1, text: "早到场半小时", sources: [1] }),
  "review-withdraw-lesson": async (walk) => {
    await walk.send("review-withdraw-lesson", { lessonId: walk.known.lessonId, reason: "不准确" });
    await walk.send("review-add-lesson", { ...here(walk), text: "先通气", sources: [1] });
  },
  "review-give-task": (walk) => {
    const { office, a } = walk.world;
    return walk.send("review-give-task", {
      ...{ ...here(walk), title: "回访", unitId: office, ownerId: a.id, dueAt: hence(48) },
    });
  },
  "review-see": (walk) => walk.send("review-see", { ...here(walk), unitId: walk.world.office }),
  "review-dissent": (walk) =>
    walk.send("review-dissent", { ...here(walk), unitId: walk.world.second, text: "到场时间有出入" }),
  "review-finish": (walk) => walk.send("review-finish", here(walk)),
} satisfies Part;
