import { sql } from "../../kernel/db.server.ts";
import { notFound } from "../../kernel/refusal.ts";
import { totpSetup } from "../totp.server.ts";

export type OwnTotp =
  | { state: "off" }
  | { state: "pending"; uri: string; secret: string }
  | { state: "on"; since: string; recoveryLeft: number };

const TOTP = `
select login, totp_secret_sealed as sealed, totp_confirmed_at as "confirmedAt", cardinality(recovery_hashes) as "recoveryLeft"
from person where id = $1`;

type Row = { login: string; sealed: string | null; confirmedAt: Date | null; recoveryLeft: number };

/** The state of a person's second step. What the authenticator reads is in it only until it is confirmed. */
export async function ownTotp(personId: string): Promise<OwnTotp> {
  const [row] = await sql<Row>(TOTP, [personId]);
  if (!row) throw notFound();
  if (row.confirmedAt) return { state: "on", since: row.confirmedAt.toISOString(), recoveryLeft: row.recoveryLeft };
  return row.sealed ? { state: "pending", ...totpSetup(row.sealed, row.login) } : { state: "off" };
}
