import { z } from "zod";
import { TemplateBody } from "../incidents/templates/body.ts";
import { Id } from "../kernel/fields.ts";

const of = { templateId: Id, unitId: Id, unitName: z.string(), kind: z.string() };

/** Templates of kinds of incidents. Each version stands whole in its event, so that what an incident used can be read afterwards. */
export const templateEvents = {
  "templates.added": z.object({ ...of, body: TemplateBody, version: z.int() }),
  "templates.saved": z.object({ ...of, body: TemplateBody, version: z.int() }),
  "templates.closed": z.object({ ...of, reason: z.string(), version: z.int() }),
  "templates.reopened": z.object({ ...of, version: z.int() }),
} as const;
