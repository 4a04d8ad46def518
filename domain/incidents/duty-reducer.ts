import type { IncidentDutyEventName } from "../events/incident-duty.ts";
import type { RecordedEvent } from "../events/recorded.ts";
import type { RoomState } from "./room.ts";
import type { RoomDuty, RoomInstruction, RoomPost, RoomPromise } from "./room-duty.ts";

type Apply<N extends IncidentDutyEventName> = (room: RoomState, event: RecordedEvent<N>) => Partial<RoomState>;

const without = (room: RoomState, ...ids: string[]) => room.posts.filter((one) => !ids.includes(one.id));
/** Of a room at its first event. */
export const noDuty: RoomDuty = { posts: [], instructions: [], promises: [] };
/** In order of post, the holder before the one who is asked. */
export const sortPosts = (list: RoomPost[]) =>
  [...list].sort(
    (a, b) =>
      a.post.localeCompare(b.post) ||
      Number(a.state === "offered") - Number(b.state === "offered") ||
      a.id.localeCompare(b.id),
  );
const holds = (room: RoomState, id: string, at: string): RoomPost[] =>
  room.posts.map((one) => (one.id === id ? { ...one, state: "held", heldFrom: at } : one));
const instruction = (room: RoomState, id: string, change: Partial<RoomInstruction>) => ({
  instructions: room.instructions.map((one) => (one.id === id ? { ...one, ...change } : one)),
});
const promise = (room: RoomState, id: string, change: Partial<RoomPromise>) => ({
  promises: room.promises.map((one) => (one.id === id ? { ...one, ...change } : one)),
});

/** What events of posts, instructions and promises make of the room; spread into the table of room-reducer.ts. */
export const dutyReducer: { [N in IncidentDutyEventName]: Apply<N> } = {
  "incidents.post.offered": (room, { data, recordedAt }) => ({
    posts: sortPosts([
      ...room.posts,
      {
        id: data.tenureId,
        post: data.post,
        personId: data.personId,
        personName: data.personName,
        unitName: data.unitName,
        state: "offered",
        offeredAt: recordedAt,
        heldFrom: null,
      },
    ]),
  }),
  "incidents.post.accepted": (room, { data, recordedAt }) => ({
    posts: sortPosts(holds(room, data.tenureId, recordedAt)),
  }),
  "incidents.post.handed-over": (room, { data, recordedAt }) => ({
    posts: sortPosts(holds({ ...room, posts: without(room, data.fromTenureId) }, data.tenureId, recordedAt)),
  }),
  "incidents.post.declined": (room, { data }) => ({ posts: without(room, data.tenureId) }),
  "incidents.post.withdrawn": (room, { data }) => ({ posts: without(room, data.tenureId) }),

  "incidents.instruction.given": (room, { data, recordedAt, seq }) => ({
    instructions: [
      ...room.instructions,
      {
        id: data.instructionId,
        no: data.no,
        text: data.text,
        leaderName: data.leaderName,
        leaderTitle: data.leaderTitle,
        via: data.via,
        givenAt: recordedAt,
        unitId: data.unitId,
        unitName: data.unitName,
        ownerId: data.ownerId,
        ownerName: data.ownerName,
        dueAt: data.dueAt,
        state: "given",
        readAt: null,
        report: null,
        reportedAt: null,
        reportedBy: null,
        returned: null,
        settledAt: null,
        seq,
        version: data.version,
      },
    ],
  }),
  "incidents.instruction.read": (room, { data, recordedAt }) =>
    instruction(room, data.instructionId, { state: "read", readAt: recordedAt, version: data.version }),
  "incidents.instruction.reported-back": (room, { data, recordedAt }) =>
    instruction(room, data.instructionId, {
      state: "reported",
      report: data.text,
      reportedAt: recordedAt,
      reportedBy: data.by,
      returned: null,
      version: data.version,
    }),
  "incidents.instruction.settled": (room, { data, recordedAt }) =>
    instruction(room, data.instructionId, { state: "settled", settledAt: recordedAt, version: data.version }),
  "incidents.instruction.returned": (room, { data }) =>
    instruction(room, data.instructionId, {
      state: "returned",
      returned: data.reason,
      dueAt: data.dueAt,
      version: data.version,
    }),

  "incidents.promise.made": (room, { data, recordedAt }) => ({
    promises: [
      ...room.promises,
      {
        id: data.promiseId,
        no: data.no,
        text: data.text,
        toWhom: data.toWhom,
        saidBy: data.saidBy,
        unitId: data.unitId,
        unitName: data.unitName,
        dueAt: data.dueAt,
        fromSeq: data.fromSeq,
        madeAt: recordedAt,
        state: "open",
        endedAt: null,
        note: null,
        version: data.version,
      },
    ],
  }),
  "incidents.promise.kept": (room, { data, recordedAt }) =>
    promise(room, data.promiseId, {
      state: "kept",
      endedAt: recordedAt,
      note: data.note || null,
      version: data.version,
    }),
  "incidents.promise.carried-on": (room, { data, recordedAt }) =>
    promise(room, data.promiseId, {
      state: "carried_on",
      endedAt: recordedAt,
      note: data.reason,
      version: data.version,
    }),
  "incidents.promise.withdrawn": (room, { data, recordedAt }) =>
    promise(room, data.promiseId, {
      state: "withdrawn",
      endedAt: recordedAt,
      note: data.reason,
      version: data.version,
    }),

  "incidents.duty.handed-over": () => ({}),
  "incidents.task.passed-on": (room, { data }) => ({
    tasks: room.tasks.map((one) =>
      one.id === data.taskId
        ? { ...one, ownerId: data.ownerId, ownerName: data.ownerName, version: data.version }
        : one,
    ),
  }),
};
