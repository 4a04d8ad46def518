import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { RoomPromise } from "#domain/incidents/room-duty.ts";
import { useClock } from "../../../ui/clock.ts";
import { formatDate, formatShort, millis } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { Group, Nothing } from "./group.tsx";
import type { ReviewPart } from "./review-page.tsx";

/** 答应过什么: what was promised, to whom, by which unit, and what became of it. */
export function Promises({ view }: ReviewPart) {
  const { t } = useTranslation("review");
  const { promises, facts } = view;
  const kept = promises.filter((one) => one.state === "kept").length;
  return (
    <Group
      title={t("promises.title")}
      note={promises.length > 0 ? t("promises.count", { count: promises.length, kept }) : t("promises.note")}
    >
      {promises.length === 0 ? <Nothing>{t("promises.none")}</Nothing> : null}
      <ul>
        {promises.map((promise) => (
          <li
            key={promise.id}
            className="grid grid-cols-[minmax(0,1fr)_88px_minmax(0,130px)_120px] items-center gap-2 border-b border-line px-3 py-1.5 text-13 last:border-b-0 phone:grid-cols-[minmax(0,1fr)_auto] phone:px-4"
          >
            <span className="break-words phone:col-span-2">{promise.text}</span>
            <span className="truncate text-12 text-text-2">{t("promises.to", { whom: promise.toWhom })}</span>
            <span className="text-12 text-text-2 phone:hidden">
              {promise.unitName}
              {promise.fromSeq === null ? null : (
                <Link
                  to={`/incidents/${facts.id}?entry=${promise.fromSeq}`}
                  className="ml-2 inline-block text-act hover:underline"
                >
                  #{promise.fromSeq}
                </Link>
              )}
            </span>
            <span className="text-right">
              <Fate promise={promise} />
            </span>
          </li>
        ))}
      </ul>
    </Group>
  );
}

function Fate({ promise }: { promise: RoomPromise }) {
  const { t } = useTranslation("review");
  const late = useClock((now) => promise.dueAt !== null && millis(promise.dueAt) < now);
  const ended = promise.endedAt ? formatShort(promise.endedAt, promise.madeAt) : "";
  switch (promise.state) {
    case "kept":
      return (
        <Tag tone="ok" icon="check">
          {t("promises.kept", { at: ended })}
        </Tag>
      );
    case "carried_on":
      return (
        <Tag tone="warn" icon="chevron-right">
          {t("demands.carried")}
        </Tag>
      );
    case "withdrawn":
      return <Tag title={promise.note ?? undefined}>{t("promises.withdrawn", { at: ended })}</Tag>;
    case "open":
      return promise.dueAt ? (
        <span
          className={
            late
              ? "inline-flex items-center gap-1 text-12 font-bold text-bad"
              : "inline-flex items-center gap-1 text-12 text-text-2"
          }
        >
          <Icon name="clock" size={14} label={late ? t("followUps.late") : undefined} />
          {formatDate(promise.dueAt)}
        </span>
      ) : (
        <Tag>{t("promises.open")}</Tag>
      );
  }
}
