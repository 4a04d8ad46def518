import { useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { commentMachine } from "#domain/incidents/reports/comment-machine.ts";
import type { ReportCommentView } from "#domain/incidents/reports/queries/report-beside.server.ts";
import { can } from "#domain/kernel/machine.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/class-names.ts";
import { useNow } from "../../../ui/clock.ts";
import { formatShort } from "../../../ui/format.ts";
import { useActing } from "../room/room-context.ts";
import { useReport } from "./use-report.ts";

const isOpen = (comment: ReportCommentView) => can(commentMachine, comment.state, "settle");

type Props = {
  /** Where the words of comments are on the screen. */
  ranges: ReadonlyMap<string, Range>;
  active: string | null;
  onActive: (id: string) => void;
};

/** 批注 beside the sheet, each at the height of its words; settled ones folded below. */
export function Comments({ ranges, active, onActive }: Props) {
  const { t } = useTranslation("reports");
  const { view } = useReport();
  const column = useRef<HTMLOListElement>(null);
  const top = (one: ReportCommentView) => ranges.get(one.id)?.getBoundingClientRect().top ?? 0;
  const open = view.comments.filter(isOpen).sort((a, b) => top(a) - top(b));
  const settled = view.comments.filter((one) => !isOpen(one));
  useLayoutEffect(() => alignCards(column.current, ranges));
  const show = (id: string) => {
    onActive(id);
    ranges.get(id)?.startContainer.parentElement?.scrollIntoView({ block: "center" });
  };
  return (
    <aside
      aria-label={t("comment.label")}
      className="w-[202px] shrink-0 narrow:w-full phone:w-full phone:bg-page phone:p-4 print:hidden"
      data-comments
    >
      {open.length === 0 ? (
        <p className="pt-1 text-12 text-text-2">{view.writing ? t("comment.none") : t("comment.noneLeft")}</p>
      ) : null}
      <ol ref={column} className="flex flex-col gap-2 narrow:pt-3">
        {open.map((one) => (
          <Card
            key={one.id}
            comment={one}
            isActive={one.id === active}
            isGone={one.anchor !== null && view.writing && !ranges.has(one.id)}
            onShow={() => show(one.id)}
          />
        ))}
      </ol>
      {settled.length > 0 ? (
        <details className="pt-2">
          <summary className="min-h-6 cursor-pointer text-12 text-text-2">
            {t("comment.settledMany", { count: settled.length })}
          </summary>
          <ol className="flex flex-col gap-2 pt-1">
            {settled.map((one) => (
              <Card key={one.id} comment={one} onShow={() => show(one.id)} />
            ))}
          </ol>
        </details>
      ) : null}
    </aside>
  );
}

/** Each card stands at its words, below the one before it. Where the column lies under the sheet they simply follow one another. */
function alignCards(list: HTMLOListElement | null, ranges: ReadonlyMap<string, Range>): void {
  if (!list) return;
  const cards = [...list.children] as HTMLElement[];
  for (const card of cards) card.style.marginTop = "";
  if (!window.matchMedia("(width > 1280px)").matches) return;
  for (const card of cards) {
    const words = ranges.get(card.dataset.comment ?? "");
    if (!words) continue;
    const down = words.getBoundingClientRect().top - card.getBoundingClientRect().top;
    if (down > 0) card.style.marginTop = `${down}px`;
  }
}

type CardProps = { comment: ReportCommentView; isActive?: boolean; isGone?: boolean; onShow: () => void };

function Card({ comment, isActive, isGone, onShow }: CardProps) {
  const { t } = useTranslation("reports");
  const { view, act, openDialog } = useReport();
  const { reachable } = useActing();
  const now = useNow("minute");
  const may = view.writing && view.can["incidents.report.comment"] === true;
  const move = (intent: string) => () => void act(intent, { commentId: comment.id });
  return (
    <li
      data-comment={comment.id}
      className={cx("rounded-control border bg-surface px-2.5 py-2 text-13", isActive ? "border-act" : "border-line-2")}
    >
      <Head name={comment.by} at={formatShort(comment.at, now)} />
      {comment.anchor ? (
        <button
          type="button"
          onClick={onShow}
          className="block min-h-6 w-full truncate text-left text-12 text-act hover:underline"
        >
          {t("comment.quote", { quote: comment.quote })}
        </button>
      ) : (
        <p className="text-12 text-text-2">{t("comment.whole")}</p>
      )}
      {isGone ? <p className="text-12 text-warn">{t("comment.gone")}</p> : null}
      <p className="break-words whitespace-pre-wrap">{comment.text}</p>
      {comment.replies.length > 0 ? (
        <ol className="mt-1.5 border-l-2 border-line pl-2">
          {comment.replies.map((reply) => (
            <li key={reply.id} className="py-0.5">
              <Head name={reply.by} at={formatShort(reply.at, now)} small />
              <p className="break-words whitespace-pre-wrap">{reply.text}</p>
            </li>
          ))}
        </ol>
      ) : null}
      {comment.settled ? (
        <p className="pt-1 text-12 text-text-2">
          {t("comment.settledBy", { name: comment.settled.by, time: formatShort(comment.settled.at, now) })}
        </p>
      ) : null}
      {may ? (
        <p className="flex flex-wrap gap-2 pt-2" data-frame>
          {can(commentMachine, comment.state, "reply") ? (
            <Button size="small" can={reachable} onClick={() => openDialog({ kind: "reply", comment })}>
              {t("comment.reply")}
            </Button>
          ) : null}
          {can(commentMachine, comment.state, "settle") ? (
            <Button size="small" can={reachable} onClick={move("settle-comment")}>
              {t("comment.settle")}
            </Button>
          ) : null}
          {can(commentMachine, comment.state, "reopen") ? (
            <Button size="small" can={reachable} onClick={move("reopen-comment")}>
              {t("comment.reopen")}
            </Button>
          ) : null}
        </p>
      ) : null}
    </li>
  );
}

function Head({ name, at, small }: { name: string; at: string; small?: boolean }) {
  return (
    <p className="flex items-center gap-1.5">
      {small ? null : <Avatar name={name} size={18} decorative />}
      <b className={cx("min-w-0 truncate", small && "text-12")}>{name}</b>
      <span className="ml-auto shrink-0 text-12 text-text-2 tabular-nums">{at}</span>
    </p>
  );
}
