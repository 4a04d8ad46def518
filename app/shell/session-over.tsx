import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Field, TextInput } from "../ui/field.tsx";

export interface SessionOverProps {
  open: boolean;
  login: string;
  name: string;
  /** Why it ended and what is kept: 30 分钟没有操作。草稿和 1 条未发送的记录都在，登录后接着写。 */
  lead: ReactNode;
  onSignIn: (password: string) => void;
  busy?: boolean;
  error?: string | null;
  /** Where one signs in as somebody else. */
  switchTo: string;
}

/** The session ended while the page stood: it stays behind the veil, with its drafts. */
export function SessionOver({ open, login, name, lead, onSignIn, busy, error, switchTo }: SessionOverProps) {
  const { t } = useTranslation("shell");
  const formId = useId();
  const [password, setPassword] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (password !== "") onSignIn(password);
  };
  return (
    <Dialog
      open={open}
      onClose={() => undefined}
      stay
      icon="lock"
      title={t("sessionOver.title")}
      lead={lead}
      size="small"
      foot={
        <Button kind="filled" type="submit" form={formId} busy={busy}>
          {t("sessionOver.submit")}
        </Button>
      }
      footEnd={
        <ButtonLink to={switchTo} kind="text" reload>
          {t("sessionOver.switch")}
        </ButtonLink>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-2">
        <Field label={t("sessionOver.login")}>
          <TextInput value={`${login}　${name}`} readOnly end={null} />
        </Field>
        <Field label={t("sessionOver.password")} error={error}>
          <TextInput
            type="password"
            autoComplete="current-password"
            autoFocus
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
      </form>
    </Dialog>
  );
}
