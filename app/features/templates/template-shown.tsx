import { useRevalidator } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { assignmentRoles } from "#domain/incidents/assignment-machine.ts";
import { taskKinds } from "#domain/incidents/task-kinds.ts";
import type { TemplateUnit } from "#domain/incidents/templates/body.ts";
import type { ChosenTemplate } from "#domain/incidents/templates/queries/templates-page.server.ts";
import { unitSorts } from "#domain/incidents/templates/unit-sorts.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Band } from "../../ui/band.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Section } from "../../ui/page.tsx";
import { toast } from "../../ui/toasts.tsx";
import { useLocale } from "../../ui/use-format.ts";
import { useCommand } from "../live/use-command.ts";
import { minutesWords } from "./minutes.ts";
import { TemplateHistory } from "./template-history.tsx";

/** The name of a line's unit: the unit itself, or the county's unit of a sort. */
export function useUnitName() {
  const { t } = useTranslation("templates");
  const locale = useLocale();
  return (unit: Pick<TemplateUnit, "sort" | "unitName">) =>
    unit.sort ? t("sortOf", { sort: inLanguage(unitSorts[unit.sort].name, locale) }) : unit.unitName;
}

type Props = { template: ChosenTemplate; mayAdd: boolean; withoutScripts?: boolean };

/** A template that the reader may not change, or that is no longer offered; without scripts also one that he may. */
export function TemplateShown({ template, mayAdd, withoutScripts }: Props) {
  const { t } = useTranslation("templates");
  const locale = useLocale();
  const name = useUnitName();
  const run = useCommand();
  const { revalidate } = useRevalidator();
  const { body, edit, closed, kind } = template;
  const to = (key: string) => {
    const unit = body.units.find((one) => one.key === key);
    return unit ? name(unit) : "";
  };
  const reopen = async () => {
    const reply = await run("reopen-template", { templateId: template.id, version: template.version });
    toast(reply.ok ? { title: t("reopened") } : { tone: "bad", title: reply.message });
    revalidate();
  };
  return (
    <div className="flex max-w-[860px] flex-col gap-5 p-4">
      <div className="flex flex-wrap items-center gap-3">
        <h2 className="text-16">{kind}</h2>
        <span className="text-13 text-text-2">{template.unitName}</span>
        <span className="ml-auto flex gap-2">
          {edit === true && closed ? <Button onClick={reopen}>{t("reopen")}</Button> : null}
          {edit !== true && mayAdd ? (
            <ButtonLink to={`/admin/templates?new=1&from=${template.id}`}>{t("copy")}</ButtonLink>
          ) : null}
        </span>
      </div>
      <Band title={t(withoutScripts ? "needsScripts" : closed ? "closedText" : "readOnly")}>
        {edit === true ? null : edit}
      </Band>
      <Section title={t("units")} count={body.units.length}>
        <ul className="mt-1 text-13">
          {body.units.map((unit) => (
            <li key={unit.key} className="border-b border-line py-1.5">
              <b>{name(unit)}</b>　{inLanguage(assignmentRoles[unit.role], locale)}
              <span className="text-text-2">　{unit.note}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("tasks")} count={body.tasks.length}>
        <ul className="mt-1 text-13">
          {body.tasks.map((task) => (
            <li key={task.key} className="border-b border-line py-1.5">
              {inLanguage(taskKinds[task.kind], locale)}　{task.title}
              <span className="text-text-2">
                　{to(task.to)}　{minutesWords(task.dueMinutes, locale)}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("demands")} count={body.demands.length}>
        <ul className="mt-1 text-13">
          {body.demands.map((demand) => (
            <li key={demand.key} className="border-b border-line py-1.5">
              {demand.text}
              <span className="text-text-2">
                　{to(demand.to)}
                {demand.dueMinutes === null ? "" : `　${minutesWords(demand.dueMinutes, locale)}`}
              </span>
            </li>
          ))}
        </ul>
      </Section>
      <TemplateHistory history={template.history} />
    </div>
  );
}
