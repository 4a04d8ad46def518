import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type AssignmentRole, assignmentRoles } from "#domain/incidents/assignment-machine.ts";
import { type Level, levels } from "#domain/incidents/levels.ts";
import type { DispatchUnit } from "#domain/incidents/queries/dispatch-units.server.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Band } from "../../ui/band.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { Segmented } from "../../ui/choice.tsx";
import { ComboBox } from "../../ui/combo-box.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { useDraft } from "../../ui/draft.ts";
import { Field, FieldError, TextInput } from "../../ui/field.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { ListFailed } from "../../ui/list-failed.tsx";
import { toast } from "../../ui/toasts.tsx";
import { useLocale } from "../../ui/use-format.ts";
import { useCommand } from "../live/use-command.ts";
import { useJson } from "../people/use-json.ts";
import { usePersonId } from "./person-id.ts";
import { submitByCtrlEnter } from "./submit-by-ctrl-enter.ts";

export interface DispatchDialogProps {
  incidentId: string;
  level: Level;
  /** How long a unit has to accept at this level, where nothing else is asked. */
  acceptMinutes: number;
  /** Units that have a part already: not offered again, and at most one leads. */
  present?: readonly { unitId: string; role?: AssignmentRole }[];
  /** The report is not verified yet: the dispatch will be marked 先行调度. */
  ahead?: boolean;
  /** The title of the incident, under the dialog's own. */
  lead?: string;
  /** Closed: `true` after the units were dispatched. */
  onDone: (done: boolean) => void;
}

/** The units to choose from; null while they are on the way or could not be loaded. */
export function useDispatchUnits(): { units: readonly DispatchUnit[] | null; failed: boolean; again: () => void } {
  const { answer, failed, again } = useJson<{ units: DispatchUnit[] }>("/incidents/units", 0);
  return { units: answer?.units ?? null, failed, again };
}

type Row = { unitId: string; role: AssignmentRole; note: string };
type Draft = { rows: Row[]; minutes: string };
const nothing: Draft = { rows: [], minutes: "" };

