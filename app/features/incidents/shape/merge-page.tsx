import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { MergeChoices } from "#domain/incidents/shape/inputs.ts";
import type { MergeRoom, MergeView } from "#domain/incidents/shape/merge-page.server.ts";
import { planMerge } from "#domain/incidents/shape/plan-merge.ts";
import { Band } from "../../../ui/band.tsx";
import { ButtonLink } from "../../../ui/button.tsx";
import { DrillPage } from "../../../ui/drill.tsx";
import { Icon } from "../../../ui/icons.tsx";
import { MergeTable } from "./merge-table.tsx";
import { ShapeFoot } from "./shape-foot.tsx";
import { ShapeFrame } from "./shape-frame.tsx";
import { ThreeTimelines } from "./three-timelines.tsx";
import { useShapeForm } from "./use-shape-form.ts";

/** 合并事件: two columns of what is, one of what will be; a choice only where there is one. */
export function MergePage(props: { view: MergeView & { absorbed: MergeRoom }; personId: string }) {
  return (
    <DrillPage on={props.view.survivor.facts.drill}>
      <Merge {...props} />
    </DrillPage>
  );
}

function Merge({ view, personId }: { view: MergeView & { absorbed: MergeRoom }; personId: string }) {
  const { t } = useTranslation("shape");
  const { survivor, absorbed, limits, at } = view;
  const [choices, setChoices] = useState<MergeChoices>(() => MergeChoices.parse({}));
  const plan = useMemo(
    () => planMerge(survivor, absorbed, choices, limits, at),
    [survivor, absorbed, choices, limits, at],
  );
  const room = `/incidents/${survivor.facts.id}`;
  const form = useShapeForm({
    intent: "merge",
    draftKey: `person:${personId}/incident:${survivor.facts.id}/merge:${absorbed.facts.id}`,
    input: () => ({
      incidentId: survivor.facts.id,
      otherId: absorbed.facts.id,
      survivorVersion: survivor.facts.factsVersion,
      absorbedVersion: absorbed.facts.factsVersion,
      choices,
    }),
    goTo: () => room,
  });
  const units = new Set([...survivor.units, ...absorbed.units].map((unit) => unit.unitId)).size;
  return (
    <ShapeFrame
      form={form}
      title={t("merge.title")}
      survivor={survivor.facts}
      absorbed={absorbed.facts}
      actions={
        <>
          <ButtonLink to={`/incidents/${absorbed.facts.id}/merge?with=${survivor.facts.id}`} icon="swap">
            {t("merge.swap")}
          </ButtonLink>
          <ButtonLink to={`${room}/merge`}>{t("merge.other")}</ButtonLink>
        </>
      }
      warnings={<Warnings survivor={survivor} absorbed={absorbed} />}
      label={t("merge.compare")}
      scrolls="both"
      foot={
        <ShapeFoot form={form} submit={t("merge.submit")} cancelTo={room} note={t("merge.tells", { count: units })} />
      }
      aside={
        <ThreeTimelines
          survivor={survivor.entries}
          absorbed={absorbed.entries}
          note={t("timeline.preview")}
          foot={
            <p className="flex gap-2">
              <Icon name="history" className="mt-0.5 shrink-0 text-act" />
              <span>
                <b>{t("merge.reversible")}</b> {t("merge.reversibleText")}
              </span>
            </p>
          }
        />
      }
    >
      <MergeTable survivor={survivor} absorbed={absorbed} plan={plan} choices={choices} onChoose={setChoices} />
    </ShapeFrame>
  );
}

/** What stands in the way, said before the button; the command says the same. */
function Warnings({ survivor, absorbed }: { survivor: MergeRoom; absorbed: MergeRoom }) {
  const { t } = useTranslation("shape");
  const closed = [survivor, absorbed].find(({ facts }) => facts.phase === "closed" || facts.phase === "reviewed");
  const away = [survivor, absorbed].find(({ shape }) => shape.mergedInto !== null);
  const mayNot = [survivor, absorbed].find(({ canMerge }) => canMerge !== true);
  const why = away
    ? t("merge.away", { number: away.facts.number, into: away.shape.mergedInto?.number })
    : mayNot
      ? String(mayNot.canMerge)
      : survivor.facts.drill !== absorbed.facts.drill
        ? t("merge.drill")
        : closed
          ? t("merge.closed", { number: closed.facts.number })
          : null;
  if (why) return <Band tone="bad" shape="strip" title={why} />;
  return survivor.facts.countyId === absorbed.facts.countyId ? null : (
    <Band tone="warn" shape="strip" title={t("merge.county", { county: absorbed.facts.countyName })} />
  );
}
