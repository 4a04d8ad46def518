import { forwardRef, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "../../ui/class-names.ts";
import { TextInput, type TextInputProps } from "../../ui/field.tsx";

/** A password, with a button that shows it where scripts run. */
export const PasswordInput = forwardRef<HTMLInputElement, TextInputProps>(function PasswordInput(
  { className, ...rest },
  ref,
) {
  const { t } = useTranslation("account");
  const [ready, setReady] = useState(false);
  const [shown, setShown] = useState(false);
  useEffect(() => setReady(true), []);
  return (
    <TextInput
      ref={ref}
      {...rest}
      type={shown ? "text" : "password"}
      autoCapitalize="off"
      spellCheck={false}
      className={cx("!pr-14", className)}
      end={
        ready ? (
          <button
            type="button"
            aria-pressed={shown}
            aria-label={t("showPassword")}
            onClick={() => setShown(!shown)}
            className="h-6 rounded-control px-1 text-12 text-act hover:underline"
          >
            {t(shown ? "hide" : "show")}
          </button>
        ) : null
      }
    />
  );
});
