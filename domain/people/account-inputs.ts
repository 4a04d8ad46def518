import { z } from "zod";
import { Id, text } from "../kernel/fields.ts";
import { NewPassword } from "./password.ts";
import { PASSWORD_MAX } from "./password-length.ts";

/** Inputs of a person's own account, shared by forms and commands. */
const password = z
  .string({ message: "请填写密码|Please fill in the password" })
  .min(1, "请填写密码|Please fill in the password")
  .max(PASSWORD_MAX);
const digits = z
  .string({ message: "请填写验证器上的 6 位数字|Please fill in the 6 digits of your authenticator" })
  .transform((value) => value.replace(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "请填写验证器上的 6 位数字|Please fill in the 6 digits of your authenticator"));

export const Login = text(60, "账号", "account").transform((value) => value.normalize("NFKC").toLowerCase());

export const SignInInput = z.object({ login: Login, password });

/** The second step: either the six digits or a recovery code. `ticket` proves the first step. */
export const SecondStepInput = z
  .object({
    ticket: z.string().min(1).max(2000),
    code: digits.optional(),
    recovery: text(40, "恢复码", "recovery code").optional(),
  })
  .refine((input) => input.code ?? input.recovery, {
    path: ["code"],
    message: "请填写 6 位数字或恢复码|Please fill in the 6 digits or a recovery code",
  });

export const EndSessionInput = z.object({ session: Id });

export const ChangePasswordInput = z
  .object({
    /** Not asked of a person whose password was set by an administrator. */
    current: password.optional(),
    password: NewPassword,
    repeat: z.string({ message: "请再填一次|Please repeat it" }),
  })
  .refine((input) => input.password === input.repeat, {
    path: ["repeat"],
    message: "两次填写的不一样|The two do not agree",
  });

export const ConfirmTotpInput = z.object({ code: digits });
/** What weakens an account asks for the password again. */
export const WithPasswordInput = z.object({ password });

export const PreferencesInput = z.object({
  locale: z.enum(["zh-CN", "en"]).optional(),
  theme: z.enum(["system", "light", "dark"]).optional(),
  singleKeys: z.enum(["on", "off"]).optional(),
});
