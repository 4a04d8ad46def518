import { unseal } from "../kernel/cipher.server.ts";
import { now as clockNow } from "../kernel/clock.ts";
import { sql } from "../kernel/db.server.ts";
import { env } from "../kernel/env.ts";
import { type TargetRules, targetProblem } from "./hook-target.ts";
import { signatureOf } from "./sign.server.ts";

/** How long a gateway may take to answer. */
const TIMEOUT_MS = 10_000;

type Row = {
  state: string;
  kind: string;
  at: Date;
  unitName: string;
  url: string;
  secretSealed: string;
  live: boolean;
  incidentId: string;
  number: string;
  title: string;
  level: number;
  drill: boolean;
};
const MESSAGE = `
select d.state, d.kind, d.at, d.unit_name as "unitName", h.url, h.secret_sealed as "secretSealed",
  h.enabled and hu.closed_at is null and u.closed_at is null as live, i.id as "incidentId", i.number, i.title, i.level, i.drill
from hook_delivery d join hook h on h.id = d.hook_id join unit hu on hu.id = h.unit_id join unit u on u.id = d.unit_id join incident i on i.id = d.incident_id
where d.id = $1`;
const TRIED = `
update hook_delivery set attempts = attempts + 1, last_at = $2, last_status = $3, last_error = $4, state = $5
where id = $1 and state = 'waiting'`;

/** The rules of this installation. */
export const targetRules = (): TargetRules => ({
  hosts: (env().LIANXI_HOOK_HOSTS ?? "")
    .split(",")
    .map((host) => host.trim().toLowerCase())
    .filter(Boolean),
  strict: env().LIANXI_MODE === "production",
});

/**
 * Sends one message once. Delivered or stopped messages are left alone, so that the queue may run it twice. Throws when the gateway did
 * not take it: the queue tries again; `last` says that it will not. Redirects are not followed: they count as refused.
 */
export async function sendMessage(id: string, last: boolean): Promise<void> {
  const [row] = await sql<Row>(MESSAGE, [id]);
  if (row?.state !== "waiting") return;
  const tried = (state: string, status: number | null, error: string | null) =>
    sql(TRIED, [id, clockNow(), status, error, state]);
  const problem = targetProblem(row.url, targetRules());
  if (!row.live || problem) {
    await tried("stopped", null, problem?.zh ?? null);
    return;
  }
  const outcome = await post(id, row);
  if ("status" in outcome && outcome.status >= 200 && outcome.status < 300) {
    await tried("delivered", outcome.status, null);
    return;
  }
  const status = "status" in outcome ? outcome.status : null;
  const error = "error" in outcome ? outcome.error : null;
  await tried(last ? "failed" : "waiting", status, error);
  throw new Error(`the gateway did not take message ${id}: ${status ?? error}`);
}

async function post(id: string, row: Row): Promise<{ status: number } | { error: string }> {
  const { LIANXI_ORIGIN } = env();
  const { number, level, drill } = row;
  // A gateway that sends on the title alone says it as well.
  const title = `${drill ? "【演练】" : ""}${row.title}`;
  const path = `/incidents/${row.incidentId}`;
  const body = JSON.stringify({
    id,
    kind: row.kind,
    at: row.at.toISOString(),
    unit: row.unitName,
    incident: { number, title, level, drill },
    link: LIANXI_ORIGIN ? new URL(path, LIANXI_ORIGIN).href : path,
  });
  const timestamp = String(Math.floor(clockNow().getTime() / 1000));
  try {
    const response = await fetch(row.url, {
      method: "POST",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        "Content-Type": "application/json",
        "User-Agent": "lianxi",
        "X-Lianxi-Delivery": id,
        "X-Lianxi-Timestamp": timestamp,
        "X-Lianxi-Signature": signatureOf(unseal("hook", row.secretSealed) ?? "", timestamp, body),
      },
      body,
    });
    // What it says beside its status is nobody's business.
    await response.body?.cancel();
    return { status: response.status };
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    return { error: name === "TimeoutError" ? "timeout" : (cause?.code ?? name) };
  }
}
