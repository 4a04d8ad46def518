import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { RoomInstruction, RoomPromise } from "#domain/incidents/room-duty.ts";
import { serverNow } from "../../../ui/clock.ts";
import { DateTimeInput } from "../../../ui/date-time-input.tsx";
import { Field, FormRow, Select, TextInput } from "../../../ui/field.tsx";
import { CommandDialog, KeptText } from "../room/command-dialog.tsx";
import { PersonField } from "../room/person-field.tsx";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import { useMay, useRoom, useRoomState } from "../room/room-context.ts";
import { UnitField } from "../room/unit-field.tsx";
import { dueIn } from "./due-in.ts";
import type { DutyDialog } from "./duty-dialog.ts";
import { OfferPostDialog } from "./offer-post-dialog.tsx";
import { PromiseDialog } from "./promise-dialog.tsx";

const HOUR = 3_600_000;

/** The dialog about a post, an instruction or a promise. What it is about may go away meanwhile; then it closes. */
export function DutyDialogs({ dialog, onClose }: { dialog: DutyDialog; onClose: () => void }) {
  const posts = useRoomState("posts");
  const instructions = useRoomState("instructions");
  const promises = useRoomState("promises");
  const units = useRoomState("units");
  const of = <T extends { id: string }>(list: readonly T[]) =>
    "id" in dialog ? list.find((one) => one.id === dialog.id) : undefined;
  const tenure = of(posts);
  const instruction = of(instructions);
  const promise = of(promises);
  switch (dialog.kind) {
    case "offer-post":
      return <OfferPostDialog post={dialog.post} onClose={onClose} />;
    case "decline-post":
    case "withdraw-post":
      return tenure ? (
        <ReasonDialog
          act={dialog.kind === "decline-post" ? "declinePost" : "withdrawPost"}
          intent={dialog.kind}
          input={{ tenureId: tenure.id }}
          name={tenure.personName}
          onClose={onClose}
        />
      ) : null;
    case "give-instruction":
      return <InstructionDialog text={dialog.text} onClose={onClose} />;
    case "report-instruction":
      return instruction ? <ReportDialog instruction={instruction} onClose={onClose} /> : null;
    case "return-instruction":
      return instruction ? <ReturnDialog instruction={instruction} onClose={onClose} /> : null;
    case "make-promise":
      return <PromiseDialog here={units} fromSeq={dialog.fromSeq} text={dialog.text} onClose={onClose} />;
    case "keep-promise":
    case "carry-on-promise":
      return promise ? <PromiseEndDialog how={dialog.kind} promise={promise} onClose={onClose} /> : null;
    case "withdraw-promise":
      return promise ? (
        <ReasonDialog
          act="withdrawPromise"
          intent="withdraw-promise"
          input={{ promiseId: promise.id }}
          name={promise.text}
          onClose={onClose}
        />
      ) : null;
  }
}

