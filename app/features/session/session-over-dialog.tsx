import { useFetcher, useLocation } from "@remix-run/react";
import { useEffect, useId, useRef } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "#domain/kernel/id.ts";
import type { SessionOverReason } from "#http/session-facts.ts";
import type { SignInAnswer } from "#http/sign-in.server.ts";
import { SessionOver } from "../../shell/session-over.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { formatTime } from "../../ui/format.ts";
import { SecondStepFields } from "./second-step.tsx";
import type { GuardedPerson } from "./session-guard.tsx";
import { signedInAgain } from "./session-watch.ts";

/** The password, and the code where it is on, over a page that stays as it is. */
export function SessionOverDialog({ person, reason }: { person: GuardedPerson; reason: SessionOverReason }) {
  const { t } = useTranslation("account");
  const formId = useId();
  const fetcher = useFetcher<SignInAnswer>();
  const { pathname, search } = useLocation();
  const answered = useRef<SignInAnswer>();
  const answer = fetcher.data;
  const busy = fetcher.state !== "idle";
  const next = pathname + search;
  useEffect(() => {
    if (!answer?.ok || answered.current === answer) return;
    answered.current = answer;
    // A password set by an administrator is replaced first; another person's page is loaded anew.
    if (answer.personId !== person.personId || answer.next !== next) location.assign(answer.next);
    else signedInAgain();
  }, [answer, person.personId, next]);
  const wrong = answer && !answer.ok ? answer : undefined;
  const switchTo = `/sign-in?other=1&next=${encodeURIComponent(next)}`;
  const common = { stay: "1", next, commandId: newId() };
  if (wrong?.step === "second")
    return (
      <Dialog
        open
        stay
        size="small"
        icon="lock"
        title={t("second.title")}
        onClose={() => undefined}
        foot={
          <Button kind="filled" type="submit" form={formId} busy={busy}>
            {t("over.submit")}
          </Button>
        }
        footEnd={
          <ButtonLink to={switchTo} kind="text" reload>
            {t("otherAccount")}
          </ButtonLink>
        }
      >
        <fetcher.Form id={formId} method="post" action="/sign-in" key={wrong.now}>
          {Object.entries({ ...common, login: person.login }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <SecondStepFields answer={wrong} />
        </fetcher.Form>
      </Dialog>
    );
  return (
    <SessionOver
      open
      login={person.login}
      name={person.name}
      lead={`${t(`over.${reason}`)}${t("over.kept")}`}
      busy={busy}
      error={errorOf(wrong, t)}
      switchTo={switchTo}
      onSignIn={(password) =>
        fetcher.submit(
          { ...common, intent: "sign-in", login: person.login, password },
          { method: "post", action: "/sign-in" },
        )
      }
    />
  );
}

function errorOf(
  wrong: Extract<SignInAnswer, { ok: false }> | undefined,
  t: ReturnType<typeof useTranslation<"account">>["t"],
): string | null {
  if (wrong?.problem === "wrong") return t("signIn.wrong", { count: wrong.left });
  if (wrong?.problem === "late") return t("second.late");
  if (wrong?.problem === "paused") return t("paused.text", { time: formatTime(wrong.pausedUntil ?? wrong.now) });
  return null;
}
