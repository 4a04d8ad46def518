import { useTranslation } from "react-i18next";
import {
  assignmentMachine,
  awaitsAcceptance,
  hasAccepted,
  isActive,
  rungNames,
  rungs,
} from "#domain/incidents/assignment-machine.ts";
import type { RoomUnit } from "#domain/incidents/room.ts";
import { can } from "#domain/kernel/machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Button } from "../../../ui/button.tsx";
import { useClock } from "../../../ui/clock.ts";
import { formatTime } from "../../../ui/format.ts";
import { type LadderRow, LadderTable } from "../../../ui/ladder.tsx";
import { Timer } from "../../../ui/timer.tsx";
import { ClimbLines, ClimbNote, isClimbing } from "../escalation/climb-note.tsx";
import { MyRung } from "./my-rung.tsx";
import { Panel } from "./panel.tsx";
import { useMayNow, useRoom, useRoomState } from "./room-context.ts";
import { UnitName } from "./unit-details.tsx";
import { rungTime } from "./unit-steps.ts";

/** Who owes what: one row a unit, one column a rung, with the time at which it was reached. */
export function UnitsPanel() {
  const { t, i18n } = useTranslation("room");
  const { t: off } = useTranslation("offline");
  const { t: climbs } = useTranslation("escalation");
  const { openDialog, reachable, asOf } = useRoom();
  const all = useRoomState("units");
  const units = all.filter((unit) => isActive(unit.state));
  const ended = all.filter((unit) => !isActive(unit.state));
  const mayPhone = useMayNow("incidents.assignment.accept-by-phone");
  const someWait = units.some((unit) => can(assignmentMachine, unit.state, "accept"));
  const count = (is: (unit: RoomUnit) => boolean) => units.filter(is).length;
  const objected = count((unit) => unit.state === "objected");
  const climbing = count(isClimbing);
  const late = useClock((now) => count((unit) => isLateAt(unit, now)));
  const rows = useRows(units);
  return (
    <Panel
      title={t("units.title")}
      count={units.length}
      aside={
        asOf !== null ? (
          <span>{off("asOf", { time: formatTime(asOf) })}</span>
        ) : units.length > 0 ? (
          <>
            <span>{t("units.accepted", { count: count((unit) => hasAccepted(unit.state)) })}</span>
            {objected > 0 ? <span>{t("units.objected", { count: objected })}</span> : null}
            {climbing > 0 ? <span className="text-warn">{climbs("count", { count: climbing })}</span> : null}
            {late > 0 ? <span className="text-bad">{t("units.late", { count: late })}</span> : null}
          </>
        ) : null
      }
      action={
        mayPhone && someWait
          ? { label: t("units.phone"), icon: "phone", can: reachable, onPress: () => openDialog({ kind: "phone" }) }
          : null
      }
    >
      <MyRung />
      {units.length === 0 ? (
        <p className="text-12 text-text-3">{t("units.none")}</p>
      ) : (
        <LadderTable
          caption={t("units.caption")}
          nameHead={t("units.title")}
          steps={rungs.map((rung) => ({
            name: inLanguage(rungNames[rung], i18n.language),
            short: t(`units.rungs.${rung}`),
          }))}
          rows={rows}
        />
      )}
      {ended.length > 0 ? (
        <details className="mt-1 text-12 text-text-2">
          <summary className="min-h-6 leading-6">{t("units.ended", { count: ended.length })}</summary>
          <ul>
            {ended.map((unit) => (
              <li key={unit.id} className="py-0.5">
                {unit.unitName}{" "}
                <span className="text-text-3">
                  {t(`units.${unit.state as "returned" | "withdrawn"}`, { reason: unit.settlement ?? "" })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Panel>
  );
}

/** Past its time and not yet climbed: the portal lets it climb within two seconds. */
const isLateAt = (unit: RoomUnit, now: number) =>
  unit.climbs.length === 0 &&
  unit.acceptBy !== null &&
  awaitsAcceptance(unit.state) &&
  Date.parse(unit.acceptBy) <= now;

function useRows(units: readonly RoomUnit[]): LadderRow[] {
  const { t } = useTranslation("room");
  return units.map((unit) => ({
    id: unit.id,
    name: <UnitName unit={unit} />,
    times: rungs.map((rung) => {
      const at = rungTime(unit, rung);
      const shown =
        unit.state === "objected" && (rung === "accepted" || rung === "arrived" || rung === "reported") ? null : at;
      return shown ? { text: formatTime(shown), phone: rung === "accepted" && unit.acceptedVia === "phone" } : null;
    }),
    note:
      unit.state === "objected" && unit.objectedAt
        ? { tone: "bad" as const, children: t("units.objectedAt", { time: formatTime(unit.objectedAt) }) }
        : isClimbing(unit)
          ? { tone: "warn" as const, children: <ClimbNote unit={unit} /> }
          : undefined,
    below: hasBelow(unit) ? <Below unit={unit} /> : undefined,
  }));
}

const hasBelow = (unit: RoomUnit): boolean =>
  unit.state === "objected" || (awaitsAcceptance(unit.state) && (unit.acceptBy !== null || unit.note !== ""));

/** Under a row that is not taken on yet: the time to accept by and what was asked, or an objection with what can be done about it. */
function Below({ unit }: { unit: RoomUnit }) {
  const { t } = useTranslation("room");
  const { openDialog, reachable } = useRoom();
  const maySettle = useMayNow("incidents.assignment.settle");
  const settle = (decision: "uphold" | "return", thenDispatch = false) =>
    openDialog({ kind: "settle", id: unit.id, decision, thenDispatch });
  if (unit.state === "objected")
    return (
      <div className="flex flex-wrap items-center gap-2">
        <span className="min-w-0 flex-1">{unit.objection}</span>
        {maySettle ? (
          <span className="flex gap-2" data-frame>
            <Button size="small" can={reachable} onClick={() => settle("return", true)}>
              {t("units.reassign")}
            </Button>
            <Button size="small" can={reachable} onClick={() => settle("uphold")}>
              {t("units.uphold")}
            </Button>
            <Button size="small" can={reachable} onClick={() => settle("return")}>
              {t("units.takeBack")}
            </Button>
          </span>
        ) : null}
      </div>
    );
  return (
    <div className="flex flex-wrap items-center gap-x-3">
      {isClimbing(unit) ? (
        <ClimbLines climbs={unit.climbs} />
      ) : unit.acceptBy ? (
        <Timer label={t("units.acceptBy")} dueAt={unit.acceptBy} startedAt={unit.settledAt ?? unit.sentAt} />
      ) : null}
      {unit.settlement ? <span>{t("units.upheld", { reason: unit.settlement })}</span> : null}
      {unit.note ? <span className="min-w-0 break-words">{t("units.note", { text: unit.note })}</span> : null}
    </div>
  );
}