/** 批示: typed by a convener himself, or recorded for a leader who gave it on paper or by telephone. */
function InstructionDialog({ text, onClose }: { text?: string; onClose: () => void }) {
  const { t } = useTranslation("duty");
  const { incidentId } = useRoom();
  const mayIssue = useMay("incidents.instruction.issue");
  const mayRecord = useMay("incidents.instruction.record");
  const ways = [...(mayIssue ? ["self" as const] : []), ...(mayRecord ? (["paper", "phone"] as const) : [])];
  const [via, setVia] = useState<string>(ways[0] ?? "paper");
  return (
    <CommandDialog
      onClose={onClose}
      intent="give-instruction"
      fixed={{ incidentId }}
      keep="instruction"
      size="normal"
      title={t("instructions.title")}
      submit={t("instructions.give")}
      toInput={(values) => ({ ...values, dueAt: dueIn(values) ?? "" })}
    >
      {(given) => (
        <>
          <FormRow>
            <Field label={t("instructions.via")} required error={given.errors.via}>
              <Select
                name="via"
                value={via}
                onChange={(event) => setVia(event.currentTarget.value)}
                options={ways.map((one) => ({ value: one, label: t(`instructions.ways.${one}`) }))}
              />
            </Field>
            {via === "self" ? null : (
              <>
                <Field label={t("instructions.leader")} required error={given.errors.leaderName}>
                  <TextInput name="leaderName" maxLength={40} defaultValue={given.kept.leaderName} />
                </Field>
                <Field label={t("instructions.leaderTitle")} error={given.errors.leaderTitle}>
                  <TextInput name="leaderTitle" maxLength={40} defaultValue={given.kept.leaderTitle} />
                </Field>
              </>
            )}
          </FormRow>
          <KeptText name="text" label={t("instructions.text")} initial={text} given={given} />
          <FormRow>
            <UnitField
              name="unitId"
              label={t("instructions.unit")}
              error={given.errors.unitId}
              defaultValue={given.kept.unitId}
            />
            <PersonField
              name="ownerId"
              label={t("instructions.person")}
              hint={t("instructions.personHint")}
              error={given.errors.ownerId}
              of="readers"
            />
            <Field label={t("instructions.due")} required error={given.errors.dueAt}>
              <DateTimeInput name="dueAt" defaultValue={given.kept.dueAt || serverNow() + 2 * HOUR} />
            </Field>
          </FormRow>
        </>
      )}
    </CommandDialog>
  );
}

function ReportDialog({ instruction, onClose }: { instruction: RoomInstruction; onClose: () => void }) {
  const { t } = useTranslation("duty");
  return (
    <CommandDialog
      onClose={onClose}
      intent="report-instruction"
      fixed={{ instructionId: instruction.id }}
      keep={`report-instruction/${instruction.id}`}
      title={t("instructions.reportTitle", { no: instruction.no })}
      lead={instruction.text}
      submit={t("instructions.doReport")}
    >
      {(given) => <KeptText name="text" label={t("instructions.reportText")} given={given} />}
    </CommandDialog>
  );
}

function ReturnDialog({ instruction, onClose }: { instruction: RoomInstruction; onClose: () => void }) {
  const { t } = useTranslation("duty");
  return (
    <CommandDialog
      onClose={onClose}
      intent="return-instruction"
      fixed={{ instructionId: instruction.id }}
      keep={`return-instruction/${instruction.id}`}
      title={t("instructions.returnTitle", { no: instruction.no })}
      lead={instruction.report ?? instruction.text}
      submit={t("instructions.return")}
      toInput={(values) => ({ reason: values.reason, dueAt: dueIn(values) })}
    >
      {(given) => (
        <>
          <KeptText name="reason" label={t("instructions.returnReason")} given={given} />
          <Field label={t("instructions.newDue")} hint={t("instructions.newDueHint")} error={given.errors.dueAt}>
            <DateTimeInput name="dueAt" defaultValue={given.kept.dueAt} />
          </Field>
        </>
      )}
    </CommandDialog>
  );
}

function PromiseEndDialog(props: {
  how: "keep-promise" | "carry-on-promise";
  promise: RoomPromise;
  onClose: () => void;
}) {
  const { how, promise, onClose } = props;
  const { t } = useTranslation("duty");
  const keeps = how === "keep-promise";
  return (
    <CommandDialog
      onClose={onClose}
      intent={how}
      fixed={{ promiseId: promise.id }}
      keep={`${how}/${promise.id}`}
      title={t(keeps ? "promises.keepTitle" : "promises.carryTitle", { no: promise.no })}
      lead={promise.text}
      submit={t(keeps ? "promises.acts.keep" : "promises.acts.carry-on")}
    >
      {(given) =>
        keeps ? (
          <KeptText name="note" label={t("promises.note")} optional given={given} />
        ) : (
          <KeptText name="reason" label={t("promises.reason")} hint={t("promises.carryHint")} given={given} />
        )
      }
    </CommandDialog>
  );
}
