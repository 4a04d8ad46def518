import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../../ui/button.tsx";
import { useActing } from "../room/room-context.ts";
import { Group, Nothing } from "./group.tsx";
import type { ReviewPart } from "./review-page.tsx";

/** 得失: what was learnt; each names the entries it comes from and who wrote it. */
export function Lessons({ view, draft, ask }: ReviewPart) {
  const { t } = useTranslation("review");
  const { reachable } = useActing();
  const lessons = view.review?.lessons ?? [];
  return (
    <Group
      title={t("lessons.title")}
      note={t("lessons.note")}
      action={
        draft ? { label: t("lessons.add"), icon: "plus", can: reachable, onPress: () => ask({ kind: "lesson" }) } : null
      }
    >
      {lessons.length === 0 ? <Nothing>{t("lessons.none")}</Nothing> : null}
      <ol>
        {lessons.map((lesson) => (
          <li
            key={lesson.id}
            className="group grid grid-cols-[20px_minmax(0,1fr)_auto] gap-x-1 border-b border-line px-3 py-2.5 last:border-b-0 phone:px-4"
          >
            <b className="text-13 text-text-3 tabular-nums">{lesson.no}</b>
            <div className="min-w-0">
              <p className="text-13 break-words whitespace-pre-wrap">{lesson.text}</p>
              <p className="mt-1 flex flex-wrap gap-x-2 text-12 text-text-2">
                <span className="text-text-3">{t("lessons.sources")}</span>
                {lesson.sources.map((seq) => (
                  <Link
                    key={seq}
                    to={`/incidents/${view.facts.id}?entry=${seq}`}
                    title={view.sources[seq]}
                    className="inline-block text-act hover:underline"
                  >
                    #{seq}
                  </Link>
                ))}
                <span className="ml-2">
                  {lesson.by} {lesson.byUnit}
                </span>
              </p>
            </div>
            {draft ? (
              <span className="flex items-start" data-frame>
                <IconButton
                  icon="pencil"
                  size="small"
                  can={reachable}
                  label={t("lessons.edit", { no: lesson.no })}
                  onClick={() => ask({ kind: "lesson", lesson })}
                />
                <IconButton
                  icon="x"
                  size="small"
                  can={reachable}
                  label={t("lessons.withdraw", { no: lesson.no })}
                  onClick={() => ask({ kind: "withdraw", lesson })}
                />
              </span>
            ) : null}
          </li>
        ))}
      </ol>
    </Group>
  );
}
