import { addTemplate, closeTemplate, reopenTemplate, saveTemplateBody } from "./edit-templates.server.ts";
import { applyTemplate, chooseKind } from "./use-template.server.ts";

/** Intent → command, for the page of templates and for the room. */
export const templateCommands = {
  "add-template": addTemplate,
  "save-template": saveTemplateBody,
  "close-template": closeTemplate,
  "reopen-template": reopenTemplate,
  "choose-kind": chooseKind,
  "apply-template": applyTemplate,
} as const;
