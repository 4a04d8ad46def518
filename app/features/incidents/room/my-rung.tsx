import { type FormEvent, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { assignmentMachine, assignmentRoles, rungNames, rungs } from "#domain/incidents/assignment-machine.ts";
import type { RoomUnit } from "#domain/incidents/room.ts";
import { can } from "#domain/kernel/machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Button } from "../../../ui/button.tsx";
import { serverNow, useNow } from "../../../ui/clock.ts";
import { formatTime } from "../../../ui/format.ts";
import { useKeys } from "../../../ui/keys.ts";
import { LadderLine } from "../../../ui/ladder.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { Timer } from "../../../ui/timer.tsx";
import { useItemsOf } from "../../offline/offline.tsx";
import { type QueuedUnit, withQueued } from "./queued-acts.ts";
import { isOpenIncident, mayPart, useMay, useRoom, useRoomPart, useRoomState } from "./room-context.ts";
import { nextRung, rungTime } from "./unit-steps.ts";

type Move = "accept" | "arrive" | "report";
const permissions = {
  accept: "incidents.assignment.accept",
  arrive: "incidents.assignment.arrive",
  report: "incidents.assignment.report",
} as const;
const words = { accept: "accepted", arrive: "arrived", report: "reported" } as const;

/** The units whose part the reader may carry on, with the step that is next: his own unit, else those below it. */
function useMine(): { unit: QueuedUnit; move: Move | null; mayObject: boolean }[] {
  const { parts, me, incidentId } = useRoom();
  const held = useRoomState("units");
  const items = useItemsOf(incidentId);
  const all = useMemo(() => held.map((unit) => withQueued(unit, items)), [held, items]);
  const open = useRoomPart(isOpenIncident);
  const own = all.filter((unit) => unit.unitName === me.unitName);
  return (own.length > 0 ? own : all).flatMap((unit) => {
    const mayWork = mayPart(parts, unit.id, "incidents.assignment.arrive");
    if (!mayWork || unit.state === "returned" || unit.state === "withdrawn") return [];
    const move = (["accept", "arrive", "report"] as const).find(
      (one) =>
        open &&
        can(assignmentMachine, unit.state, one) &&
        mayPart(parts, unit.id, permissions[one]) &&
        !(one === "report" && unit.reportedAt),
    );
    const mayObject =
      open && mayPart(parts, unit.id, "incidents.assignment.object") && can(assignmentMachine, unit.state, "object");
    return [{ unit, move: move ?? null, mayObject }];
  });
}

/** Runs the next step of a unit. Pressed twice it acts once. */
function useStep() {
  const { act, openDialog } = useRoom();
  const running = useRef(new Set<string>());
  return async (unit: RoomUnit, move: Move) => {
    if (move === "report") return openDialog({ kind: "report-back", id: unit.id });
    const key = `${unit.id}/${move}`;
    if (running.current.has(key)) return;
    running.current.add(key);
    await act(move, { assignmentId: unit.id, eventTime: new Date(serverNow()).toISOString() });
    running.current.delete(key);
  };
}

/** My unit's next step as one button, above the grid. `a` accepts, `o` objects. */
export function MyRung() {
  const { t, i18n } = useTranslation("room");
  const { openDialog } = useRoom();
  const mine = useMine();
  const step = useStep();
  // One filled button a page: who moves the incident has it in the head.
  const leads = useMay("incidents.move");
  const first = mine.find((one) => one.move === "accept");
  const objectable = mine.find((one) => one.mayObject);
  const group = t("keys.group");
  useKeys([
    ...(first ? [{ key: "a", label: t("keys.accept"), group, run: () => void step(first.unit, "accept") }] : []),
    ...(objectable
      ? [
          {
            key: "o",
            label: t("keys.object"),
            group,
            run: () => openDialog({ kind: "object", id: objectable.unit.id }),
          },
        ]
      : []),
  ]);
  return (
    <>
      {mine
        .filter(({ unit, move, mayObject }) => move || mayObject || unit.waiting.length > 0)
        .map(({ unit, move, mayObject }) => (
          <form
            key={unit.id}
            method="post"
            data-frame
            onSubmit={(event: FormEvent) => {
              event.preventDefault();
              if (move) step(unit, move);
            }}
            className="mb-2 flex flex-wrap items-center gap-2 rounded-control border border-act-line bg-act-tint px-2.5 py-2"
          >
            <input type="hidden" name="intent" value={move ?? ""} />
            <input type="hidden" name="assignmentId" value={unit.id} />
            <b className="min-w-0 flex-1 truncate">{unit.unitName}</b>
            {unit.waiting.length > 0 ? (
              <Tag tone="warn" icon="clock">
                {unit.waiting.map((rung) => inLanguage(rungNames[rung], i18n.language)).join(" ")} {t("mine.waits")}
              </Tag>
            ) : null}
            {move === "accept" && unit.acceptBy ? <Timer dueAt={unit.acceptBy} startedAt={unit.sentAt} /> : null}
            {mayObject ? (
              <Button letter="o" onClick={() => openDialog({ kind: "object", id: unit.id })}>
                {t("mine.object")}
              </Button>
            ) : null}
            {move ? (
              <Button kind={leads ? "outline" : "filled"} type="submit" letter={move === "accept" ? "a" : undefined}>
                {inLanguage(rungNames[words[move]], i18n.language)}
              </Button>
            ) : null}
          </form>
        ))}
    </>
  );
}

/** On a phone: the steps of my unit, and the next one as the button, with the time it will record. */
export function MyLadder() {
  const { t, i18n } = useTranslation("room");
  const { me, openDialog } = useRoom();
  const mine = useMine();
  const step = useStep();
  const now = useNow("minute");
  return (
    <>
      {mine.map(({ unit, move, mayObject }) => (
        <section key={unit.id} className="border-b border-line px-4 py-3" aria-label={unit.unitName}>
          <div className="mb-2 flex items-baseline gap-2">
            <h2 className="text-16">{unit.unitName}</h2>
            <span className="ml-auto text-12 text-text-2">
              {inLanguage(assignmentRoles[unit.role], i18n.language)} · {me.name}
            </span>
          </div>
          <LadderLine
            steps={rungs.map((rung) => {
              const at = rungTime(unit, rung);
              return {
                label: inLanguage(rungNames[rung], i18n.language),
                reached: at !== null,
                text: at ? formatTime(at) : undefined,
                waits: unit.waiting.includes(rung),
              };
            })}
          />
          {unit.state === "objected" ? (
            <p className="mt-2 text-14 text-bad">{t("mine.objected", { reason: unit.objection ?? "" })}</p>
          ) : null}
          {move ? (
            <form
              method="post"
              onSubmit={(event) => {
                event.preventDefault();
                step(unit, move);
              }}
              className="mt-3"
            >
              <input type="hidden" name="intent" value={move} />
              <input type="hidden" name="assignmentId" value={unit.id} />
              <Button kind="filled" size="ladder" wide type="submit">
                <b>{inLanguage(rungNames[words[move]], i18n.language)}</b>
                {move === "report" ? null : (
                  <span className="text-13 font-normal">{t("mine.recordedAs", { time: formatTime(now) })}</span>
                )}
              </Button>
            </form>
          ) : nextRung(unit) === null && unit.state === "reported" ? (
            <p className="mt-2 text-14 text-ok">{t("mine.allDone")}</p>
          ) : null}
          {mayObject ? (
            <Button size="phone" wide className="mt-2" onClick={() => openDialog({ kind: "object", id: unit.id })}>
              {t("mine.object")}
            </Button>
          ) : null}
        </section>
      ))}
    </>
  );
}
