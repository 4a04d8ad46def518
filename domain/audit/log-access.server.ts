import { createHash } from "node:crypto";
import { now as clockNow } from "../kernel/clock.ts";
import { sqlIn, transaction } from "../kernel/db.server.ts";
import { type Actor, isLive } from "../people/actor.ts";
import { duties } from "../people/duties.ts";
import type { AccessAction } from "./access.ts";

/** One access, as the log keeps it. `subjectLabel` is a number, never a name or a text. */
export type Access = {
  action: AccessAction;
  subjectKind:
    | "incident"
    | "submission"
    | "attachment"
    | "representative"
    | "person"
    | "grants"
    | "access-log"
    | "board";
  subjectId?: string | null;
  subjectLabel?: string;
  field?: string;
  reason?: string;
  requestId?: string;
};

type Waiting = { actor: Actor; access: Access; at: Date; done: () => void; failed: (error: unknown) => void };

/** The advisory lock that makes writers of the chain take turns. */
const CHAIN = 7_262_028;
const INSERT = `
insert into access_entry (at, person_id, person_name, unit_id, unit_name, duty, action, subject_kind, subject_id, subject_label, field, reason, grant_id, session_id, request_id, previous_hash, hash)
values ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17)`;

const waiting: Waiting[] = [];
let writing = false;

/**
 * Writes who opened what, when and why, before it is shown. Entries form a chain: each carries the hash of the one before, so
 * that none can be taken out unseen. Those that come while one write is under way are written together. Rejects when it could
 * not be written: then nothing may be shown.
 */
export function logAccess(actor: Actor, access: Access): Promise<void> {
  return new Promise((done, failed) => {
    waiting.push({ actor, access, at: clockNow(), done, failed });
    if (!writing) void drain();
  });
}

async function drain(): Promise<void> {
  writing = true;
  while (waiting.length > 0) {
    const batch = waiting.splice(0, 200);
    try {
      await write(batch);
      for (const one of batch) one.done();
    } catch (error) {
      for (const one of batch) one.failed(error);
    }
  }
  writing = false;
}

const write = (batch: Waiting[]) =>
  transaction(async (tx) => {
    await sqlIn(tx, "select pg_advisory_xact_lock($1)", [CHAIN]);
    const [last] = await sqlIn<{ hash: string }>(tx, "select hash from access_entry order by id desc limit 1");
    let previous = last?.hash ?? "";
    for (const { actor, access, at } of batch) {
      const grant = actor.grants.find((g) => isLive(g, at));
      const fields = [
        at.toISOString(),
        actor.personId,
        actor.name,
        actor.unitId,
        actor.unitName,
        grant ? duties[grant.duty].zh : "",
        access.action,
        access.subjectKind,
        access.subjectId ?? null,
        access.subjectLabel ?? "",
        access.field ?? null,
        access.reason ?? null,
        grant?.id ?? null,
        actor.sessionId,
        access.requestId ?? null,
      ];
      const hash = chainHash(previous, fields);
      await sqlIn(tx, INSERT, [...fields, previous, hash]);
      previous = hash;
    }
  });

const chainHash = (previous: string, fields: unknown[]) =>
  createHash("sha256")
    .update(JSON.stringify([previous, ...fields]))
    .digest("hex");

type Row = Record<string, unknown> & { id: string; at: Date; previous_hash: string; hash: string };
/** Recomputes the chain. Returns the id of the first entry that does not fit, null when all do. */
export async function firstBrokenEntry(): Promise<string | null> {
  return transaction(async (tx) => {
    let previous = "";
    let after = "0";
    for (;;) {
      const rows = await sqlIn<Row>(
        tx,
        "select *, id::text as id from access_entry where id > $1::bigint order by access_entry.id limit 5000",
        [after],
      );
      if (rows.length === 0) return null;
      for (const r of rows) {
        const fields = [
          r.at.toISOString(),
          r.person_id,
          r.person_name,
          r.unit_id,
          r.unit_name,
          r.duty,
          r.action,
          r.subject_kind,
          r.subject_id,
          r.subject_label,
          r.field,
          r.reason,
          r.grant_id,
          r.session_id,
          r.request_id,
        ];
        if (r.previous_hash !== previous || r.hash !== chainHash(previous, fields)) return r.id;
        previous = r.hash;
        after = r.id;
      }
    }
  }, 120_000);
}