/** 交办: units with a role and what is asked of each. The incident moves to 调度 by itself. */
export function DispatchDialog(props: DispatchDialogProps) {
  const { incidentId, level, acceptMinutes, present = [], ahead, lead, onDone } = props;
  const { t } = useTranslation("board");
  const { t: ui } = useTranslation("ui");
  const locale = useLocale();
  const { units, failed, again } = useDispatchUnits();
  const run = useCommand();
  const formId = useId();
  const draft = useDraft<Draft>(
    `person:${usePersonId()}/incident:${incidentId}/dispatch`,
    nothing,
    ({ rows }) => rows.length === 0,
  );
  const { rows, minutes } = draft.value;
  const [added, setAdded] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ message: string; fields?: Record<string, string> } | null>(null);

  const set = (change: Partial<Draft>) => draft.setValue({ ...draft.value, ...change });
  const setRow = (unitId: string, change: Partial<Row>) =>
    set({ rows: rows.map((row) => (row.unitId === unitId ? { ...row, ...change } : row)) });
  const hasLead = present.some((one) => one.role === "lead") || rows.some((row) => row.role === "lead");
  const taken = new Set([...present, ...rows].map((one) => one.unitId));
  const offered = (units ?? [])
    .filter((unit) => !taken.has(unit.id))
    .map((unit) => ({ id: unit.id, name: unit.name, detail: unit.above ?? undefined }));
  const nameOf = (id: string) => units?.find((unit) => unit.id === id)?.name ?? "…";

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (rows.length === 0) return setRefused({ message: t("dispatch.none"), fields: { units: t("dispatch.none") } });
    setBusy(true);
    const reply = await run("dispatch", {
      incidentId,
      units: rows,
      ...(minutes.trim() && { acceptMinutes: Number(minutes) }),
    });
    setBusy(false);
    if (!reply.ok) return setRefused({ message: reply.message, fields: reply.fields });
    toast({
      title: t("dispatch.done", { count: rows.length }),
      text: rows.map((row) => nameOf(row.unitId)).join(t("list")),
    });
    draft.clear();
    onDone(true);
  };
  const ofUnits = refused?.fields?.units;
  return (
    <Dialog
      open
      onClose={() => onDone(false)}
      title={t("dispatch.title")}
      lead={lead}
      foot={
        <>
          <Button kind="filled" type="submit" form={formId} busy={busy} busyLabel={t("dispatch.busy")}>
            {rows.length > 0 ? t("dispatch.confirm", { count: rows.length }) : t("dispatch.title")}
          </Button>
          <Button onClick={() => onDone(false)}>{ui("cancel")}</Button>
        </>
      }
      footEnd={
        <>
          {draft.note}
          <span className="inline-flex items-center gap-1 phone:hidden">
            <Kbd>Ctrl</Kbd>
            <Kbd>Enter</Kbd>
          </span>
        </>
      }
    >
      <form id={formId} onSubmit={submit} onKeyDown={submitByCtrlEnter} className="flex flex-col gap-3">
        {ahead ? <Band tone="warn">{t("dispatch.ahead")}</Band> : null}
        {rows.length > 0 ? (
          <ul className="flex flex-col border-b border-line">
            {rows.map((row, i) => (
              <UnitRow
                key={row.unitId}
                row={row}
                name={nameOf(row.unitId)}
                isAdded={row.unitId === added}
                error={refused?.fields?.[`units.${i}.note`] ?? refused?.fields?.[`units.${i}.role`]}
                onChange={(change) => setRow(row.unitId, change)}
                onRemove={() => set({ rows: rows.filter((other) => other !== row) })}
              />
            ))}
          </ul>
        ) : null}
        {/* Below the rows, so that Tab leads from what is asked of one unit to the next unit. */}
        <Field label={t("dispatch.unit")} error={ofUnits} hint={units || failed ? undefined : ui("loading")}>
          <ComboBox
            items={offered}
            value={null}
            onChange={(unitId) => {
              if (!unitId) return;
              setRefused(null);
              setAdded(unitId);
              set({ rows: [...rows, { unitId, role: hasLead ? "support" : "lead", note: "" }] });
            }}
          />
          {failed ? <ListFailed onAgain={again} /> : null}
        </Field>
        <Field
          label={t("dispatch.minutes")}
          hint={t("dispatch.minutesHint", {
            level: inLanguage(levels[level].name, locale),
            count: acceptMinutes,
          })}
          error={refused?.fields?.acceptMinutes}
        >
          <TextInput
            type="number"
            inputMode="numeric"
            min={1}
            max={1440}
            value={minutes}
            placeholder={String(acceptMinutes)}
            onChange={(event) => set({ minutes: event.target.value })}
            className="!w-28"
          />
        </Field>
        <FieldError errors={refused && !ofUnits ? [refused.message] : []} />
      </form>
    </Dialog>
  );
}

function UnitRow(props: {
  row: Row;
  name: string;
  /** Just chosen: what is asked of it is written next. */
  isAdded: boolean;
  error?: string;
  onChange: (change: Partial<Row>) => void;
  onRemove: () => void;
}) {
  const { row, name, isAdded, error, onChange, onRemove } = props;
  const { t } = useTranslation("board");
  const locale = useLocale();
  const note = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isAdded) note.current?.focus();
  }, [isAdded]);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-center gap-x-3 gap-y-1.5 border-t border-line py-2">
      <b className="truncate text-13">{name}</b>
      <Segmented
        label={t("dispatch.role", { unit: name })}
        name={`role-${row.unitId}`}
        size="small"
        value={row.role}
        onChange={(role) => onChange({ role: role as AssignmentRole })}
        options={Object.entries(assignmentRoles).map(([value, words]) => ({ value, label: inLanguage(words, locale) }))}
      />
      <IconButton icon="x" size="small" label={t("dispatch.remove", { unit: name })} onClick={onRemove} />
      <Field labelAt="hidden" label={t("dispatch.note", { unit: name })} error={error} className="col-span-3">
        <TextInput
          ref={note}
          value={row.note}
          maxLength={500}
          placeholder={t("dispatch.notePlaceholder")}
          onChange={(event) => onChange({ note: event.target.value })}
        />
      </Field>
    </li>
  );
}
