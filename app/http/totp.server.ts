import { data } from "@remix-run/node";
import { confirmTotp, disableTotp, renewRecoveryCodes, startTotp } from "#domain/people/commands/totp.server.ts";
import { ownTotp } from "#domain/people/queries/own-totp.server.ts";
import { recoveryCodes } from "#domain/people/totp.server.ts";
import { requireActor } from "./actor.server.ts";
import { withActor } from "./load.server.ts";
import { qrImage } from "./qr.server.ts";
import { runCommand } from "./run-command.server.ts";

/** Whether the second step is on; while it is being set up, what the authenticator reads. */
export const totpPage = (request: Request) =>
  withActor(request, async ({ actor }) => {
    const totp = await ownTotp(actor.personId);
    if (totp.state !== "pending") return totp;
    return { state: totp.state, secret: totp.secret, image: await qrImage(totp.uri) };
  });

/** Sets it up, confirms it, turns it off. Recovery codes are in this one answer and nowhere else. */
export async function totpAction(request: Request) {
  const result = await runCommand(
    request,
    { start: startTotp, confirm: confirmTotp, renew: renewRecoveryCodes, off: disableTotp },
    { stay: true },
  );
  const answer = result.data;
  const shows = answer.ok && (answer.intent === "confirm" || answer.intent === "renew");
  const codes = shows ? recoveryCodes((await requireActor(request)).personId, answer.commandId) : null;
  return data({ ...answer, codes }, result.init ?? undefined);
}
