import { useTranslation } from "react-i18next";
import { isActive } from "#domain/incidents/assignment-machine.ts";
import { type Phase, phaseNames } from "#domain/incidents/phase-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { toast } from "../../../ui/toasts.tsx";
import { type AskedMove, MoveDialog } from "../board/move-dialog.tsx";
import { DispatchDialog } from "../dispatch-dialog.tsx";
import { TemplateDialog } from "../template-dialog.tsx";
import { CommandDialog, KeptText } from "./command-dialog.tsx";
import { useRoom, useRoomState } from "./room-context.ts";
import { usePhaseOption } from "./use-phases.ts";

/** What a move asks for in words, in the same dialog as on the board. */
export function MoveQuestion({ to, onClose }: { to: Phase; onClose: () => void }) {
  const { i18n } = useTranslation("room");
  const { act, incidentId, me } = useRoom();
  const facts = useRoomState("facts");
  const option = usePhaseOption(to);
  if (!option.open || option.asks === "nothing" || option.asks === "units") return null;
  const { asks } = option;
  const answer = async (text: string) => {
    const intent = { reason: "move", note: "verify", outcome: "close" }[asks];
    const input = asks === "reason" ? { from: facts.phase, to, reason: text } : { [asks]: text };
    const reply = await act(intent, { incidentId, ...input }, { quiet: true });
    if (!reply.ok && reply.code === "stale") {
      toast({ tone: "bad", title: reply.message });
      onClose();
      return { moot: true as const };
    }
    if (!reply.ok) return { message: reply.message, fields: reply.fields };
    toast({ title: inLanguage(phaseNames[to], i18n.language) });
    onClose();
    return { done: true as const };
  };
  const question: AskedMove = { card: { id: incidentId, title: facts.title, phase: facts.phase }, target: to, asks };
  return <MoveDialog question={question} personId={me.personId} onAnswer={answer} onClose={onClose} />;
}

/** 补核实: an incident that was dispatched ahead of verification is verified without moving. */
export function VerifyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("room");
  const { incidentId } = useRoom();
  return (
    <CommandDialog
      onClose={onClose}
      intent="verify"
      fixed={{ incidentId }}
      keep="verify"
      title={t("head.verify")}
      lead={t("head.verifyLead")}
      submit={t("head.verify")}
    >
      {(given) => <KeptText name="note" label={t("head.verifyNote")} given={given} />}
    </CommandDialog>
  );
}

/** 按模板 from the room: begins with the template of the incident's kind. */
export function RoomTemplateDialog({ onClose }: { onClose: () => void }) {
  const { incidentId } = useRoom();
  const { title } = useRoomState("facts");
  const kind = useRoomState("kind");
  return (
    <TemplateDialog incidentId={incidentId} title={title} templateId={kind?.templateId ?? null} onClose={onClose} />
  );
}

/** 交办 from the room: the units that have a part already are not offered again. */
export function RoomDispatchDialog({ onClose }: { onClose: () => void }) {
  const { incidentId, acceptMinutes } = useRoom();
  const facts = useRoomState("facts");
  const units = useRoomState("units");
  return (
    <DispatchDialog
      incidentId={incidentId}
      level={facts.level}
      acceptMinutes={acceptMinutes[facts.level]}
      lead={facts.title}
      ahead={!facts.verifiedAt}
      present={units.filter((unit) => isActive(unit.state)).map((unit) => ({ unitId: unit.unitId, role: unit.role }))}
      onDone={onClose}
    />
  );
}
