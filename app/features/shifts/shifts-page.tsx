import { Link, useNavigate } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { can } from "#domain/kernel/machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import type { ShiftList } from "#domain/shifts/queries/shift-list.server.ts";
import type { ShiftLine } from "#domain/shifts/sheet.ts";
import { isTaken, isUntaken, type ShiftState, shiftMachine, shiftStateNames } from "#domain/shifts/shift-machine.ts";
import { ActForm } from "../../ui/act-form.tsx";
import { Button } from "../../ui/button.tsx";
import { useNow } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Field, TextArea } from "../../ui/field.tsx";
import { formatNear } from "../../ui/format.ts";
import type { IconName } from "../../ui/icons.tsx";
import { Page } from "../../ui/page.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { useRowKeys } from "../../ui/row-keys.ts";
import { Tag, type TagTone } from "../../ui/tag.tsx";
import { ChangeDialog, PlanDialog } from "./plan-dialog.tsx";
import { ShiftDialog } from "./shift-dialog.tsx";
import { calledOf, termOf } from "./shift-words.ts";
import { useAct, useFresh } from "./use-act.ts";
import { type Answer, PlanWithoutScripts, Refused } from "./without-scripts.tsx";

/** On duty at `now`: taken, and not yet left. */
const isOn = (shift: ShiftLine, now: number) =>
  shift.takesAt !== null &&
  Date.parse(shift.takesAt) <= now &&
  (shift.leavesAt === null || now < Date.parse(shift.leavesAt));

/** 值班: who has the duty now, who comes next, what was. */
export function ShiftsPage({ list, answer }: { list: ShiftList; answer: Answer }) {
  const { t } = useTranslation("shifts");
  const now = useNow("minute");
  const act = useAct(useFresh());
  const navigate = useNavigate();
  const [dialog, setDialog] = useState<"plan" | { cancel: ShiftLine } | { change: string } | null>(null);
  // As it is now: what another changes meanwhile is seen in the dialog.
  const changing = dialog && dialog !== "plan" && "change" in dialog ? dialog.change : null;
  const changed = list.shifts.find((one) => one.id === changing);
  const on = list.shifts.filter((one) => isOn(one, now));
  const next = list.shifts.filter((one) => !isOn(one, now) && !isPast(one, now));
  const past = list.shifts.filter((one) => !isOn(one, now) && isPast(one, now)).reverse();
  const rows = [...on, ...next, ...past];
  const mayPlan = (shift: ShiftLine) => list.offices.some((office) => office.id === shift.unitId);
  const { rowProps, current } = useRowKeys({
    count: rows.length,
    onOpen: (index) => navigate(`/incidents/shifts/${rows[index]!.id}`),
  });
  const group = (title: string, shifts: ShiftLine[], empty: string | null) =>
    shifts.length === 0 && empty === null ? null : (
      <section aria-label={title}>
        <h2 className="sticky top-0 z-10 flex h-7 items-center gap-2 border-b border-line bg-sunken px-4 text-13">
          {title} <span className="font-normal text-text-3 tabular-nums">{shifts.length}</span>
        </h2>
        {shifts.length === 0 ? <p className="px-4 py-2 text-text-3">{empty}</p> : null}
        <ul>
          {shifts.map((shift) => (
            <ShiftRow
              key={shift.id}
              shift={shift}
              isOn={isOn(shift, now)}
              now={now}
              current={current === rows.indexOf(shift)}
              rowProps={rowProps(rows.indexOf(shift))}
              onBegin={
                can(shiftMachine, shift.state, "begin") &&
                shift.personId === list.me &&
                on.every((one) => !sameDuty(one, shift))
                  ? () => act("begin-shift", { shiftId: shift.id })
                  : null
              }
              onChange={mayPlan(shift) && isChangeable(shift) ? () => setDialog({ change: shift.id }) : null}
              onCancel={mayPlan(shift) && isUntaken(shift.state) ? () => setDialog({ cancel: shift }) : null}
            />
          ))}
        </ul>
      </section>
    );
  return (
    <Page
      head={
        <PageHead
          title={t("title")}
          crumbs={[{ label: t("board"), to: "/incidents" }]}
          backTo="/incidents"
          primary={
            list.offices.length > 0 ? (
              <Button kind="filled" icon="plus" onClick={() => setDialog("plan")}>
                {t("plan")}
              </Button>
            ) : null
          }
        />
      }
    >
      <Refused answer={answer} />
      {list.offices.length > 0 ? <PlanWithoutScripts offices={list.offices} answer={answer} /> : null}
      {list.shifts.length === 0 ? (
        <EmptyState icon="clock" title={t("none")} text={t("noneHint")} />
      ) : (
        <>
          {group(t("groups.on"), on, t("nobody"))}
          {group(t("groups.next"), next, t("nothingPlanned"))}
          {group(t("groups.past"), past, null)}
        </>
      )}
      {dialog === "plan" ? <PlanDialog act={act} offices={list.offices} onClose={() => setDialog(null)} /> : null}
      {changed ? (
        <ChangeDialog act={act} shift={changed} offices={list.offices} onClose={() => setDialog(null)} />
      ) : null}
      {dialog && dialog !== "plan" && "cancel" in dialog ? (
        <ShiftDialog
          act={act}
          intent="cancel-shift"
          fixed={{ shiftId: dialog.cancel.id }}
          title={t("cancelTitle", { name: dialog.cancel.personName })}
          lead={t("cancelLead")}
          submit={t("cancel")}
          onClose={() => setDialog(null)}
        >
          {(errors) => (
            <Field label={t("reason")} required error={errors.reason}>
              <TextArea name="reason" rows={2} autoFocus />
            </Field>
          )}
        </ShiftDialog>
      ) : null}
    </Page>
  );
}

