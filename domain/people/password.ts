import { z } from "zod";
import { PASSWORD_MAX, PASSWORD_MIN } from "./password-length.ts";

/** Passwords that everybody tries first; compared in lower case. */
const common = [
  "1234567890",
  "0123456789",
  "0987654321",
  "qwertyuiop",
  "password123",
  "password1234",
  "administrator",
  "1q2w3e4r5t",
  "woaini1314",
  "a123456789",
  "123456789a",
];

/** A password a person chooses: long rather than intricate (10 to 128 characters, more than 3 different ones, not one of the best known). */
export const NewPassword = z
  .string({ message: "请填写新密码|Please fill in the new password" })
  .min(PASSWORD_MIN, `密码至少 ${PASSWORD_MIN} 位|At least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `密码最多 ${PASSWORD_MAX} 位|At most ${PASSWORD_MAX} characters`)
  .refine(
    (value) => new Set(value).size > 3 && !common.includes(value.toLowerCase()),
    "这个密码太容易猜到，请换一个|This password is too easy to guess; choose another",
  );
