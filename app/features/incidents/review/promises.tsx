import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { type PromiseState, promiseMachine } from "#domain/incidents/promise-machine.ts";
import type { RoomPromise } from "#domain/incidents/room-duty.ts";
import { can } from "#domain/kernel/machine.ts";
import { cx } from "../../../ui/class-names.ts";
import { useClock } from "../../../ui/clock.ts";
import { formatDate, formatShort, millis } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { promiseLooks } from "../duty/promise-looks.ts";
import { useActing } from "../room/room-context.ts";
import { Group, Nothing } from "./group.tsx";
import type { ReviewPart } from "./review-page.tsx";

/** 答应过什么: what was promised, to whom, by which unit, and what became of it. */
export function Promises({ view, ask }: ReviewPart) {
  const { t } = useTranslation("review");
  const { reachable } = useActing();
  const { promises, facts, tally, review } = view;
  const may = review !== null && review.finishedAt === null && view.can.promise === true;
  return (
    <Group
      title={t("promises.title")}
      note={
        promises.length > 0 ? t("promises.count", { count: promises.length, kept: tally.kept }) : t("promises.note")
      }
      action={
        may ? { label: t("promises.add"), icon: "plus", can: reachable, onPress: () => ask({ kind: "promise" }) } : null
      }
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

const words: { [S in PromiseState]: "promises.kept" | "demands.carried" | "promises.withdrawn" | "promises.open" } = {
  open: "promises.open",
  kept: "promises.kept",
  carried_on: "demands.carried",
  withdrawn: "promises.withdrawn",
};

/** What became of it; until when, while it is still to be kept. */
function Fate({ promise }: { promise: RoomPromise }) {
  const { t } = useTranslation("review");
  const late = useClock((now) => promise.dueAt !== null && millis(promise.dueAt) < now);
  const waits = can(promiseMachine, promise.state, "keep");
  if (waits && promise.dueAt)
    return (
      <span className={cx("inline-flex items-center gap-1 text-12", late ? "font-bold text-bad" : "text-text-2")}>
        <Icon name="clock" size={14} label={late ? t("followUps.late") : undefined} />
        {formatDate(promise.dueAt)}
      </span>
    );
  const at = promise.endedAt ? formatShort(promise.endedAt, promise.madeAt) : "";
  return (
    <Tag {...(waits ? {} : promiseLooks[promise.state])} title={promise.note ?? undefined}>
      {t(words[promise.state], { at })}
    </Tag>
  );
}
