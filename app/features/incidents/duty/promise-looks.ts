import type { PromiseState } from "#domain/incidents/promise-machine.ts";
import type { IconName } from "../../../ui/icons.tsx";
import type { TagTone } from "../../../ui/tag.tsx";

export const promiseLooks: { [S in PromiseState]: { tone: TagTone; icon: IconName } } = {
  open: { tone: "neutral", icon: "clock" },
  kept: { tone: "ok", icon: "check" },
  carried_on: { tone: "warn", icon: "chevron-right" },
  withdrawn: { tone: "neutral", icon: "minus" },
};
