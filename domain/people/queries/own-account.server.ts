import { sql } from "../../kernel/db.server.ts";
import { notFound } from "../../kernel/refusal.ts";
import { totpSetup } from "../totp.server.ts";

export type OwnAccount = {
  name: string;
  login: string;
  title: string | null;
  unitName: string;
  locale: string;
  theme: string;
  singleKeys: boolean;
  totp:
    | { state: "off" }
    | { state: "pending"; uri: string; secret: string }
    | { state: "on"; since: string; recoveryLeft: number };
};

const ACCOUNT = `
select p.name, p.login, p.title, u.name as "unitName", p.locale, p.theme, p.single_keys as "singleKeys",
  p.totp_secret_sealed as sealed, p.totp_confirmed_at as "confirmedAt", cardinality(p.recovery_hashes) as "recoveryLeft"
from person p join unit u on u.id = p.unit_id where p.id = $1`;

type Row = Omit<OwnAccount, "totp"> & { sealed: string | null; confirmedAt: Date | null; recoveryLeft: number };

/** What a person sees of his own account. The secret of the authenticator is in it only until it is confirmed. */
export async function ownAccount(personId: string): Promise<OwnAccount> {
  const [row] = await sql<Row>(ACCOUNT, [personId]);
  if (!row) throw notFound();
  return {
    name: row.name,
    login: row.login,
    title: row.title,
    unitName: row.unitName,
    locale: row.locale,
    theme: row.theme,
    singleKeys: row.singleKeys,
    totp: row.confirmedAt
      ? { state: "on", since: row.confirmedAt.toISOString(), recoveryLeft: row.recoveryLeft }
      : row.sealed
        ? { state: "pending", ...totpSetup(row.sealed, row.login) }
        : { state: "off" },
  };
}
