import { useState } from "react";
import { useTranslation } from "react-i18next";
import { awaitsAcceptance } from "#domain/incidents/assignment-machine.ts";
import { type Level, levelNumbers, levels } from "#domain/incidents/levels.ts";
import { acceptTimes } from "#domain/incidents/shape/accept-time.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Segmented } from "../../../ui/choice.tsx";
import { serverNow } from "../../../ui/clock.ts";
import { Field } from "../../../ui/field.tsx";
import { formatTime } from "../../../ui/format.ts";
import { LevelMark } from "../../../ui/icons.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { CommandDialog, KeptText } from "../room/command-dialog.tsx";
import { useRoom, useRoomState } from "../room/room-context.ts";
import { useLastChange } from "../room/use-last-change.ts";

/**
 * 调整等级: says before it is done whose time to accept changes, and to when. After a change the level before it is chosen already:
 * changing back is one press and a reason.
 */
export function LevelDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("shape");
  const { incidentId } = useRoom();
  const locale = useLocale();
  const facts = useRoomState("facts");
  const [from] = useState(facts.level);
  const last = useLastChange("incidents.level.changed", () => true);
  const before = last && last.data.to === from ? (last.data.from as Level) : null;
  const [to, setTo] = useState<Level>(before ?? from);
  const name = (level: Level) => inLanguage(levels[level].name, locale);
  return (
    <CommandDialog
      onClose={onClose}
      intent="change-level"
      fixed={{ incidentId, from, to }}
      keep="level"
      title={t("level.title")}
      lead={before ? t("level.back", { level: name(before), time: formatTime(last!.recordedAt) }) : t("level.lead")}
      submit={to === before ? t("level.submitBack", { level: name(to) }) : t("level.submit")}
    >
      {(given) => (
        <>
          <Field label={t("level.label")} required error={given.errors.to ?? given.errors.from}>
            <Segmented
              label={t("level.label")}
              name="level"
              value={String(to)}
              onChange={(value) => setTo(Number(value) as Level)}
              options={levelNumbers.map((level) => ({
                value: String(level),
                label: level === from ? t("level.present", { level: name(level) }) : name(level),
                mark: <LevelMark level={level} size={14} />,
              }))}
            />
          </Field>
          <Follows from={from} to={to} />
          <KeptText name="reason" label={t("reason")} rows={2} given={given} />
        </>
      )}
    </CommandDialog>
  );
}

/** What follows from the level: the times of those that have not accepted. */
function Follows({ from, to }: { from: Level; to: Level }) {
  const { t } = useTranslation("shape");
  const { acceptMinutes } = useRoom();
  const units = useRoomState("units");
  const waiting = units.filter((unit) => awaitsAcceptance(unit.state));
  const minutes = acceptMinutes[to];
  const times = new Map(acceptTimes(units, minutes, serverNow()).map((one) => [one.id, one.acceptBy]));
  if (to === from) return <p className="text-12 text-text-3">{t("level.same")}</p>;
  return (
    <div className="text-12 text-text-2" aria-live="polite">
      <p>{waiting.length === 0 ? t("level.nobodyWaits", { minutes }) : t("level.follows", { minutes })}</p>
      <ul className="mt-1">
        {waiting.map((unit) => (
          <li key={unit.id} className="flex gap-2">
            <span className="min-w-0 flex-1 truncate">{unit.unitName}</span>
            <span>
              {unit.acceptBy ? formatTime(unit.acceptBy) : "—"} →{" "}
              {formatTime(times.get(unit.id) ?? unit.acceptBy ?? "")}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
