import { useNavigate } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { can } from "#domain/kernel/machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import type { SheetView } from "#domain/shifts/queries/sheet.server.ts";
import type { SheetRow } from "#domain/shifts/sheet.ts";
import { isUntaken, shiftMachine, shiftStateNames } from "#domain/shifts/shift-machine.ts";
import { ActForm } from "../../ui/act-form.tsx";
import { Avatar } from "../../ui/avatar.tsx";
import { Band } from "../../ui/band.tsx";
import { Button } from "../../ui/button.tsx";
import { useNow } from "../../ui/clock.ts";
import { formatDateTime, formatNear, formatTime } from "../../ui/format.ts";
import { Icon } from "../../ui/icons.tsx";
import { KeyHint } from "../../ui/kbd.tsx";
import { useKeys } from "../../ui/keys.ts";
import { Page } from "../../ui/page.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { useRowKeys } from "../../ui/row-keys.ts";
import { Tag } from "../../ui/tag.tsx";
import { type SheetDialogKind, SheetDialogs } from "./sheet-dialogs.tsx";
import { SheetGroups } from "./sheet-groups.tsx";
import { SheetSide } from "./sheet-side.tsx";
import { calledOf, termOf } from "./shift-words.ts";
import { useAct, useFresh } from "./use-act.ts";
import { type Answer, Refused, SheetWithoutScripts } from "./without-scripts.tsx";

/** 交接: what is open, in the order of harm; notes, questions and answers; who is on duty at any moment. */
export function SheetPage({ view, answer }: { view: SheetView; answer: Answer }) {
  const { t, i18n } = useTranslation("shifts");
  const now = useNow("minute");
  const navigate = useNavigate();
  const act = useAct(useFresh());
  const [dialog, setDialog] = useState<SheetDialogKind | null>(null);
  const { shift, before, rows, me } = view;
  const state = shift.state;
  const isNext = me.personId === shift.personId;
  const isBefore = before !== null && me.personId === before.personId;
  const isOpen = state === "waiting" || state === "returned";
  const may = {
    accept: isNext && view.can["shifts.accept"] === true && can(shiftMachine, state, "accept"),
    sendBack: isNext && view.can["shifts.send-back"] === true && can(shiftMachine, state, "sendBack"),
    handOver: isBefore && can(shiftMachine, state, "handOver"),
    begin: isNext && before === null && view.can["shifts.begin"] === true && can(shiftMachine, state, "begin"),
  };
  const opened = rows.filter((row) => row.opened).length;

  /** The tick is kept before the page is left. */
  const open = async (row: SheetRow) => {
    if (isNext && isOpen && !row.opened)
      await act("open-shift-row", { shiftId: shift.id, key: row.key }, { quiet: true });
    navigate(`/incidents/${row.incidentId}`);
  };
  const keys = useRowKeys({ count: rows.length, onOpen: (index) => open(rows[index]!) });
  const primary: SheetDialogKind | null = may.accept ? "accept" : may.handOver ? "hand-over" : null;
  useKeys(
    [
      {
        key: "Ctrl+Enter",
        label: primary ? t(primary === "accept" ? "sheet.accept" : "sheet.handOver") : undefined,
        group: t("title"),
        run: () => setDialog(primary),
      },
    ],
    primary !== null && dialog === null,
  );

  return (
    <Page
      ownScroll
      head={
        <PageHead
          title={t("sheet.title", { name: calledOf(shift, i18n.language) })}
          crumbs={[
            { label: t("board"), to: "/incidents" },
            { label: t("title"), to: "/incidents/shifts" },
          ]}
          backTo="/incidents/shifts"
          figures={
            <>
              <Tag tone={isOpen ? "warn" : state === "accepted" ? "ok" : "neutral"}>
                {inLanguage(shiftStateNames[state], i18n.language)}
              </Tag>
              {isOpen ? (
                <span className="inline-flex items-center gap-1">
                  <Icon name="clock" size={14} />
                  {t("sheet.by", { time: formatNear(shift.startsAt, now) })}
                </span>
              ) : null}
            </>
          }
          actions={
            <>
              <Button icon="print" onClick={() => window.print()} className="phone:hidden">
                {t("print")}
              </Button>
              {may.sendBack ? <Button onClick={() => setDialog("send-back")}>{t("sheet.sendBack")}</Button> : null}
            </>
          }
          primary={
            may.accept ? (
              <Button kind="filled" icon="check" onClick={() => setDialog("accept")}>
                {t("sheet.accept")}
              </Button>
            ) : may.handOver ? (
              <Button kind="filled" icon="swap" onClick={() => setDialog("hand-over")}>
                {t(isOpen ? "sheet.handOverAgain" : "sheet.handOver")}
              </Button>
            ) : may.begin ? (
              <ActForm
                intent="begin-shift"
                fixed={{ shiftId: shift.id }}
                onAct={() => void act("begin-shift", { shiftId: shift.id })}
              >
                <Button kind="filled" icon="check" type="submit">
                  {t("begin")}
                </Button>
              </ActForm>
            ) : null
          }
        />
      }
    >
      <div className="grid min-h-0 w-full grid-cols-[minmax(0,1fr)_420px] grid-rows-[minmax(0,1fr)] narrow:grid-cols-[minmax(0,1fr)_340px] phone:block print:block">
        <section aria-label={t("sheet.open")} className="flex min-h-0 min-w-0 flex-col print:block">
          <Bands view={view} />
          <Refused answer={answer} />
          <SheetWithoutScripts view={view} accept={may.accept} handOver={may.handOver} sendBack={may.sendBack} />
          <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1">
            {before ? (
              <>
                <Avatar name={before.personName} decorative />
                <b>{before.personName}</b>
                <span className="text-text-2">
                  {before.name}　{termOf(before, now, t)}
                </span>
                <Icon name="chevron-right" size={14} />
              </>
            ) : null}
            <Avatar name={shift.personName} decorative />
            <b>{shift.personName}</b>
            <span className="text-text-2">
              {shift.name}　{termOf(shift, now, t)}
            </span>
            <span className="text-text-2 desk:border-l desk:border-line desk:pl-3">
              {t("sheet.underway")}{" "}
              <b className="text-text">{t("sheet.incidents", { count: view.incidents.length })}</b>
              {before && shift.givenAt
                ? `　${t("sheet.givenBy", { name: before.personName, time: formatNear(shift.givenAt, now) })}`
                : null}
            </span>
            {isOpen && rows.length > 0 ? (
              <span className="ml-auto">
                <Tag tone="act" icon="check">
                  {t("sheet.seenOf", { seen: opened, all: rows.length })}
                </Tag>
              </span>
            ) : null}
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto phone:overflow-visible print:overflow-visible" data-scroll>
            {view.accepted ? (
              <Accepted view={view} />
            ) : rows.length === 0 ? (
              <p className="px-4 py-3">{t(state === "cancelled" ? "sheet.cancelled" : "sheet.allClear")}</p>
            ) : (
              <SheetGroups rows={rows} nextName={shift.personName} keys={keys} onOpen={open} />
            )}
            <Signatures view={view} />
          </div>
          {rows.length > 0 ? (
            <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-4 border-t border-line px-4 text-12 text-text-2 phone:hidden print:hidden">
              <KeyHint keys={["j", "k"]}>{t("sheet.move")}</KeyHint>
              <KeyHint keys={["Enter"]}>{t("sheet.enter")}</KeyHint>
              <span>{t("sheet.keysHint")}</span>
              <span className="ml-auto">{t("sheet.total", { count: rows.length })}</span>
            </div>
          ) : null}
        </section>
        <SheetSide view={view} act={act} isNext={isNext} isBefore={isBefore} />
      </div>
      {dialog ? (
        <SheetDialogs
          kind={dialog}
          view={view}
          act={act}
          unread={rows.length - opened}
          onClose={() => setDialog(null)}
        />
      ) : null}
    </Page>
  );
}

