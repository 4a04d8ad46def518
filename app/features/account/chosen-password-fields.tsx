import { PASSWORD_MAX, PASSWORD_MIN } from "#domain/people/password-length.ts";
import { Field, FieldError } from "../../ui/field.tsx";
import { PasswordInput } from "../session/password-input.tsx";
import { useAccountTexts } from "./answer.ts";

/** The new password, twice. `message` is shown where no field has an error of its own. */
export function ChosenPasswordFields({ fields, message }: { fields: Record<string, string>; message?: string | null }) {
  const t = useAccountTexts();
  return (
    <>
      <Field
        label={t("newPassword.password")}
        hint={t("newPassword.hint", { count: PASSWORD_MIN })}
        error={fields.password}
      >
        <PasswordInput
          name="password"
          required
          minLength={PASSWORD_MIN}
          maxLength={PASSWORD_MAX}
          autoComplete="new-password"
        />
      </Field>
      <Field label={t("newPassword.repeat")} error={fields.repeat}>
        <PasswordInput name="repeat" required autoComplete="new-password" />
      </Field>
      {message && Object.keys(fields).length === 0 ? <FieldError errors={[message]} /> : null}
    </>
  );
}
