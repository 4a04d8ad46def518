import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { phaseNames } from "#domain/incidents/phase-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { cx } from "../../../ui/class-names.ts";
import { dayNumber, formatElapsed, formatTime } from "../../../ui/format.ts";
import { useLocale } from "../../../ui/use-format.ts";
import { useActing } from "../room/room-context.ts";
import { Group, Nothing } from "./group.tsx";
import type { ReviewPart } from "./review-page.tsx";

/** 经过: the chosen entries of the timeline; a phase in bold with how long it lasted. */
export function CourseColumn({ view, draft, ask }: ReviewPart) {
  const { t } = useTranslation("review");
  const { reachable } = useActing();
  const locale = useLocale();
  const { course, entries, facts } = view;
  const time = (at: string, before: string | undefined) =>
    before !== undefined && dayNumber(at) === dayNumber(before) ? formatTime(at) : `${dayOf(at)} ${formatTime(at)}`;
  return (
    <Group
      title={t("course.title")}
      note={t("course.note", { all: entries, count: course.length })}
      action={
        draft ? { label: t("course.pick"), icon: "pencil", can: reachable, onPress: () => ask({ kind: "pick" }) } : null
      }
    >
      {course.length === 0 ? <Nothing>{t("course.none")}</Nothing> : null}
      <ol className="px-3 py-3 phone:px-4">
        {course.map((line, index) => (
          <li key={line.seq} className="grid grid-cols-[84px_20px_minmax(0,1fr)] pb-2 text-13">
            <time dateTime={line.at} className="text-right text-12 leading-5 text-text-2 tabular-nums">
              {time(line.at, course[index - 1]?.at)}
            </time>
            <span className="relative flex justify-center" aria-hidden="true">
              <span
                className={cx(
                  "relative z-10 mt-[5px] rounded-full border-2 bg-surface",
                  line.phase ? "size-2.5 border-act" : "mt-1.5 size-2 !border border-control",
                )}
              />
              {index < course.length - 1 ? <span className="absolute top-3 -bottom-3.5 w-px bg-line-2" /> : null}
            </span>
            <span className="min-w-0">
              {line.phase ? <b className="mr-2">{inLanguage(phaseNames[line.phase], locale)}</b> : null}
              <span className={cx("break-words", line.phase && "text-text-2")}>{line.text}</span>
              <Link
                to={`/incidents/${facts.id}?entry=${line.seq}`}
                className="ml-1.5 inline-block text-12 text-text-3 hover:text-act hover:underline"
              >
                #{line.seq}
              </Link>
              {line.took ? (
                <span className="block text-12 text-text-3">
                  {t("course.took", {
                    phase: inLanguage(phaseNames[line.took.next], locale),
                    time: formatElapsed(line.took.ms, locale),
                  })}
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ol>
    </Group>
  );
}

/** `11-13`, in Shanghai. */
const dayOf = (at: string): string => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(5, 10);
