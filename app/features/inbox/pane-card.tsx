import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { accessActions } from "#domain/audit/access.ts";
import { subjectText } from "#domain/audit/access-log.ts";
import { type AskedAccess, type InboxItem, type InboxItemOf, keyOf } from "#domain/inbox/inbox.ts";
import { assignmentRoles } from "#domain/incidents/assignment-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Button, ButtonLink, TextLink } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { useClock, useNow } from "../../ui/clock.ts";
import { TextArea } from "../../ui/field.tsx";
import { formatNear } from "../../ui/format.ts";
import { Icon } from "../../ui/icons.tsx";
import { Timer } from "../../ui/timer.tsx";
import { timerFace } from "../../ui/timer-state.ts";
import { useLocale } from "../../ui/use-format.ts";
import { AnswerForm } from "./answer-form.tsx";
import { DutyText, isShiftItem } from "./duty-words.tsx";
import { useInboxActs } from "./inbox-context.ts";
import { placeOf } from "./item-words.ts";
import { ReadButton } from "./read-button.tsx";
import type { Gone } from "./shown-items.ts";

/** What is asked, what happens if one does it and if not, then the buttons. */
export function PaneCard({ item, gone }: { item: InboxItem; gone: Gone | null }) {
  const { t } = useTranslation("inbox");
  const face = useClock((now) =>
    item.due ? timerFace({ dueAt: item.due.at, startedAt: item.due.from }, now) : "calm",
  );
  const urgent = !gone && (face === "soon" || face === "over");
  const bad = face === "over";
  if (gone) {
    return (
      <div className="rounded-control border border-line-2 bg-sunken px-3.5 py-3 text-13 text-text-2" role="status">
        {typeof gone.fate === "object" ? gone.fate.did : t("rows.done")}
      </div>
    );
  }
  return (
    <div
      className={cx(
        "rounded-control border",
        urgent ? (bad ? "border-bad-line" : "border-warn-line") : "border-line-2",
      )}
    >
      <div
        className={cx(
          "flex min-h-[34px] items-center gap-2 rounded-t-control border-b px-3.5 text-13 font-bold",
          urgent
            ? bad
              ? "border-bad-line bg-bad-tint text-bad"
              : "border-warn-line bg-warn-tint text-warn"
            : "border-line bg-sunken text-text-2",
        )}
      >
        <DueHead item={item} />
      </div>
      <div className="flex flex-col gap-1.5 px-3.5 py-3">
        <CardText item={item} />
        <CardButtons item={item} />
      </div>
    </div>
  );
}

function DueHead({ item }: { item: InboxItem }) {
  const { t } = useTranslation("inbox");
  const now = useNow();
  if (!item.due)
    return <span className="font-normal">{t("pane.waitsSince", { time: formatNear(item.since, now) })}</span>;
  const time = formatNear(item.due.at, now);
  const by =
    item.kind === "assignment" || item.kind === "climb"
      ? t("pane.acceptBy", { time })
      : item.kind === "demand"
        ? t("pane.answerBy", { time })
        : item.kind === "verify"
          ? t("pane.verifyBy", { time })
          : item.kind === "reportDue" || item.kind === "reportSign"
            ? t("pane.reportBy", { time })
            : t("pane.doBy", { time });
  return (
    <>
      <span>{by}</span>
      <span className="ml-auto">
        <Timer dueAt={item.due.at} startedAt={item.due.from} />
      </span>
    </>
  );
}

const Said = ({ label, children }: { label: string; children: ReactNode }) => (
  <p className="rounded-control bg-sunken px-2.5 py-1.5">
    <span className="text-12 text-text-3">{label}</span>
    <span className="block whitespace-pre-wrap">{children}</span>
  </p>
);

