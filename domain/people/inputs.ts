import { z } from "zod";
import { Id, optionalText, text } from "../kernel/fields.ts";
import { dutyNames } from "./duties.ts";
import { NewPassword } from "./password.ts";

/** Inputs of units, people and grants, shared by forms, commands and the command line. */
const reason = text(500, "理由", "Reason");
const version = z.coerce.number({ message: "请刷新后重试|Reload and try again" }).int();
/** A box of a form ("on"), or a boolean. */
const Box = z
  .union([z.boolean(), z.enum(["on", "true", "false", ""])])
  .optional()
  .transform((value) => value === true || value === "on" || value === "true");

export const unitKinds = ["city", "county", "department", "township", "office"] as const;
export type UnitKind = (typeof unitKinds)[number];

const unitName = text(80, "单位全称", "Full name");
const shortName = text(20, "简称", "Short name");
export const AddUnitInput = z.object({
  parentId: Id,
  name: unitName,
  shortName,
  kind: z.enum(["county", "department", "township", "office"], { message: "请选择类别|Choose a kind" }),
  isMember: Box,
});
export const EditUnitInput = z.object({ unitId: Id, version, name: unitName, shortName, isMember: Box });
export const CloseUnitInput = z.object({ unitId: Id, version, reason });

/** Letters, digits and . _ -, beginning with a letter; kept in lower case. */
export const NewLogin = z
  .string({ message: "请填写账号|Please fill in the account" })
  .trim()
  .transform((value) => value.normalize("NFKC").toLowerCase())
  .pipe(
    z
      .string()
      .min(1, "请填写账号|Please fill in the account")
      .regex(
        /^[a-z][a-z0-9._-]{2,39}$/,
        "账号以字母开头，3 至 40 位，可用字母、数字和 . _ -|An account begins with a letter and has 3 to 40 letters, digits or . _ -",
      ),
  );
const personName = text(40, "姓名", "Name");
const title = optionalText(40, "职务", "Title");
const phone = optionalText(30, "电话", "Phone");

export const AddPersonInput = z
  .object({ unitId: Id, name: personName, login: NewLogin, title, phone, password: NewPassword })
  .refine((input) => !input.password.toLowerCase().includes(input.login), {
    path: ["password"],
    message: "密码里不要有账号|A password must not contain the account name",
  });
/** An empty phone leaves the stored one as it is: the form shows it masked. `noPhone` removes it. */
export const EditPersonInput = z.object({
  personId: Id,
  version,
  name: personName,
  unitId: Id,
  title,
  phone,
  noPhone: Box,
});
export const DisablePersonInput = z.object({ personId: Id, version, reason });
export const EnablePersonInput = DisablePersonInput;
/** `withTotp`: the person has lost the authenticator as well. */
export const ResetPasswordInput = z.object({ personId: Id, password: NewPassword, withTotp: Box, reason });
export const EndPersonSessionInput = z.object({ personId: Id, session: Id });

const day = z
  .string({ message: "请填写日期|Please fill in the date" })
  .trim()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "日期应为 2026-01-31 这样的格式|A date looks like 2026-01-31");
export const orderNumber = text(60, "文号", "Order number");
export const GiveGrantInput = z.object({
  personId: Id,
  duty: z.enum(dutyNames, { message: "请选择职责|Choose a duty" }),
  scopeKind: z.enum(["unit", "incident", "case", "topic"], { message: "请选择范围|Choose a scope" }),
  /** Unit: its id. Incident: its id or number (群 2026-0117). */
  scope: text(60, "范围", "Scope"),
  notBefore: day,
  notAfter: day,
  orderNumber,
  reason,
});
export type GiveGrant = z.output<typeof GiveGrantInput>;
/** A grant as far as it is filled in: for its preview. */
export const DraftGrantInput = GiveGrantInput.omit({ orderNumber: true, reason: true });
export type DraftGrant = z.output<typeof DraftGrantInput>;
export const RevokeGrantInput = z.object({ grantId: Id, reason });
