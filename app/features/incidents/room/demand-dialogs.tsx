import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RoomDemand } from "#domain/incidents/room.ts";
import { ConflictDialog } from "../../../ui/conflict-dialog.tsx";
import { DateTimeInput } from "../../../ui/date-time-input.tsx";
import { writeDraft } from "../../../ui/draft.ts";
import { Field, FormRow } from "../../../ui/field.tsx";
import { formatTime, fromInputDateTime } from "../../../ui/format.ts";
import { CommandDialog, KeptText, type Values } from "./command-dialog.tsx";
import { draftKey, useRoom } from "./room-context.ts";
import { UnitField } from "./unit-field.tsx";
import { useLastChange } from "./use-last-change.ts";

const dueIn = (values: Values) => ({ dueAt: values.dueAt ? (fromInputDateTime(values.dueAt) ?? values.dueAt) : null });

type Saved = { version: number; text: string; unitId: string; unitName: string; dueAt: string | null };

/** Adds a demand or edits one. When somebody else has saved meanwhile both texts stand side by side. */
export function DemandDialog({ demand, onClose }: { demand?: RoomDemand; onClose: () => void }) {
  const { t } = useTranslation("room");
  const { incidentId, me } = useRoom();
  // What the editor began from: events that come meanwhile do not change it.
  const [base] = useState(demand);
  const [conflict, setConflict] = useState<{ current: Saved; values: Values } | null>(null);
  const keep = base ? `demand/${base.id}` : "demand";
  if (conflict && base)
    return (
      <DemandConflict
        demand={base}
        current={conflict.current}
        values={conflict.values}
        onClose={(text) => {
          writeDraft(draftKey(me.personId, incidentId, keep), { ...conflict.values, text });
          onClose();
        }}
        onSettled={() => {
          writeDraft(draftKey(me.personId, incidentId, keep), null);
          onClose();
        }}
      />
    );
  return (
    <CommandDialog
      onClose={onClose}
      intent={base ? "edit-demand" : "add-demand"}
      fixed={base ? { demandId: base.id, version: base.version } : { incidentId }}
      keep={keep}
      title={base ? t("demands.editNo", { no: base.no }) : t("demands.addTitle")}
      submit={t("dialog.save")}
      toInput={(values) => ({ ...values, ...dueIn(values) })}
      onRefused={(reply, values) => {
        if (reply.code !== "stale" || !reply.current) return false;
        setConflict({ current: reply.current as Saved, values });
        return true;
      }}
    >
      {(given) => (
        <>
          <KeptText
            name="text"
            label={t("demands.text")}
            hint={t("demands.textHint")}
            initial={base?.text}
            given={given}
          />
          <FormRow>
            <UnitField
              name="unitId"
              label={t("demands.unit")}
              error={given.errors.unitId}
              defaultValue={given.kept.unitId ?? base?.unitId}
            />
            <Field label={t("demands.due")} error={given.errors.dueAt}>
              <DateTimeInput name="dueAt" defaultValue={given.kept.dueAt || base?.dueAt || undefined} />
            </Field>
          </FormRow>
        </>
      )}
    </CommandDialog>
  );
}

function DemandConflict(props: {
  demand: RoomDemand;
  current: Saved;
  values: Values;
  onClose: (mine: string) => void;
  onSettled: () => void;
}) {
  const { demand, values, onClose, onSettled } = props;
  const { t } = useTranslation("room");
  const { act } = useRoom();
  const [current, setCurrent] = useState(props.current);
  const [busy, setBusy] = useState(false);
  const change = useLastChange("incidents.demand.edited", (data) => data.demandId === demand.id);
  const by = change?.actor?.name ?? t("conflict.someone");
  const time = change ? formatTime(change.recordedAt) : "";
  const save = async (text: string) => {
    setBusy(true);
    const input = { demandId: demand.id, version: current.version, unitId: values.unitId, ...dueIn(values), text };
    const reply = await act("edit-demand", input, { quiet: false });
    setBusy(false);
    if (reply.ok) onSettled();
    else if (reply.code === "stale" && reply.current) setCurrent(reply.current as Saved);
  };
  return (
    <ConflictDialog
      open
      busy={busy}
      lead={t("conflict.demand", { by, time, no: demand.no })}
      theirs={{ text: current.text, by, at: time }}
      mine={{ text: values.text ?? "" }}
      onClose={onClose}
      onSaveMine={save}
      onKeepTheirs={onSettled}
    />
  );
}

/** 答复 a demand, or better an answer. */
export function AnswerDialog({ demand, onClose }: { demand: RoomDemand; onClose: () => void }) {
  const { t } = useTranslation("room");
  const { act, incidentId, me } = useRoom();
  const [base] = useState(demand);
  const [conflict, setConflict] = useState<{ version: number; answer: string; mine: string } | null>(null);
  const keep = `answer/${base.id}`;
  const change = useLastChange("incidents.demand.answered", (data) => data.demandId === base.id);
  const settled = () => {
    writeDraft(draftKey(me.personId, incidentId, keep), null);
    onClose();
  };
  if (conflict) {
    const by = change?.actor?.name ?? t("conflict.someone");
    const time = change ? formatTime(change.recordedAt) : "";
    return (
      <ConflictDialog
        open
        lead={t("conflict.answer", { by, time, no: base.no })}
        theirs={{ text: conflict.answer, by, at: time }}
        mine={{ text: conflict.mine }}
        onClose={(answer) => {
          writeDraft(draftKey(me.personId, incidentId, keep), { answer });
          onClose();
        }}
        onSaveMine={async (answer) => {
          const reply = await act("answer-demand", { demandId: base.id, version: conflict.version, answer });
          if (reply.ok) settled();
        }}
        onKeepTheirs={settled}
      />
    );
  }
  return (
    <CommandDialog
      onClose={onClose}
      intent="answer-demand"
      fixed={{ demandId: base.id, version: base.version }}
      keep={keep}
      size="normal"
      title={t("demands.answerNo", { no: base.no })}
      lead={base.text}
      submit={t("demands.doAnswer")}
      onRefused={(reply, values) => {
        const current = reply.current as { version: number; answer: string | null } | undefined;
        if (reply.code !== "stale" || !current) return false;
        setConflict({ version: current.version, answer: current.answer ?? "", mine: values.answer ?? "" });
        return true;
      }}
    >
      {(given) => (
        <KeptText
          name="answer"
          label={t("demands.answerText")}
          hint={t("demands.answerHint")}
          rows={5}
          initial={base.answer ?? ""}
          given={given}
        />
      )}
    </CommandDialog>
  );
}

/** 结转: it goes on as a case. */
export function CarryOnDialog({ demand, onClose }: { demand: RoomDemand; onClose: () => void }) {
  const { t } = useTranslation("room");
  return (
    <CommandDialog
      onClose={onClose}
      intent="carry-on-demand"
      fixed={{ demandId: demand.id }}
      keep={`carry-on/${demand.id}`}
      title={t("demands.carryOnNo", { no: demand.no })}
      lead={t("demands.carryOnLead")}
      submit={t("demands.carryOn")}
    >
      {(given) => <KeptText name="reason" label={t("dialog.reason")} given={given} />}
    </CommandDialog>
  );
}
