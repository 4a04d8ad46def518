import { z } from "zod";
import { Id, text } from "../../kernel/fields.ts";
import { TemplateBody } from "./body.ts";

const kind = text(20, "事件类别", "Kind");
const version = z.coerce.number().int();

export const AddTemplateInput = z.object({ unitId: Id, kind, body: TemplateBody });
/** `version` is what the editor began from. */
export const SaveTemplateInput = z.object({ templateId: Id, version, kind, body: TemplateBody });
export const CloseTemplateInput = z.object({ templateId: Id, version, reason: text(500, "理由", "Reason") });
export const ReopenTemplateInput = z.object({ templateId: Id, version });
export const ChooseKindInput = z.object({ incidentId: Id, templateId: Id });
const ticked = z.array(z.object({ key: z.string(), unitId: z.uuid({ message: "请选单位|Choose a unit" }) }));
/** What was ticked, each with the unit it goes to. `version` is that of the template which was read. */
export const ApplyTemplateInput = z.object({
  incidentId: Id,
  templateId: Id,
  version,
  units: ticked.default([]),
  tasks: ticked.default([]),
  demands: ticked.default([]),
});
