import { type FormEvent, type KeyboardEvent, type ReactNode, useEffect, useId, useState } from "react";
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "./button.tsx";
import { cx } from "./class-names.ts";
import { DrillMark, drillFrame, useDrill } from "./drill.tsx";
import { Field, FieldError, TextArea } from "./field.tsx";
import { returnFocus } from "./focus-place.ts";
import { Icon, type IconName } from "./icons.tsx";
import { isComposing } from "./keys.ts";

export interface DialogProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  icon?: IconName;
  /** One line under the title: what happened. */
  lead?: ReactNode;
  /** Buttons at the left of the foot; the first is the filled one. */
  foot?: ReactNode;
  /** At the right of the foot: a text button, a hint. */
  footEnd?: ReactNode;
  /** 400, 600 or 880 px; on a phone always the whole width. */
  size?: "small" | "normal" | "wide";
  /** Answers a question that cannot be left open: no ✕, Esc and the veil do nothing. */
  stay?: boolean;
  /** `alertdialog` for careful acts. */
  role?: "dialog" | "alertdialog";
  children?: ReactNode;
}

const widths = { small: "w-[400px]", normal: "w-[600px]", wide: "w-[880px]" };

/** A question or a form over the page. Esc and ✕ close it; focus goes back to where it was. */
export function Dialog({
  open,
  onClose,
  title,
  icon,
  lead,
  foot,
  footEnd,
  size = "normal",
  stay,
  role,
  children,
}: DialogProps) {
  const { t } = useTranslation("ui");
  const drill = useDrill();
  return (
    <ModalOverlay
      isOpen={open}
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      isDismissable={false}
      isKeyboardDismissDisabled={stay}
      className="fixed inset-0 z-50 grid place-items-center overflow-y-auto bg-veil p-4 transition-opacity data-[entering]:opacity-0 phone:place-items-end phone:p-0"
    >
      <Modal className={cx("max-w-full phone:w-full", widths[size])}>
        <AriaDialog
          role={role}
          className={cx(
            "rounded-dialog border border-line-2 bg-raised text-14 shadow-float phone:rounded-b-none",
            drillFrame(drill) || "outline-none",
          )}
        >
          <div className="flex items-start gap-2 px-4 pt-4">
            {icon ? <Icon name={icon} className="mt-1 text-text-2" /> : null}
            <Heading slot="title" level={2} className="min-w-0 flex-1 text-16">
              <DrillMark />
              {title}
            </Heading>
            {stay ? null : (
              <IconButton
                icon="x"
                label={t("close")}
                onClick={onClose}
                className="-mt-0.5 -mr-1 phone:-mt-2.5 phone:-mr-3"
              />
            )}
          </div>
          {lead ? <p className="px-4 pt-1 text-13 text-text-2">{lead}</p> : null}
          {/* biome-ignore lint/a11y/noStaticElementInteractions: the fields inside take the keys, this hears them */}
          <div
            className="max-h-[calc(100dvh-180px)] overflow-y-auto px-4 pt-3 pb-4"
            data-scroll
            onKeyDown={submitOnCtrlEnter}
          >
            {children}
          </div>
          <FocusBack />
          {foot || footEnd ? (
            <div className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-3">
              {foot}
              {footEnd ? <div className="ml-auto flex items-center gap-2 text-12 text-text-3">{footEnd}</div> : null}
            </div>
          ) : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Ctrl+Enter in any field of a dialog sends its form; a text area has done so already. */
function submitOnCtrlEnter(event: KeyboardEvent<HTMLElement>) {
  const isSend = event.key === "Enter" && (event.ctrlKey || event.metaKey) && !isComposing(event.nativeEvent);
  if (!isSend || event.defaultPrevented) return;
  event.preventDefault();
  event.currentTarget.querySelector("form")?.requestSubmit();
}

/**
 * The focus goes back to where it was when the dialog came. React-aria does so as well, but too early for a dialog that leaves
 * with a navigation: what lies behind it then still takes no focus.
 */
function FocusBack() {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      setTimeout(() => {
        if (document.activeElement !== document.body) return;
        if (before instanceof HTMLElement && before !== document.body && before.isConnected) before.focus();
        else returnFocus();
      });
    },
    [before],
  );
  return null;
}

export interface CarefulDialogProps {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  /** What will happen, and how it can be undone or where it stays to be seen. */
  lead: ReactNode;
  /** The verb on the button: 划销, 收回, 办结. */
  confirm: string;
  onConfirm: (reason: string) => void;
  reasonLabel?: string;
  reasonHint?: string;
  /** What was written before. */
  reasonInitial?: string;
  /** `false` where the law asks no reason. */
  asksReason?: boolean;
  busy?: boolean;
  /** What the server said. */
  error?: string | null;
  children?: ReactNode;
}

/** A careful act: says what will happen, asks a reason, has a red outline. Nothing is called delete. */
export function CarefulDialog(props: CarefulDialogProps) {
  const { open, onClose, title, lead, confirm, onConfirm, asksReason = true, busy, error, children } = props;
  const { reasonInitial = "" } = props;
  const { t } = useTranslation("ui");
  const formId = useId();
  const [reason, setReason] = useState(reasonInitial);
  const [missing, setMissing] = useState(false);
  useEffect(() => {
    if (open) {
      setReason(reasonInitial);
      setMissing(false);
    }
  }, [open, reasonInitial]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (asksReason && reason.trim() === "") setMissing(true);
    else onConfirm(reason.trim());
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      lead={lead}
      role="alertdialog"
      size="small"
      foot={
        <>
          <Button kind="careful" type="submit" form={formId} busy={busy}>
            {confirm}
          </Button>
          <Button onClick={onClose}>{t("cancel")}</Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        {children}
        {asksReason ? (
          <Field
            label={props.reasonLabel ?? t("reason")}
            required
            hint={props.reasonHint}
            error={missing ? t("reasonMissing") : null}
          >
            <TextArea value={reason} onChange={(event) => setReason(event.target.value)} rows={3} autoFocus />
          </Field>
        ) : null}
        <FieldError errors={error ? [error] : []} />
      </form>
    </Dialog>
  );
}
