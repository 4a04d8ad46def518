import { useTranslation } from "react-i18next";
import { awaitsAcceptance } from "#domain/incidents/assignment-machine.ts";
import type { RoomClimb } from "#domain/incidents/climb.ts";
import { wasLate } from "#domain/incidents/climb.ts";
import type { RoomUnit } from "#domain/incidents/room.ts";
import { useClock, useNow } from "../../../ui/clock.ts";
import { formatNear } from "../../../ui/format.ts";
import { timerState } from "../../../ui/timer-state.ts";
import { useLocale } from "../../../ui/use-format.ts";

/** It has climbed and still has not accepted. */
export const isClimbing = (unit: RoomUnit): boolean => unit.climbs.length > 0 && awaitsAcceptance(unit.state);

/** Over the steps that are left in the unit's row: to whom it climbs next and when, or where it has arrived. */
export function ClimbNote({ unit }: { unit: RoomUnit }) {
  const { t } = useTranslation("escalation");
  const locale = useLocale();
  const last = unit.climbs.at(-1);
  const dueAt = unit.climbAt;
  const left = useClock((now) =>
    dueAt && last ? timerState({ dueAt, startedAt: last.firedAt }, now, locale).text : "",
  );
  return <>{dueAt ? t("next.convener", { left }) : t("at.convener")}</>;
}

/** What has been done about it, a line a step: when, who was told, and both times where the portal was late. */
export function ClimbLines({ climbs }: { climbs: readonly RoomClimb[] }) {
  return (
    <ul className="w-full">
      {climbs.map((climb) => (
        <li key={climb.step}>
          <ClimbLine climb={climb} last={climb === climbs.at(-1)} />
        </li>
      ))}
    </ul>
  );
}

function ClimbLine({ climb, last }: { climb: RoomClimb; last: boolean }) {
  const { t } = useTranslation("escalation");
  const now = useNow("minute");
  // The post is what people know: 局长, else the duty.
  const names = climb.to.map(({ name, title }) => (title ? `${title} ${name}` : name)).join(t("and"));
  const said = climb.to.length > 0 ? t(`line.${climb.step}`, { names }) : t(`line.nobody.${climb.step}`);
  return (
    <>
      {formatNear(climb.firedAt, now)} {said}
      {last && climb.to.length > 0 ? t("line.still") : null}
      {wasLate(climb) ? (
        <span className="text-warn">{t("line.late", { due: formatNear(climb.dueAt, now) })}</span>
      ) : null}
    </>
  );
}