const isPast = (shift: ShiftLine, now: number) =>
  shift.state === "cancelled" ||
  (shift.takesAt === null
    ? Date.parse(shift.endsAt) <= now
    : shift.leavesAt !== null && Date.parse(shift.leavesAt) <= now);
/** Not begun, or taken and still going on: then its end moves. */
const isChangeable = (shift: ShiftLine) => isUntaken(shift.state) || (isTaken(shift.state) && shift.leavesAt === null);
const sameDuty = (a: ShiftLine, b: ShiftLine) => a.unitId === b.unitId && a.duty === b.duty;

const looks: { [S in ShiftState]: { tone: TagTone; icon: IconName } } = {
  planned: { tone: "neutral", icon: "calendar" },
  waiting: { tone: "warn", icon: "clock" },
  returned: { tone: "warn", icon: "left" },
  accepted: { tone: "ok", icon: "check" },
  relieved: { tone: "neutral", icon: "check" },
  cancelled: { tone: "neutral", icon: "minus" },
};

type RowProps = {
  shift: ShiftLine;
  isOn: boolean;
  now: number;
  current: boolean;
  rowProps: ReturnType<ReturnType<typeof useRowKeys>["rowProps"]>;
  onBegin: (() => void) | null;
  onChange: (() => void) | null;
  onCancel: (() => void) | null;
};

function ShiftRow({ shift, isOn, now, current, rowProps, onBegin, onChange, onCancel }: RowProps) {
  const { t, i18n } = useTranslation("shifts");
  const overdue = shift.climbedAt !== null && isUntaken(shift.state);
  return (
    <li
      {...rowProps}
      className={`flex min-h-row-tall flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-1 outline-offset-[-2px] hover:bg-hover ${current ? "bg-act-tint" : ""}`}
    >
      <Link to={`/incidents/shifts/${shift.id}`} className="w-40 font-bold hover:text-act hover:underline">
        {calledOf(shift, i18n.language)}
      </Link>
      <span className="w-20">{shift.personName}</span>
      <span className="w-28 text-text-2">{shift.unitName}</span>
      <span className="text-text-2 tabular-nums">{termOf(shift, now, t)}</span>
      <span className="text-12 text-text-2">
        {shift.takesAt
          ? t("took", { time: formatNear(shift.takesAt, now) })
          : shift.givenAt
            ? t("given", { time: formatNear(shift.givenAt, now) })
            : null}
      </span>
      <span className="ml-auto flex items-center gap-2" data-frame>
        {overdue ? (
          <Tag tone="bad" icon="climb">
            {t("climbed")}
          </Tag>
        ) : null}
        <Tag {...(isOn ? looks.accepted : looks[shift.state === "accepted" ? "planned" : shift.state])}>
          {isOn
            ? inLanguage(shiftStateNames.accepted, i18n.language)
            : shift.state === "accepted"
              ? t("willTake")
              : inLanguage(shiftStateNames[shift.state], i18n.language)}
        </Tag>
        {onBegin ? (
          <ActForm intent="begin-shift" fixed={{ shiftId: shift.id }} onAct={onBegin}>
            <Button size="small" icon="check" type="submit">
              {t("begin")}
            </Button>
          </ActForm>
        ) : null}
        {onChange ? (
          <Button size="small" onClick={onChange}>
            {t("change")}
          </Button>
        ) : null}
        {onCancel ? (
          <Button size="small" kind="careful" onClick={onCancel}>
            {t("cancel")}
          </Button>
        ) : null}
      </span>
    </li>
  );
}
