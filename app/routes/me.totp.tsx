import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { totpAction, totpPage } from "#http/totp.server.ts";
import { RecoveryCodes } from "../features/account/recovery-codes.tsx";
import { TotpOff, TotpOn, TotpPending } from "../features/account/totp.tsx";
import { titled } from "../i18n/title.ts";

export const meta: MetaFunction = titled("account", "totp.title");
export const loader = ({ request }: LoaderFunctionArgs) => totpPage(request);
export const action = ({ request }: ActionFunctionArgs) => totpAction(request);

export default function Totp() {
  const totp = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  if (answer?.codes) return <RecoveryCodes codes={answer.codes} />;
  if (totp.state === "on") return <TotpOn since={totp.since} recoveryLeft={totp.recoveryLeft} />;
  if (totp.state === "pending") return <TotpPending image={totp.image} secret={totp.secret} />;
  return <TotpOff />;
}
