import { useNavigate } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
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
      const reply = await act(intent, { reportId: view.id, ...(lines && { seen: lines.join("\n") }) }, attempt < TRIES);
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
  const may = unsent ? t("text.saving") : true;
  return (
    <div
      className="flex min-h-13 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-t border-line bg-surface px-4 py-2 text-12"
      data-frame
    >
      {view.state === "draft" && writes ? (
        <Button
          kind="filled"
          icon="check"
          busy={busy}
          can={may}
          onClick={() => withText("check-report", t("done.checked"))}
        >
          {t("act.check")}
        </Button>
      ) : null}
      {view.state === "checked" && writes ? (
        <>
          <Button
            kind="filled"
            icon="lock"
            busy={busy}
            can={may}
            onClick={() => withText("freeze-report", t("done.frozen"))}
          >
            {t("act.freeze")}
          </Button>
          <Button busy={busy} can={may} onClick={() => withText("check-report", t("done.checked"))}>
            {t("state.recheck")}
          </Button>
        </>
      ) : null}
      {view.state === "frozen" && signs ? (
        <>
          <Button kind="filled" icon="stamp" onClick={() => openDialog({ kind: "sign" })}>
            {t("act.sign")}
          </Button>
          <Button kind="careful" onClick={() => openDialog({ kind: "return" })}>
            {t("act.sendBack")}
          </Button>
        </>
      ) : null}
      {view.state === "sent" && writes && view.kind !== "correction" ? (
        <Button icon="pencil" onClick={correct}>
          {t("act.correct")}
        </Button>
      ) : null}
      {pending > 0 ? (
        <Tag tone="warn" icon="info">
          {t("state.pending", { count: pending })}
        </Tag>
      ) : null}
      <Order />
      <span className="ml-auto text-text-2 phone:ml-0">
        {view.state === "sent"
          ? t("state.sentNote")
          : view.state === "dropped"
            ? t("state.dropped")
            : view.state === "frozen"
              ? signs
                ? t("state.signNow")
                : t("state.waits")
              : t("state.signLater", { count: drawn })}
      </span>
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
