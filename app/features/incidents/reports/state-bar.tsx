import { useNavigate } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { commentMachine } from "#domain/incidents/reports/comment-machine.ts";
import { mayBeCorrected, type ReportState, reportMachine } from "#domain/incidents/reports/report-machine.ts";
import { can, type MoveOf } from "#domain/kernel/machine.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { cx } from "../../../ui/class-names.ts";
import { formatTime } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { Menu } from "../../../ui/menu.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { useReport } from "./use-report.ts";

type StateBarProps = {
  /** The text as the page shows it; null while there is no editor: then the saved text counts. */
  lines: readonly string[] | null;
  drawn: number;
  pending: number;
  /** Some of what is written has not reached the server. */
  unsent: boolean;
};

/** How often a text that is still being saved is asked for again before the person is told. */
const TRIES = 6;
const pause = () => new Promise((resolve) => setTimeout(resolve, 500));

/** The order of the office: drafted, checked, frozen, signed, sent; and the one act that carries it on. */
export function StateBar({ lines, drawn, pending, unsent }: StateBarProps) {
  const { t } = useTranslation("reports");
  const { view, act, openDialog } = useReport();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const writes = view.can["incidents.report.write"] === true;
  const signs = view.can["incidents.report.sign"] === true;

  /** Asks with what this page shows; what is still on its way to the server is waited for. */
  const withText = async (intent: string, done: string) => {
    setBusy(true);
    for (let attempt = 1; ; attempt++) {
      const seen = lines && { seen: lines.join("\n") };
      const reply = await act(intent, { reportId: view.id, ...seen }, { quiet: attempt < TRIES });
      if (reply.ok) toast({ title: done });
      else if (reply.code === "stale" && attempt < TRIES) {
        await pause();
        continue;
      } else if (attempt < TRIES) toast({ tone: "bad", title: reply.message, key: `refused:${intent}` });
      break;
    }
    setBusy(false);
  };
  const correct = async () => {
    const reply = await act("draft-report", { incidentId: view.incident.id, correctsId: view.id });
    if (reply.ok)
      navigate(`/incidents/${view.incident.id}/reports/${(reply.outcome as { reportId: string }).reportId}`);
  };
  const may = (move: MoveOf<typeof reportMachine>) => can(reportMachine, view.state, move);
  const remarks = view.comments.filter((one) => can(commentMachine, one.state, "settle")).length;
  const saved = unsent ? t("text.saving") : true;
  const acts = (
    <>
      {writes && may("freeze") ? (
        <Button
          kind="filled"
          icon="lock"
          busy={busy}
          can={saved}
          onClick={() => withText("freeze-report", t("done.frozen"))}
        >
          {t("act.freeze")}
        </Button>
      ) : null}
      {writes && may("check") ? (
        <Button
          kind={may("freeze") ? "outline" : "filled"}
          icon="check"
          busy={busy}
          can={saved}
          onClick={() => withText("check-report", t("done.checked"))}
        >
          {may("freeze") ? t("state.recheck") : t("act.check")}
        </Button>
      ) : null}
      {signs && may("sign") ? (
        <Button kind="filled" icon="stamp" onClick={() => openDialog({ kind: "sign" })}>
          {t("act.sign")}
        </Button>
      ) : null}
      {signs && may("sendBack") ? (
        <Button kind="careful" onClick={() => openDialog({ kind: "return" })}>
          {t("act.sendBack")}
        </Button>
      ) : null}
      {writes && mayBeCorrected(view) ? (
        <Button icon="pencil" onClick={correct}>
          {t("act.correct")}
        </Button>
      ) : null}
    </>
  );
  return (
    <div
      className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-line bg-surface px-4 py-2 text-12 phone:pb-20"
      data-frame
      data-state-bar
    >
      {/* Across the foot of a phone, whatever the page shows. */}
      <span
        className="contents phone:fixed phone:inset-x-0 phone:bottom-0 phone:z-20 phone:flex phone:gap-2 phone:border-t phone:border-line-2 phone:bg-surface phone:px-4 phone:py-2.5 phone:empty:hidden phone:[&>*]:h-12 phone:[&>*]:flex-1 phone:[&>*]:text-16"
        data-phone-fixed
      >
        {acts}
      </span>
      {pending > 0 ? (
        <Tag tone="warn" icon="info">
          {t("state.pending", { count: pending })}
        </Tag>
      ) : null}
      {view.writing && remarks > 0 ? <Tag icon="message">{t("state.remarks", { count: remarks })}</Tag> : null}
      <Order />
      <span className="ml-auto text-text-2 phone:ml-0">{t(noteOf(view.state, signs), { count: drawn })}</span>
      {view.writing && writes ? (
        <Menu
          label={t("act.more")}
          groups={[
            {
              items: [
                { id: "head", label: t("act.head"), icon: "pencil", onAction: () => openDialog({ kind: "head" }) },
                {
                  id: "drop",
                  label: t("act.drop"),
                  icon: "archive",
                  careful: true,
                  onAction: () => openDialog({ kind: "drop" }),
                },
              ],
            },
          ]}
        >
          <IconButton icon="dots" label={t("act.more")} />
        </Menu>
      ) : null}
    </div>
  );
}

/** What comes next, in words, by state. */
const notes = {
  draft: "state.signLater",
  checked: "state.signLater",
  frozen: "state.waits",
  signed: "state.sentNote",
  sent: "state.sentNote",
  dropped: "state.dropped",
} as const satisfies { [S in ReportState]: string };
const noteOf = (state: ReportState, signs: boolean) =>
  signs && can(reportMachine, state, "sign") ? "state.signNow" : notes[state];

/** Who has done which step, and when. */
function Order() {
  const { t } = useTranslation("reports");
  const { view } = useReport();
  const steps: { key: string; label: string; done: { by: string; at: string } | null }[] = [
    { key: "draft", label: t("state.draft"), done: view.drafted },
    { key: "check", label: t("state.check"), done: view.checked?.current ? view.checked : null },
    { key: "freeze", label: t("state.freeze"), done: view.frozen },
    { key: "sign", label: t("state.sign"), done: view.signed },
    {
      key: "send",
      label: t("state.send", { count: view.addressees.length }),
      done: view.signed && { by: "", at: view.signed.at },
    },
  ];
  const next = steps.findIndex((step) => step.done === null);
  return (
    <ol className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {steps.map(({ key, label, done }, index) => (
        <li
          key={key}
          aria-current={index === next ? "step" : undefined}
          className={cx(
            "inline-flex items-center gap-1",
            done ? "text-ok" : index === next ? "font-bold text-act" : "text-text-3",
          )}
        >
          {index > 0 ? (
            <span aria-hidden="true" className="pr-1 text-text-3">
              —
            </span>
          ) : null}
          {done ? <Icon name="check" size={12} /> : null}
          {label} {done ? `${done.by} ${formatTime(done.at)}` : null}
        </li>
      ))}
    </ol>
  );
}