/** What stands over the sheet: sent back with a question, or climbed. */
function Bands({ view }: { view: SheetView }) {
  const { t } = useTranslation("shifts");
  const now = useNow("minute");
  const { shift, before, words } = view;
  const question = words.findLast((word) => word.kind === "sent_back");
  const waits = isUntaken(shift.state);
  return (
    <>
      {shift.state === "returned" && question ? (
        <Band
          tone="warn"
          shape="strip"
          title={t("sheet.wasSentBack", { name: question.byName, time: formatTime(question.at) })}
        >
          {question.text}
        </Band>
      ) : null}
      {shift.climbedAt && waits ? (
        <Band
          tone="bad"
          shape="strip"
          title={t("sheet.hasClimbed", { time: formatNear(shift.climbedAt, now), unit: shift.unitName })}
        >
          {before ? t("sheet.goesOn", { name: before.personName }) : null}
        </Band>
      ) : null}
    </>
  );
}

/** After the acceptance: what stood there then. */
function Accepted({ view }: { view: SheetView }) {
  const { t } = useTranslation("shifts");
  const { shift, accepted } = view;
  if (!accepted) return null;
  const unread = new Set(accepted.unread);
  return (
    <div className="px-4 py-3">
      <p>
        {t("sheet.acceptedLine", {
          name: shift.personName,
          time: formatDateTime(shift.takesAt ?? shift.acceptedAt ?? shift.startsAt),
          incidents: accepted.incidents,
          tasks: accepted.tasks,
        })}
      </p>
      <p className="text-text-2">{t("sheet.acceptedRows", { rows: shift.rows ?? 0, unread: shift.unread ?? 0 })}</p>
      <ul className="mt-2">
        {accepted.handed.map((label) => (
          <li key={label} className="flex min-h-7 items-center gap-2 border-b border-line">
            <span className={unread.has(label) ? "text-warn" : "text-ok"}>
              <Icon name={unread.has(label) ? "eye" : "check"} size={14} />
              <span className="sr-only">{t(unread.has(label) ? "sheet.unopened" : "sheet.opened")}</span>
            </span>
            {label}
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Both names with their times, on paper. */
function Signatures({ view }: { view: SheetView }) {
  const { t } = useTranslation("shifts");
  const { shift, before } = view;
  const time = (at: string | null) => (at ? formatDateTime(at) : "");
  return (
    <p className="print-only px-4 py-6">
      {t("sheet.signBefore", { name: before?.personName ?? "", time: time(shift.givenAt) })}
      　　　{t("sheet.signNext", { name: shift.personName, time: time(shift.acceptedAt) })}
    </p>
  );
}
