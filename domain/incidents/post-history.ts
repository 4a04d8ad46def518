import type { RecordedEvent } from "../events/recorded.ts";
import type { Post } from "./post-machine.ts";

/** One stretch of a post: who was asked from `from`, or held it, until `until` (exclusive; null: still). ISO 8601. */
export type Tenure = {
  id: string;
  post: Post;
  personName: string;
  state: "offered" | "held";
  from: string;
  until: string | null;
};

/** Who held which post when, read from the events alone: also of a time that nobody looked at while it was. */
export function postHistory(events: readonly RecordedEvent[]): Tenure[] {
  const tenures: Tenure[] = [];
  const open = (id: string) => tenures.find((one) => one.id === id && one.until === null);
  const end = (id: string, at: string) => {
    const one = open(id);
    if (one) one.until = at;
  };
  for (const event of events) {
    const at = event.recordedAt;
    switch (event.name) {
      case "incidents.post.offered":
        tenures.push({
          id: event.data.tenureId,
          post: event.data.post,
          personName: event.data.personName,
          state: "offered",
          from: at,
          until: null,
        });
        break;
      case "incidents.post.accepted":
      case "incidents.post.handed-over": {
        const { tenureId, post, personName } = event.data;
        if (event.name === "incidents.post.handed-over") end(event.data.fromTenureId, at);
        end(tenureId, at);
        tenures.push({ id: tenureId, post, personName, state: "held", from: at, until: null });
        break;
      }
      case "incidents.post.declined":
      case "incidents.post.withdrawn":
        end(event.data.tenureId, at);
        break;
    }
  }
  return tenures;
}