function CardText({ item }: { item: InboxItem }) {
  const { t } = useTranslation("inbox");
  const locale = useLocale();
  const acts = useInboxActs();
  switch (item.kind) {
    case "climb":
      return (
        <>
          <p className="font-bold">{t("row.climbLine", { count: item.minutes })}</p>
          <p>
            {item.heads.length > 0
              ? t("pane.climbHeads", { names: item.heads.join(t("list")) })
              : t("pane.climbNoHead", { unit: item.unitName })}
          </p>
          <p className="text-text-2">{t("pane.climb")}</p>
        </>
      );
    case "assignment":
      return (
        <>
          {item.climbedAt ? <ClimbedToMe at={item.climbedAt} /> : null}
          <p>
            {t("pane.asks", { unit: item.unitName, role: inLanguage(assignmentRoles[item.role], locale) })}
            {t(`pane.ifAccepted.${item.role}`)}
          </p>
          {item.note ? <Said label={t("pane.note")}>{item.note}</Said> : null}
          {item.upheld ? <Said label={t("pane.upheld")}>{item.upheld}</Said> : null}
          <p className="text-text-2">{t("pane.ifNot")}</p>
          <p className="text-text-2">{t("pane.ifObject")}</p>
        </>
      );
    case "task":
      return (
        <>
          <p className="font-bold">{item.title}</p>
          <p>{item.mine ? t("pane.taskMine") : t("pane.taskUnit", { unit: item.unitName })}</p>
          <p className="text-text-2">{t("pane.taskIfNot")}</p>
        </>
      );
    case "demand":
      return (
        <>
          <p className="font-bold">{item.text}</p>
          <p className="text-text-2">{t("pane.demand")}</p>
        </>
      );
    case "verify":
      return <p>{t(acts.incidentOf(item)?.dispatchedUnverified ? "pane.verifyAhead" : "pane.verify")}</p>;
    case "objection":
      return (
        <>
          <Said label={`${item.unitName}　${item.by}　${t("pane.reason")}`}>{item.reason}</Said>
          <p className="text-text-2">{t("pane.objection")}</p>
        </>
      );
    case "handedBack":
      return (
        <>
          <p className="font-bold">{item.title}</p>
          <Said label={`${item.byUnit}　${item.by}　${t("pane.reason")}`}>{item.reason}</Said>
          <p className="text-text-2">{t("pane.handedBack")}</p>
        </>
      );
    case "reportDue":
      return <p className="text-text-2">{t("pane.reportDue")}</p>;
    case "reportSign":
      return <p className="text-text-2">{t("pane.reportSign")}</p>;
    case "review":
      return <p className="text-text-2">{t("pane.review", { unit: item.unitName })}</p>;
    case "mention":
      return (
        <>
          <p className="whitespace-pre-wrap">{item.text}</p>
          <p className="text-text-2">{t("pane.mention")}</p>
        </>
      );
    case "inquiry":
      return (
        <>
          <Said label={`${item.byUnit}　${item.by}　${t("pane.question")}`}>{item.question}</Said>
          <AccessFacts access={item.access} />
          <p className="text-text-2">{t("pane.inquiry")}</p>
        </>
      );
    case "check":
      return (
        <>
          <Said label={t("pane.question")}>{item.question}</Said>
          <Said label={`${item.byUnit}　${item.by}　${t("pane.said")}`}>{item.answer}</Said>
          <AccessFacts access={item.access} />
          <p className="text-text-2">{t("pane.check")}</p>
        </>
      );
    default:
      return <DutyText item={item} />;
  }
}

function ClimbedToMe({ at }: { at: string }) {
  const { t } = useTranslation("inbox");
  const now = useNow();
  return <p className="font-bold text-warn">{t("pane.climbedToMe", { time: formatNear(at, now) })}</p>;
}

/** Which access is asked about: when, what was done with what, and the reason given then. */
function AccessFacts({ access }: { access: AskedAccess }) {
  const { t } = useTranslation("inbox");
  const locale = useLocale();
  const now = useNow();
  return (
    <p className="text-text-2">
      {t("pane.access")}　{formatNear(access.at, now)}　{inLanguage(accessActions[access.action], locale)}{" "}
      {subjectText({ ...access, subjectKind: access.subjectKind }, locale)}
      {access.reason ? (
        <span className="block">
          {t("pane.accessReason")}　{access.reason}
        </span>
      ) : null}
    </p>
  );
}

function CardButtons({ item }: { item: InboxItem }) {
  const { t } = useTranslation("inbox");
  const acts = useInboxActs();
  const place = placeOf(item);
  const busy = acts.busy.has(keyOf(item));
  if (item.kind === "inquiry") return <AnswerForm item={item} />;
  const room = (
    <TextLink to={place ?? "/inbox"} className="ml-auto inline-flex items-center gap-1">
      {t(item.kind === "check" ? "act.entry" : "act.room")}
      <Icon name="chevron-right" size={12} />
    </TextLink>
  );
  return (
    <div className="flex flex-wrap items-center gap-2 pt-1">
      {item.kind === "assignment" ? (
        <AssignmentButtons item={item} />
      ) : item.kind === "check" ? (
        <Button kind="filled" busy={busy} can={acts.reachable} onClick={() => acts.check(item)}>
          {t("act.checked")}
        </Button>
      ) : item.kind === "mention" ? (
        <>
          <ButtonLink kind="filled" to={place ?? "/inbox"} onClick={() => acts.read(item)}>
            {t("act.room")}
          </ButtonLink>
          <ReadButton item={item} />
        </>
      ) : (
        <ButtonLink kind="filled" to={place ?? "/inbox"}>
          {t(`act.${item.kind}`)}
        </ButtonLink>
      )}
      {item.kind === "mention" || isShiftItem(item) ? null : room}
    </div>
  );
}

function AssignmentButtons({ item }: { item: InboxItemOf<"assignment"> }) {
  const { t } = useTranslation("inbox");
  const acts = useInboxActs();
  return (
    <>
      <Form
        method="post"
        action="/inbox"
        onSubmit={(event) => {
          event.preventDefault();
          acts.accept(item);
        }}
      >
        <input type="hidden" name="intent" value="accept" />
        <input type="hidden" name="assignmentId" value={item.id} />
        <Button type="submit" kind="filled" busy={acts.busy.has(keyOf(item))} can={acts.reachable}>
          {t("act.accept")}
        </Button>
      </Form>
      <Button can={acts.reachable} onClick={() => acts.askObjection(item)}>
        {t("act.object")}
      </Button>
      <noscript>
        <form method="post" action="/inbox" className="flex items-end gap-2">
          <input type="hidden" name="intent" value="object" />
          <input type="hidden" name="assignmentId" value={item.id} />
          <TextArea name="reason" aria-label={t("object.reason")} required maxLength={500} rows={2} />
          <Button type="submit">{t("object.confirm")}</Button>
        </form>
      </noscript>
    </>
  );
}
