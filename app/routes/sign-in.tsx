import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { signInAction, signInPage } from "#http/sign-in.server.ts";
import { DemoAccounts } from "../features/session/demo-accounts.tsx";
import { Entrance } from "../features/session/entrance.tsx";
import { SecondStep } from "../features/session/second-step.tsx";
import { nobodyHere } from "../features/session/session-watch.ts";
import { SignInForm } from "../features/session/sign-in-form.tsx";
import { titled } from "../i18n/title.ts";
import { cx } from "../ui/class-names.ts";
import { RenderedAt, useServerClock } from "../ui/clock.ts";

export const meta: MetaFunction = titled("account", "signIn.title");

export const loader = ({ request, context }: LoaderFunctionArgs) => signInPage(request, context.demo);

export const action = ({ request }: ActionFunctionArgs) => signInAction(request);

export default function SignInRoute() {
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const wrong = answer && !answer.ok ? answer : undefined;
  const renderedAt = Date.parse(wrong?.now ?? page.now);
  useServerClock(renderedAt);
  useEffect(nobodyHere, []);
  return (
    <RenderedAt value={renderedAt}>
      <Entrance version={page.version}>
        <div
          className={cx(
            "mx-auto grid w-full items-stretch gap-6",
            page.demo
              ? "max-w-[1100px] grid-cols-[320px_minmax(0,1fr)] max-mid:max-w-[640px] max-mid:grid-cols-1"
              : "max-w-[320px]",
          )}
        >
          <section className="flex min-h-[440px] rounded-control border border-line-2 bg-surface p-6">
            {wrong?.step === "second" ? <SecondStep answer={wrong} /> : <SignInForm page={page} answer={wrong} />}
          </section>
          {page.demo ? <DemoAccounts demo={page.demo} next={page.next} /> : null}
        </div>
      </Entrance>
    </RenderedAt>
  );
}
