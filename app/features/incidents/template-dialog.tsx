import { type FormEvent, useCallback, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { assignmentRoles } from "#domain/incidents/assignment-machine.ts";
import { taskKinds } from "#domain/incidents/task-kinds.ts";
import type { Plan } from "#domain/incidents/templates/plan.ts";
import type { TemplatePlan } from "#domain/incidents/templates/queries/template-plan.server.ts";
import { newId } from "#domain/kernel/id.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Band } from "../../ui/band.tsx";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field, FieldError, Select } from "../../ui/field.tsx";
import { formatElapsed } from "../../ui/format.ts";
import { ListFailed } from "../../ui/list-failed.tsx";
import { toast } from "../../ui/toasts.tsx";
import { useLocale } from "../../ui/use-format.ts";
import { useCommand } from "../live/use-command.ts";
import { useDispatchUnits } from "./dispatch-dialog.tsx";
import { type Chosen, chosenAtFirst, ticked, unitOf } from "./template-choice.ts";
import { PlanRow } from "./template-row.tsx";

type Props = {
  incidentId: string;
  title: string;
  /** The template of the incident's kind, where it has one. */
  templateId: string | null;
  onClose: () => void;
};

/** 按模板: what a template would add, each line with a box; what is there already is said and left out. One command adds it all. */
export function TemplateDialog({ incidentId, title, templateId, onClose }: Props) {
  const { t } = useTranslation("templates");
  const { t: ui } = useTranslation("ui");
  const locale = useLocale();
  const run = useCommand();
  const formId = useId();
  const { units: all, failed: noUnits, again } = useDispatchUnits();
  const [id, setId] = useState(templateId);
  const { answer, failed, load } = usePlan(incidentId, id);
  const plan = answer?.chosen?.plan ?? null;
  const [chosen, setChosen] = useState<Chosen>({});
  const [busy, setBusy] = useState(false);
  const [changed, setChanged] = useState(false);
  const [message, setMessage] = useState<string | null>(null);
  const [commandId, setCommandId] = useState(() => newId());
  useEffect(() => {
    if (plan) setChosen(chosenAtFirst(plan));
  }, [plan]);
  const set = (key: string, change: Partial<Chosen[string]>) =>
    setChosen((held) => ({ ...held, [key]: { ...held[key]!, ...change } }));
  const count = plan ? ticked(plan, chosen) : 0;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || !answer?.chosen || !plan || count === 0) return;
    setBusy(true);
    const { version } = answer.chosen;
    const lines = (list: readonly { key: string }[]) =>
      list.flatMap(({ key }) => {
        const unitId = unitOf(plan, chosen, key);
        return chosen[key]?.on && unitId ? [{ key, unitId }] : [];
      });
    const input = { units: lines(plan.units), tasks: lines(plan.tasks), demands: lines(plan.demands) };
    const reply = await run(
      "apply-template",
      { incidentId, templateId: answer.chosen.templateId, version, ...input },
      commandId,
    );
    setBusy(false);
    if (reply.ok) {
      const added = reply.outcome as { units: number; tasks: number; demands: number };
      const total = added.units + added.tasks + added.demands;
      toast({
        title: total > 0 ? t("apply.done", { count: total }) : t("apply.again"),
        text: total > 0 ? t("apply.doneText", added) : undefined,
      });
      return onClose();
    }
    setCommandId(newId());
    setChanged(reply.code === "stale");
    setMessage(reply.code === "stale" ? null : reply.message);
    if (reply.code === "stale" || reply.code === "not_found") load();
  };
  const part = (name: "units" | "tasks" | "demands", rows: React.ReactNode[]) =>
    rows.length === 0 ? null : (
      <section>
        <h3 className="mb-1 text-13 text-text-2">{t(name)}</h3>
        <ul className="border-t border-line">{rows}</ul>
      </section>
    );
  const choices = (all ?? []).map(({ id: unitId, name, above }) => ({ id: unitId, name, detail: above ?? undefined }));
  const nameOf = (key: string) => unitName(plan, chosen, key, choices);
  const due = (minutes: number) => t("apply.due", { time: formatElapsed(minutes * 60_000, locale) });
  const row = (line: { key: string; there: boolean }, words: string, detail: string, needs: boolean) => (
    <PlanRow
      key={line.key}
      words={words}
      detail={detail}
      there={line.there}
      on={chosen[line.key]?.on ?? false}
      onToggle={(on) => set(line.key, { on })}
      choose={
        needs
          ? {
              value: chosen[line.key]?.unitId ?? null,
              items: choices,
              first: plan?.units.find((unit) => unit.key === line.key)?.choices ?? [],
              onChange: (unitId) => set(line.key, { unitId }),
            }
          : null
      }
    />
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("apply.title")}
      lead={`${title}　${t("apply.lead")}`}
      foot={
        <>
          <Button kind="filled" type="submit" form={formId} busy={busy} can={count > 0 ? true : t("apply.nothing")}>
            {t("apply.submit", { count })}
          </Button>
          <Button onClick={onClose}>{ui("cancel")}</Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="flex flex-col gap-3">
        {changed ? <Band tone="warn" live title={t("apply.stale")} /> : null}
        {answer && answer.kinds.length === 0 ? <p className="text-13 text-text-2">{t("apply.none")}</p> : null}
        {answer && answer.kinds.length > 0 ? (
          <Field label={t("apply.kind")}>
            <Select
              value={answer.kinds.some((kind) => kind.id === id) ? (id ?? "") : ""}
              placeholder={t("apply.choose")}
              options={answer.kinds.map((kind) => ({ value: kind.id, label: `${kind.kind}　${kind.office}` }))}
              onChange={(event) => setId(event.target.value || null)}
            />
          </Field>
        ) : null}
        {plan ? (
          <>
            {part(
              "units",
              plan.units.map((line) =>
                row(
                  line,
                  nameOf(line.key) || line.unitName || t("apply.choosePlease"),
                  [inLanguage(assignmentRoles[line.role], locale), line.yields ? t("apply.yields") : "", line.note]
                    .filter(Boolean)
                    .join("，"),
                  line.unitId === null,
                ),
              ),
            )}
            {part(
              "tasks",
              plan.tasks.map((line) =>
                row(
                  line,
                  `${inLanguage(taskKinds[line.kind], locale)}　${line.title}`,
                  [t("apply.to", { unit: nameOf(line.to) || "…" }), due(line.dueMinutes)].join("，"),
                  false,
                ),
              ),
            )}
            {part(
              "demands",
              plan.demands.map((line) =>
                row(
                  line,
                  line.text,
                  [
                    t("apply.to", { unit: nameOf(line.to) || "…" }),
                    line.dueMinutes === null ? "" : due(line.dueMinutes),
                  ]
                    .filter(Boolean)
                    .join("，"),
                  false,
                ),
              ),
            )}
          </>
        ) : null}
        {failed ? (
          <Band
            tone="bad"
            title={t("apply.failed")}
            actions={
              <Button size="small" onClick={load}>
                {t("apply.retry")}
              </Button>
            }
          />
        ) : null}
        {noUnits ? <ListFailed onAgain={again} /> : null}
        <FieldError errors={message ? [message] : []} />
      </form>
    </Dialog>
  );
}

