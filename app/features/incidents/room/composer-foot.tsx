import { type Ref, useCallback } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../../../ui/avatar.tsx";
import { Button } from "../../../ui/button.tsx";
import { useNow } from "../../../ui/clock.ts";
import { formatNear, formatTime } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { useOutbox } from "../../offline/offline.tsx";
import { MergedLine } from "../shape/merged-band.tsx";
import { Composer, type ComposerHandle } from "./composer.tsx";
import { draftKey, isOpenIncident, useMay, useRanOut, useRoom, useRoomPart } from "./room-context.ts";
import { WaitingList } from "./waiting-list.tsx";

type Props = {
  formId: string;
  initial?: string;
  handle: Ref<ComposerHandle>;
  onWriting: (on: boolean) => void;
  onSent: () => void;
};

/** The foot of the timeline: the composer, or one line that says why there is none. */
export function ComposerFoot({ formId, initial, handle, onWriting, onSent }: Props) {
  const { incidentId, me, can, reachable, openDialog } = useRoom();
  const outbox = useOutbox();
  const open = useRoomPart(isOpenIncident);
  const mayCount = useMay("incidents.head-count.record");
  const mayPost = useMay("incidents.entry.post");
  const into = useRoomPart((held) => held.room.shape.mergedInto?.number);
  const mayIssue = useMay("incidents.instruction.issue");
  const mayRecord = useMay("incidents.instruction.record");
  const instruct = useCallback((text: string) => openDialog({ kind: "give-instruction", text }), [openDialog]);
  return (
    <div className="shrink-0 border-t border-line bg-surface px-3 pb-2.5 phone:px-4" data-frame>
      <WaitingList />
      <Writing />
      {into ? (
        <MergedLine into={into} />
      ) : !mayPost ? (
        <p className="flex min-h-10 items-center gap-2 text-text-2">
          <Icon name="eye" />
          {String(can["incidents.entry.post"])}
        </p>
      ) : open ? (
        <Composer
          incidentId={incidentId}
          draftKey={draftKey(me.personId, incidentId, "composer")}
          outbox={outbox}
          formId={formId}
          initial={initial}
          mayCount={mayCount}
          away={reachable !== true}
          onInstruction={mayIssue || mayRecord ? instruct : null}
          onWriting={onWriting}
          onSent={onSent}
          handle={handle}
        />
      ) : (
        <Closed />
      )}
    </div>
  );
}

/** 办结 since when, and how the work goes on. */
function Closed() {
  const { t } = useTranslation("room");
  const { openDialog, reachable } = useRoom();
  const closedAt = useRoomPart((held) => held.room.facts.closedAt);
  const phase = useRoomPart((held) => held.room.facts.phase);
  const mayReopen = useMay("incidents.reopen");
  const now = useNow("minute");
  return (
    <p className="flex min-h-10 flex-wrap items-center gap-x-3 text-text-2">
      <Icon name="lock" />
      {t(phase === "reviewed" ? "closed.reviewed" : "closed.since", {
        time: closedAt ? formatNear(closedAt, now) : "",
      })}
      {phase === "reviewed" ? null : mayReopen ? (
        <Button size="small" can={reachable} onClick={() => openDialog({ kind: "reopen" })}>
          {t("head.reopen")}
        </Button>
      ) : (
        <span>{t("closed.how")}</span>
      )}
    </p>
  );
}

/** Who is writing now. */
function Writing() {
  const { t } = useTranslation("room");
  const { me } = useRoom();
  const present = useRoomPart((held) => held.present);
  const writing = present.filter((one) => one.writing && one.personId !== me.personId);
  const gone = useRanOut().at(-1);
  return (
    <p className="flex h-6 items-center gap-2 text-12 text-text-2 phone:h-auto" aria-live="off">
      {writing.length > 0 ? (
        <>
          {writing.slice(0, 3).map((one) => (
            <Avatar key={one.personId} name={one.name} size={18} decorative />
          ))}
          <span>{t("composer.writing", { names: writing.map((one) => one.name).join("、") })}</span>
          <Icon name="dots" size={14} />
        </>
      ) : gone ? (
        <>
          <Avatar name={gone.name} size={18} gone decorative />
          <span>{t("composer.ranOut", { name: gone.name, time: formatTime(gone.at) })}</span>
        </>
      ) : null}
    </p>
  );
}
