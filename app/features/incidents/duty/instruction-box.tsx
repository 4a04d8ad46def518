import { useTranslation } from "react-i18next";
import type { RecordedEvent } from "#domain/events/recorded.ts";
import {
  type InstructionState,
  instructionMachine,
  instructionStateNames,
  isOwed,
} from "#domain/incidents/instruction-machine.ts";
import { can } from "#domain/kernel/machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { ActForm } from "../../../ui/act-form.tsx";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/class-names.ts";
import { useNow } from "../../../ui/clock.ts";
import { TextArea } from "../../../ui/field.tsx";
import { formatDue, formatElapsed, formatNear } from "../../../ui/format.ts";
import type { IconName } from "../../../ui/icons.tsx";
import { Tag, type TagTone } from "../../../ui/tag.tsx";
import { Timer } from "../../../ui/timer.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { mayPart, useMay, useRoom, useRoomPart } from "../room/room-context.ts";

const looks: { [S in InstructionState]: { tone: TagTone; icon: IconName } } = {
  given: { tone: "warn", icon: "eye" },
  read: { tone: "act", icon: "clock" },
  reported: { tone: "act", icon: "message" },
  returned: { tone: "warn", icon: "left" },
  settled: { tone: "ok", icon: "check" },
};

/** 批示: the only boxed entry of the timeline. Number, words, owner, report back; how far it is now, not how it was when given. */
export function InstructionBox({ entry }: { entry: RecordedEvent<"incidents.instruction.given"> }) {
  const { t, i18n } = useTranslation("duty");
  const locale = useLocale();
  const now = useNow("minute");
  const { data } = entry;
  const instruction = useRoomPart((held) => held.room.instructions.find((one) => one.id === data.instructionId));
  const state = instruction?.state ?? "given";
  const dueAt = instruction?.dueAt ?? data.dueAt;
  const late = isOwed(state) && Date.parse(dueAt) - now < 10 * 60_000;
  const name = inLanguage(instructionStateNames[state], i18n.language);
  const unread = state === "given" ? ` ${formatElapsed(now - Date.parse(entry.recordedAt), locale)}` : "";
  return (
    <div
      className={cx(
        "my-1 min-w-0 rounded-control border border-l-[3px] border-act-line border-l-act bg-act-tint px-3 py-1.5 break-words",
        // On a phone the time and the number stand above it.
        "phone:mt-7 phone:text-14",
      )}
    >
      <div className="flex flex-wrap items-center gap-x-2">
        <b>{t("instructions.no", { no: data.no })}</b>
        <span className="text-text-2">
          {data.leaderName} {data.leaderTitle}
          {data.via === "self"
            ? null
            : ` · ${t(`instructions.recorded.${data.via}`, { name: entry.actor?.name ?? "" })}`}
        </span>
      </div>
      <p className="py-0.5 whitespace-pre-wrap">{data.text}</p>
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 text-12 text-text-2">
        <span>
          {t("instructions.owner")} {data.ownerName ? <b className="text-text">{data.ownerName}</b> : null}{" "}
          {data.unitName}
        </span>
        <span className="border-l border-line-2 pl-2">
          {late ? (
            <Timer dueAt={dueAt} label={t("instructions.report")} />
          ) : (
            t("instructions.reportBy", { time: formatDue(dueAt, now, locale) })
          )}
        </span>
        <span className="ml-auto">
          <Tag {...looks[state]}>
            {name}
            {unread}
          </Tag>
        </span>
      </div>
      {instruction?.report ? (
        <p className="mt-1 border-t border-act-line pt-1 text-12">
          <span className="text-text-2">
            {t("instructions.reported", {
              by: instruction.reportedBy,
              time: formatNear(instruction.reportedAt ?? entry.recordedAt, now),
            })}
          </span>{" "}
          {instruction.report}
        </p>
      ) : null}
      {instruction?.returned ? (
        <p className="text-12 text-warn">{t("instructions.returned", { reason: instruction.returned })}</p>
      ) : null}
      {instruction ? <InstructionActs id={instruction.id} state={state} /> : null}
    </div>
  );
}

function InstructionActs({ id, state }: { id: string; state: InstructionState }) {
  const { t } = useTranslation("duty");
  const { act, openDialog, parts, reachable } = useRoom();
  const isOwner = mayPart(parts, id, "incidents.instruction.read");
  const mayReport = mayPart(parts, id, "incidents.instruction.report-back") && can(instructionMachine, state, "report");
  const maySettle = useMay("incidents.instruction.settle") && can(instructionMachine, state, "settle");
  if (!mayReport && !maySettle) return null;
  return (
    <div className="flex flex-wrap gap-2 pt-1.5" data-frame>
      {mayReport && (isOwner || !maySettle) ? (
        <Button size="small" can={reachable} onClick={() => openDialog({ kind: "report-instruction", id })}>
          {t(state === "reported" ? "instructions.reportAgain" : "instructions.doReport")}
        </Button>
      ) : null}
      {mayReport && (isOwner || !maySettle) ? (
        <ActForm intent="report-instruction" fixed={{ instructionId: id }} className="flex items-end gap-2">
          <TextArea name="text" aria-label={t("instructions.reportText")} required rows={2} />
          <Button type="submit">{t("instructions.doReport")}</Button>
        </ActForm>
      ) : null}
      {maySettle ? (
        <>
          <ActForm
            intent="settle-instruction"
            fixed={{ instructionId: id }}
            onAct={() => reachable === true && void act("settle-instruction", { instructionId: id })}
          >
            <Button size="small" icon="check" can={reachable} type="submit">
              {t("instructions.settle")}
            </Button>
          </ActForm>
          <Button size="small" can={reachable} onClick={() => openDialog({ kind: "return-instruction", id })}>
            {t("instructions.return")}
          </Button>
        </>
      ) : null}
    </div>
  );
}
