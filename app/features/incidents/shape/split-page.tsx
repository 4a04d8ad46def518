import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isActive } from "#domain/incidents/assignment-machine.ts";
import { type Level, levelNumbers, levels } from "#domain/incidents/levels.ts";
import type { RoomParts, RoomState } from "#domain/incidents/room.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { ButtonLink } from "../../../ui/button.tsx";
import { Checkbox, ChoiceGroup, Segmented } from "../../../ui/choice.tsx";
import { useNow } from "../../../ui/clock.ts";
import { DrillPage } from "../../../ui/drill.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Field, FieldError, FormRow, TextInput } from "../../../ui/field.tsx";
import { formatNear } from "../../../ui/format.ts";
import { LevelMark } from "../../../ui/icons.tsx";
import { Page } from "../../../ui/page.tsx";
import { PageHead } from "../../../ui/page-head.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { ShapeFoot } from "./shape-foot.tsx";
import { useChosen } from "./use-chosen.ts";
import { useShapeForm } from "./use-shape-form.ts";

type Kind = keyof RoomParts;

/** 拆分事件: what belongs to another matter goes to an incident of its own. A merge is undone on its own page, named first. */
export const SplitPage = (props: { room: RoomState; personId: string }) => (
  <DrillPage on={props.room.facts.drill}>
    <Split {...props} />
  </DrillPage>
);

function Split({ room, personId }: { room: RoomState; personId: string }) {
  const { t } = useTranslation("shape");
  const locale = useLocale();
  const now = useNow("minute");
  const { facts, shape } = room;
  const [chosen, mark] = useChosen<string>();
  const [title, setTitle] = useState("");
  const [place, setPlace] = useState(facts.place.slice(0, 120));
  const [level, setLevel] = useState<Level>(facts.level);
  const to = `/incidents/${facts.id}`;
  const groups: { kind: Kind; items: { id: string; label: string }[] }[] = [
    {
      kind: "units",
      items: room.units.filter((one) => isActive(one.state)).map((one) => ({ id: one.id, label: one.unitName })),
    },
    { kind: "demands", items: room.demands.map((one) => ({ id: one.id, label: `${one.no} ${one.text}` })) },
    { kind: "tasks", items: room.tasks.map((one) => ({ id: one.id, label: `${one.title} · ${one.unitName}` })) },
    {
      kind: "instructions",
      items: room.instructions.map((one) => ({
        id: one.id,
        label: t("split.instruction", { no: one.no, leader: one.leaderName, text: one.text }),
      })),
    },
    {
      kind: "promises",
      items: room.promises.map((one) => ({
        id: one.id,
        label: t("split.promise", { no: one.no, whom: one.toWhom, text: one.text }),
      })),
    },
    {
      kind: "headCounts",
      items: room.headCounts
        .filter((one) => !one.struck)
        .map((one) => ({
          id: one.id,
          label: t("row.counted", { count: one.count, time: formatNear(one.observedAt, now), by: one.observer }),
        })),
    },
    {
      kind: "representatives",
      items: room.representatives.map((one) => ({ id: one.id, label: `${one.name}（${one.matter}）` })),
    },
    { kind: "links", items: room.links.map((one) => ({ id: one.id, label: `${one.number} ${one.title}` })) },
  ];
  const form = useShapeForm({
    intent: "split",
    draftKey: `person:${personId}/incident:${facts.id}/split`,
    input: () => ({
      ...{ incidentId: facts.id, title, place, level },
      ...Object.fromEntries(
        groups.map(({ kind, items }) => [kind, items.map((one) => one.id).filter((id) => chosen.has(id))]),
      ),
    }),
    goTo: (reply) => `/incidents/${(reply.outcome as { incidentId: string }).incidentId}`,
  });
  const head = (
    <PageHead
      title={t("split.title")}
      crumbs={[
        { label: t("board"), to: "/incidents" },
        { label: facts.number, to },
      ]}
      backTo={to}
      actions={shape.absorbed.map((one) => (
        <ButtonLink key={one.mergeId} to={`${to}/merges/${one.mergeId}`} icon="history">
          {t("split.undo", { number: one.number })}
        </ButtonLink>
      ))}
    />
  );
  if (shape.mergedInto || facts.phase === "closed" || facts.phase === "reviewed")
    return (
      <Page head={head}>
        <EmptyState
          icon="lock"
          title={
            shape.mergedInto
              ? t("merge.away", { number: facts.number, into: shape.mergedInto.number })
              : t("merge.closed", { number: facts.number })
          }
          actions={<ButtonLink to={to}>{t("backToRoom")}</ButtonLink>}
        />
      </Page>
    );
  const errors = form.refused?.fields ?? {};
  return (
    <form onSubmit={form.submit} onKeyDown={form.onKeyDown} className="h-full" noValidate>
      <Page
        head={head}
        className="px-4 py-3"
        foot={<ShapeFoot form={form} submit={t("split.submit")} cancelTo={to} note={t("split.again")} />}
      >
        <div className="flex max-w-4xl flex-col gap-3">
          <p className="text-text-2">{t("split.lead", { number: facts.number })}</p>
          <FormRow>
            <Field label={t("split.name")} required error={errors.title}>
              <TextInput name="title" maxLength={60} value={title} onChange={(e) => setTitle(e.currentTarget.value)} />
            </Field>
            <Field label={t("rows.place")} required error={errors.place}>
              <TextInput name="place" maxLength={120} value={place} onChange={(e) => setPlace(e.currentTarget.value)} />
            </Field>
          </FormRow>
          <Field label={t("rows.level")} error={errors.level}>
            <Segmented
              label={t("rows.level")}
              name="level"
              value={String(level)}
              onChange={(value) => setLevel(Number(value) as Level)}
              options={levelNumbers.map((one) => ({
                value: String(one),
                label: inLanguage(levels[one].name, locale),
                mark: <LevelMark level={one} size={14} />,
              }))}
            />
          </Field>
          <FieldError errors={errors.chosen ? [errors.chosen] : []} />
          {groups
            .filter(({ items }) => items.length > 0)
            .map(({ kind, items }) => (
              <ChoiceGroup key={kind} legend={t(`rows.${kind === "headCounts" ? "headCount" : kind}`)}>
                {items.map((one) => (
                  <Checkbox
                    key={one.id}
                    checked={chosen.has(one.id)}
                    onChange={(event) => mark(one.id, event.currentTarget.checked)}
                  >
                    {one.label}
                  </Checkbox>
                ))}
              </ChoiceGroup>
            ))}
          {groups.every(({ items }) => items.length === 0) ? <p className="text-text-3">{t("split.nothing")}</p> : null}
        </div>
      </Page>
    </form>
  );
}
