import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { taskKindNames, taskKinds } from "#domain/incidents/task-kinds.ts";
import type { TemplateBody } from "#domain/incidents/templates/body.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Button, IconButton } from "../../ui/button.tsx";
import { Field, FieldError, Select, TextInput } from "../../ui/field.tsx";
import { Section } from "../../ui/page.tsx";
import { useLocale } from "../../ui/use-format.ts";
import { useUnitName } from "./template-shown.tsx";

export type Rows = {
  body: TemplateBody;
  onChange: (change: Partial<TemplateBody>) => void;
  /** What was refused at a place of the posted input: "body.units.0.unitId". */
  error: (path: string) => string | undefined;
  newKey: () => string;
};

/** A part of a template: its head with 加一行, its lines. */
export function Part(props: {
  title: string;
  count: number;
  add: string;
  can?: string;
  onAdd: () => void;
  error?: string;
  children: ReactNode;
}) {
  const { title, count, add, can, onAdd, error, children } = props;
  return (
    <Section
      title={title}
      count={count}
      actions={
        <Button kind="text" icon="plus" can={can ?? true} onClick={onAdd}>
          {add}
        </Button>
      }
    >
      <FieldError errors={error ? [error] : []} />
      <ul className="mt-1">{children}</ul>
    </Section>
  );
}

export const line = "grid items-start gap-2 border-b border-line py-2 phone:grid-cols-[minmax(0,1fr)_auto]";
export const change = <T extends { key: string }>(list: readonly T[], key: string, to: Partial<T>): T[] =>
  list.map((one) => (one.key === key ? { ...one, ...to } : one));

/** The unit of a task or demand: one of the template's own lines. */
function To({
  body,
  value,
  error,
  onChange,
}: {
  body: TemplateBody;
  value: string;
  error?: string;
  onChange: (key: string) => void;
}) {
  const { t } = useTranslation("templates");
  const name = useUnitName();
  return (
    <Field label={t("to")} labelAt="hidden" error={error}>
      <Select
        value={value}
        placeholder={t("to")}
        options={body.units.map((unit, i) => ({ value: unit.key, label: name(unit) || t("unitNo", { no: i + 1 }) }))}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

function Minutes({
  value,
  error,
  onChange,
}: {
  value: number | null;
  error?: string;
  onChange: (minutes: number | null) => void;
}) {
  const { t } = useTranslation("templates");
  return (
    <Field label={t("minutes")} labelAt="hidden" error={error}>
      <TextInput
        type="number"
        inputMode="numeric"
        min={5}
        value={value ?? ""}
        placeholder={t("minutes")}
        end={<span className="text-12">{t("min")}</span>}
        onChange={(event) => onChange(event.target.value === "" ? null : Number(event.target.value))}
      />
    </Field>
  );
}

/** 任务 of the closed list, each for one of the units, due so many minutes after it is given. */
export function TaskRows({ body, onChange, error, newKey }: Rows) {
  const { t } = useTranslation("templates");
  const locale = useLocale();
  type Task = TemplateBody["tasks"][number];
  const set = (key: string, to: Partial<Task>) => onChange({ tasks: change(body.tasks, key, to) });
  return (
    <Part
      title={t("tasks")}
      count={body.tasks.length}
      add={t("addTask")}
      can={body.units.length === 0 ? t("unitsFirst") : undefined}
      error={error("body.tasks")}
      onAdd={() =>
        onChange({
          tasks: [
            ...body.tasks,
            { key: newKey(), kind: "receive", title: "", to: body.units[0]?.key ?? "", dueMinutes: 60 },
          ],
        })
      }
    >
      {body.tasks.map((task, i) => (
        <li key={task.key} className={`${line} grid-cols-[112px_minmax(0,1fr)_160px_104px_auto]`}>
          <Field label={t("taskKind")} labelAt="hidden" error={error(`body.tasks.${i}.kind`)}>
            <Select
              value={task.kind}
              options={taskKindNames.map((kind) => ({ value: kind, label: inLanguage(taskKinds[kind], locale) }))}
              onChange={(event) => set(task.key, { kind: event.target.value as Task["kind"] })}
            />
          </Field>
          <Field
            label={t("taskTitle")}
            labelAt="hidden"
            error={error(`body.tasks.${i}.title`)}
            className="phone:col-span-2"
          >
            <TextInput
              value={task.title}
              maxLength={120}
              placeholder={t("taskTitle")}
              onChange={(event) => set(task.key, { title: event.target.value })}
            />
          </Field>
          <To
            body={body}
            value={task.to}
            error={error(`body.tasks.${i}.to`)}
            onChange={(to) => set(task.key, { to })}
          />
          <Minutes
            value={task.dueMinutes}
            error={error(`body.tasks.${i}.dueMinutes`)}
            onChange={(dueMinutes) => set(task.key, { dueMinutes: dueMinutes ?? 0 })}
          />
          <IconButton
            icon="x"
            label={t("removeLine", { no: i + 1, part: t("tasks") })}
            onClick={() => onChange({ tasks: body.tasks.filter((one) => one !== task) })}
          />
        </li>
      ))}
    </Part>
  );
}

/** 诉求 that people of such an incident put, with the unit that answers. */
export function DemandRows({ body, onChange, error, newKey }: Rows) {
  const { t } = useTranslation("templates");
  type Demand = TemplateBody["demands"][number];
  const set = (key: string, to: Partial<Demand>) => onChange({ demands: change(body.demands, key, to) });
  return (
    <Part
      title={t("demands")}
      count={body.demands.length}
      add={t("addDemand")}
      can={body.units.length === 0 ? t("unitsFirst") : undefined}
      error={error("body.demands")}
      onAdd={() =>
        onChange({
          demands: [...body.demands, { key: newKey(), text: "", to: body.units[0]?.key ?? "", dueMinutes: null }],
        })
      }
    >
      {body.demands.map((demand, i) => (
        <li key={demand.key} className={`${line} grid-cols-[minmax(0,1fr)_160px_104px_auto]`}>
          <Field
            label={t("demand")}
            labelAt="hidden"
            error={error(`body.demands.${i}.text`)}
            className="phone:col-span-2"
          >
            <TextInput
              value={demand.text}
              maxLength={500}
              placeholder={t("demand")}
              onChange={(event) => set(demand.key, { text: event.target.value })}
            />
          </Field>
          <To
            body={body}
            value={demand.to}
            error={error(`body.demands.${i}.to`)}
            onChange={(to) => set(demand.key, { to })}
          />
          <Minutes
            value={demand.dueMinutes}
            error={error(`body.demands.${i}.dueMinutes`)}
            onChange={(dueMinutes) => set(demand.key, { dueMinutes })}
          />
          <IconButton
            icon="x"
            label={t("removeLine", { no: i + 1, part: t("demands") })}
            onClick={() => onChange({ demands: body.demands.filter((one) => one !== demand) })}
          />
        </li>
      ))}
    </Part>
  );
}
