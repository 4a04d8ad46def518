import { useLocation, useRevalidator } from "@remix-run/react";
import type { TFunction } from "i18next";
import { type FormEvent, useId, useState } from "react";
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

type Refused = Extract<SignInAnswer, { ok: false }>;

/** The password, and the code where it is on, over a page that stays as it is. */
export function SessionOverDialog({ person, reason }: { person: GuardedPerson; reason: SessionOverReason }) {
  const { t } = useTranslation("account");
  const formId = useId();
  const { pathname, search } = useLocation();
  const next = pathname + search;
  const { refused, busy, unreachable, send } = useSignInInPlace(person, next);
  const switchTo = `/sign-in?other=1&next=${encodeURIComponent(next)}`;
  const sendForm = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send(new FormData(event.currentTarget));
  };
  if (refused?.step === "second")
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
        <form id={formId} onSubmit={sendForm} key={refused.now}>
          <SecondStepFields answer={refused} />
        </form>
      </Dialog>
    );
  return (
    <SessionOver
      open
      login={person.login}
      name={person.name}
      lead={`${t(`over.${reason}`)}${t("over.kept")}`}
      busy={busy}
      error={unreachable ? t("over.unreachable") : errorOf(refused, t)}
      switchTo={switchTo}
      onSignIn={(password) => {
        const form = new FormData();
        form.set("intent", "sign-in");
        form.set("password", password);
        send(form);
      }}
    />
  );
}

/**
 * Sends the form beside the router: its own way would load the page's data anew after each try, and that waits for the
 * session this form is to begin.
 */
function useSignInInPlace(person: GuardedPerson, next: string) {
  const { revalidate } = useRevalidator();
  const [refused, setRefused] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const [unreachable, setUnreachable] = useState(false);
  const send = async (form: FormData) => {
    form.set("login", person.login);
    form.set("next", next);
    form.set("commandId", newId());
    setBusy(true);
    setUnreachable(false);
    try {
      const response = await fetch("/session", { method: "POST", body: form });
      const answer = (await response.json()) as SignInAnswer;
      if (!answer.ok) setRefused(answer);
      // Another person's page is loaded anew; a password set by an administrator is replaced first.
      else if (answer.personId !== person.personId || answer.next !== next) location.assign(answer.next);
      else {
        signedInAgain();
        revalidate();
      }
    } catch {
      setUnreachable(true);
    }
    setBusy(false);
  };
  return { refused, busy, unreachable, send };
}

function errorOf(refused: Refused | undefined, t: TFunction<"account">): string | null {
  if (refused?.problem === "wrong") return t("signIn.wrong", { count: refused.left });
  if (refused?.problem === "late") return t("second.late");
  if (refused?.problem === "paused") return t("paused.text", { time: formatTime(refused.pausedUntil ?? refused.now) });
  return null;
}
