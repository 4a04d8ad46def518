import { useTranslation } from "react-i18next";
import type { ReviewUnit } from "#domain/incidents/review/view.ts";
import { Button } from "../../../ui/button.tsx";
import { formatNear } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { useActing } from "../room/room-context.ts";
import { Group, Nothing } from "./group.tsx";
import type { ReviewPart } from "./review-page.tsx";

/** 各单位看过 n / m, with dissent under the unit's name, also after the review was frozen. */
export function UnitsWord({ view, ask }: ReviewPart) {
  const { t } = useTranslation("review");
  const { units, review, facts } = view;
  const readings = review?.readings ?? [];
  const read = units.filter((unit) => readings.some((one) => one.unitId === unit.unitId)).length;
  const dissents = review?.dissents ?? [];
  return (
    <Group title={t("units.title")} note={t("units.note", { read, all: units.length })}>
      {units.length === 0 ? <Nothing>{t("units.none")}</Nothing> : null}
      <ul className="grid grid-cols-2 gap-x-4 px-3 py-2 phone:grid-cols-1 phone:px-4">
        {units.map((unit) => {
          const reading = readings.find((one) => one.unitId === unit.unitId);
          return (
            <li key={unit.unitId} className="flex min-h-7 flex-wrap items-center gap-x-2 text-12">
              <span>{unit.unitName}</span>
              {reading ? <span className="text-text-2">{reading.by}</span> : null}
              <span className="ml-auto">
                {reading ? (
                  <span className="inline-flex items-center gap-1 text-ok tabular-nums">
                    <Icon name="check" size={14} label={t("units.seen")} />
                    {formatNear(reading.at, facts.closedAt ?? reading.at)}
                  </span>
                ) : unit.see === true ? (
                  <See unit={unit} />
                ) : (
                  <Tag>{t("units.waiting")}</Tag>
                )}
              </span>
              {unit.dissent === true ? (
                <span className="w-full text-right" data-frame>
                  <Button kind="text" size="small" icon="message" onClick={() => ask({ kind: "dissent", unit })}>
                    {t("units.dissent")}
                  </Button>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      {dissents.length > 0 ? (
        <ul className="border-t border-line px-3 py-2 phone:px-4">
          {dissents.map((dissent) => (
            <li key={dissent.id} className="py-1 text-13">
              <b className="text-12">{t("units.dissentOf", { unit: dissent.unitName })}</b>
              <span className="ml-2 text-12 text-text-2">
                {dissent.by} {formatNear(dissent.at, facts.closedAt ?? dissent.at)}
                {review?.finishedAt && dissent.at > review.finishedAt ? ` ${t("units.after")}` : ""}
              </span>
              <p className="break-words whitespace-pre-wrap">{dissent.text}</p>
            </li>
          ))}
        </ul>
      ) : null}
    </Group>
  );
}

function See({ unit }: { unit: ReviewUnit }) {
  const { t } = useTranslation("review");
  const { act, incidentId, reachable } = useActing();
  const press = async () => {
    const reply = await act("review-see", { incidentId, unitId: unit.unitId });
    if (reply.ok) toast({ title: t("units.seenDone", { unit: unit.unitName }) });
  };
  return (
    <Button size="small" can={reachable} onClick={press}>
      {t("units.see")}
    </Button>
  );
}
