import { z } from "zod";
import { Id, optionalText, text } from "../../kernel/fields.ts";
import { taskKindNames } from "../task-kinds.ts";
import { unitSortNames } from "./unit-sorts.ts";

/** Names a line inside one template. */
const key = z.string().regex(/^[a-z0-9-]{1,40}$/);
const minutes = z.coerce
  .number({ message: "请填写分钟数|Fill in the minutes" })
  .int("分钟数是整数|A whole number of minutes")
  .min(5, "至少 5 分钟|At least 5 minutes")
  .max(60 * 24 * 60, "至多 60 天|At most 60 days");

/** A unit by id, or the county's unit of a sort. `unitName` is as it was when the template was saved. */
const unit = z.object({
  key,
  unitId: Id.nullable(),
  unitName: z.string().max(60).default(""),
  sort: z.enum(unitSortNames).nullable(),
  role: z.enum(["lead", "support", "supervise"], { message: "请选择角色|Choose a role" }),
  note: optionalText(500, "要求", "Note"),
});
const task = z.object({
  key,
  kind: z.enum(taskKindNames, { message: "请选择任务类型|Choose a kind of task" }),
  title: text(120, "任务内容", "What is to be done"),
  /** Key of the unit. */
  to: key,
  dueMinutes: minutes,
});
const demand = z.object({ key, text: text(500, "诉求", "Demand"), to: key, dueMinutes: minutes.nullable() });

/** What a template adds to an incident: units with a role, their tasks, and demands that people of such an incident put. */
export const TemplateBody = z
  .object({
    units: z.array(unit).max(20, "最多 20 个单位|At most 20 units"),
    tasks: z.array(task).max(30, "最多 30 项任务|At most 30 tasks"),
    demands: z.array(demand).max(20, "最多 20 项诉求|At most 20 demands"),
  })
  .superRefine((body, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: "custom", path, message, input: body });
    const keys = new Set(body.units.map((one) => one.key));
    body.units.forEach((one, index) => {
      if ((one.unitId === null) === (one.sort === null))
        refuse(["units", index, "unitId"], "请选单位或一类单位|Choose a unit or a sort of unit");
      const twice = body.units.findIndex((other) =>
        one.unitId ? other.unitId === one.unitId : other.sort === one.sort && other.unitId === null,
      );
      if (twice < index) refuse(["units", index, "unitId"], "这个单位写了两次|This unit stands here twice");
    });
    if (body.units.filter((one) => one.role === "lead").length > 1)
      refuse(["units"], "牵头单位只能有一个|Only one lead unit");
    for (const list of ["tasks", "demands"] as const)
      body[list].forEach((one, index) => {
        if (!keys.has(one.to)) refuse([list, index, "to"], "请选上面的一个单位|Choose one of the units above");
      });
    const all = [...body.units, ...body.tasks, ...body.demands].map((one) => one.key);
    if (new Set(all).size !== all.length) refuse([], "有两行同名，请刷新后重试|Two lines have one name; reload");
  });
export type TemplateBody = z.infer<typeof TemplateBody>;
export type TemplateUnit = TemplateBody["units"][number];
export const emptyBody: TemplateBody = { units: [], tasks: [], demands: [] };