/** The name of the unit that a line of the template stands for now. */
function unitName(plan: Plan | null, chosen: Chosen, key: string, choices: { id: string; name: string }[]): string {
  const line = plan?.units.find((unit) => unit.key === key);
  if (!line) return "";
  if (line.unitId) return line.unitName;
  const unitId = chosen[key]?.unitId;
  return [...line.choices, ...choices].find((one) => one.id === unitId)?.name ?? "";
}

/** What the server would add now; asked again when another template is chosen or the one read has changed. */
function usePlan(incidentId: string, id: string | null) {
  const [answer, setAnswer] = useState<TemplatePlan | null>(null);
  const [failed, setFailed] = useState(false);
  const load = useCallback(async () => {
    setFailed(false);
    const response = await fetch(`/incidents/${incidentId}/template${id ? `?id=${id}` : ""}`, {
      headers: { Accept: "application/json" },
    }).catch(() => null);
    if (response?.ok) setAnswer((await response.json()) as TemplatePlan);
    // A template that is offered no longer: the kinds are still there.
    else if (response?.status === 404 && id)
      setAnswer(
        await fetch(`/incidents/${incidentId}/template`).then(
          (again) => again.json(),
          () => null,
        ),
      );
    else setFailed(true);
  }, [incidentId, id]);
  useEffect(() => void load(), [load]);
  return { answer, failed, load };
}
