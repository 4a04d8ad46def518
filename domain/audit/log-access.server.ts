import { now as clockNow } from "../kernel/clock.ts";
import { sqlIn, transaction } from "../kernel/db.server.ts";
import { type Actor, type HeldGrant, isLive } from "../people/actor.ts";
import { duties } from "../people/duties.ts";
import type { AccessAction, SubjectKind } from "./access.ts";
import { type Chained, chained, chainHash } from "./chain.server.ts";
import { grantOfAccess } from "./grant-of-access.server.ts";

/** One access, as the log keeps it. `subjectLabel` is a number, never a name or a text. */
export type Access = {
  action: AccessAction;
  subjectKind: SubjectKind;
  subjectId?: string | null;
  subjectLabel?: string;
  field?: string;
  reason?: string;
  requestId?: string;
};

type Waiting = {
  actor: Actor;
  access: Access;
  grant: HeldGrant | null;
  at: Date;
  done: () => void;
  failed: (error: unknown) => void;
};

/** The advisory lock that makes writers of the chain take turns. */
const CHAIN = 7_262_028;
const INSERT = `insert into access_entry (${chained.join(", ")}, previous_hash, hash)
values (${Array.from({ length: chained.length + 2 }, (_, place) => `$${place + 1}`).join(", ")})`;

const waiting: Waiting[] = [];
let writing = false;

/**
 * Writes who opened what, when, why and by which grant, before it is shown. Entries form a chain: each carries the hash of the
 * one before, so that none can be changed or taken out unseen. Those that come while one write is under way are written
 * together. Rejects when it could not be written: then nothing may be shown.
 */
export async function logAccess(actor: Actor, access: Access): Promise<void> {
  const at = clockNow();
  const grant = await grantOfAccess(actor, access, at);
  await new Promise<void>((done, failed) => {
    waiting.push({ actor, access, grant, at, done, failed });
    if (!writing) void drain();
  });
}

async function drain(): Promise<void> {
  writing = true;
  while (waiting.length > 0) await settle(waiting.splice(0, 200));
  writing = false;
}

/** What cannot be written fails alone: a batch that is refused is written one by one. */
async function settle(batch: Waiting[]): Promise<void> {
  try {
    await write(batch);
    for (const one of batch) one.done();
  } catch (error) {
    if (batch.length > 1) for (const one of batch) await settle([one]);
    else batch[0]!.failed(error);
  }
}

const write = (batch: Waiting[]) =>
  transaction(async (tx) => {
    await sqlIn(tx, "select pg_advisory_xact_lock($1)", [CHAIN]);
    const [last] = await sqlIn<{ hash: string }>(tx, "select hash from access_entry order by id desc limit 1");
    let previous = last?.hash ?? "";
    for (const one of batch) {
      const entry = entryOf(one);
      const hash = chainHash(previous, entry);
      await sqlIn(tx, INSERT, [...chained.map((column) => entry[column]), previous, hash]);
      previous = hash;
    }
  });

/** The duty is that of the grant it was done by; of one that was refused, the first the person holds. */
function entryOf({ actor, access, grant, at }: Waiting): Chained {
  const held = grant ?? actor.grants.find((one) => isLive(one, at));
  return {
    at: at.toISOString(),
    person_id: actor.personId,
    person_name: actor.name,
    unit_id: actor.unitId,
    unit_name: actor.unitName,
    duty: held ? duties[held.duty].zh : "",
    action: access.action,
    subject_kind: access.subjectKind,
    subject_id: access.subjectId ?? null,
    subject_label: access.subjectLabel ?? "",
    field: access.field ?? null,
    reason: access.reason ?? null,
    grant_id: grant?.id ?? null,
    session_id: actor.sessionId,
    request_id: access.requestId ?? null,
  };
}
