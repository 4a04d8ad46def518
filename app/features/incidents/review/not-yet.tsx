import { useState } from "react";
import { useTranslation } from "react-i18next";
import { phaseMachine } from "#domain/incidents/phase-machine.ts";
import type { ReviewView } from "#domain/incidents/review/view.ts";
import { can as canMove } from "#domain/kernel/machine.ts";
import { Button, ButtonLink } from "../../../ui/button.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { useActing } from "../room/room-context.ts";

/** Before the review: an incident that is not closed yet, or one that nobody has moved on. */
export function NotYet({ view: { facts, can } }: { view: ReviewView }) {
  const { t } = useTranslation("review");
  const { act, reachable } = useActing();
  const [busy, setBusy] = useState(false);
  const closed = canMove(phaseMachine, facts.phase, "review");
  const begin = async () => {
    setBusy(true);
    await act("move", { incidentId: facts.id, from: facts.phase, to: "reviewed" });
    setBusy(false);
  };
  return (
    <EmptyState
      icon="book"
      title={closed ? t("notYet.closed") : t("notYet.open")}
      text={closed ? (can.move === true ? t("notYet.begin") : t("notYet.who")) : t("notYet.close")}
      actions={
        <>
          {closed && can.move === true ? (
            <Button kind="filled" busy={busy} can={reachable} onClick={begin}>
              {t("notYet.act")}
            </Button>
          ) : null}
          <ButtonLink to={`/incidents/${facts.id}`}>{t("notYet.room")}</ButtonLink>
        </>
      }
    />
  );
}
