import { newId } from "#domain/kernel/id.ts";
import { command } from "../../kernel/command.server.ts";
import { record } from "../../kernel/record.server.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import { isCountedPlace, lastHeadCount, refreshHeadCounts } from "../head-counts.server.ts";
import { eventTimeOf, lockFor, noteEntry, stillOpen } from "../incident.server.ts";
import { RecordHeadCountInput } from "../inputs.ts";

/** 记人数: how many people an observer counted on site, and when; after a merge at one of the places. Information about a place, never about persons. */
export const recordHeadCount = command(
  "incidents.head-count.record",
  RecordHeadCountInput,
  async ({ tx, actor, input, now }) => {
    const incident = await lockFor(tx, actor, input.incidentId, now, "incidents.head-count.record");
    stillOpen(incident);
    const at = eventTimeOf(input.eventTime, now, incident);
    const place = input.place && input.place !== incident.place ? input.place : null;
    if (place !== null && !(await isCountedPlace(tx, incident.id, place)))
      throw new Refusal(
        "invalid",
        say("这不是本事件的地点。请选列出的地点。", "This is no place of this incident; choose one that is listed."),
        { fields: { place: say("请选列出的地点", "Choose one that is listed") } },
      );
    const id = newId(now.getTime());
    const event = await record(
      tx,
      "incidents.head-count.recorded",
      incident.id,
      {
        incidentId: incident.id,
        headCountId: id,
        count: input.count,
        before: place === null ? incident.headCount : await lastHeadCount(tx, incident.id, place),
        ...(place === null ? {} : { place }),
        observerId: actor.personId,
        observer: actor.name,
      },
      { eventTime: at },
    );
    await tx.headCount.create({
      data: {
        id,
        incidentId: incident.id,
        count: input.count,
        observerId: actor.personId,
        observer: actor.name,
        observedAt: at,
        seq: event.seq,
        place,
      },
    });
    if (place === null) await refreshHeadCounts(tx, incident);
    await noteEntry(tx, incident, event);
    return { headCountId: id, seq: event.seq };
  },
);
