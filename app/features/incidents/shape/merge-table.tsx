import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { hasAccepted, isActive } from "#domain/incidents/assignment-machine.ts";
import { phaseNames } from "#domain/incidents/phase-machine.ts";
import type { RoomHeadCount, RoomState } from "#domain/incidents/room.ts";
import type { MergeChoices, Side } from "#domain/incidents/shape/inputs.ts";
import { crowdedMatters, leadOf, type MergePlan } from "#domain/incidents/shape/plan-merge.ts";
import { isOpenTask } from "#domain/incidents/task-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Checkbox, Radio } from "../../../ui/choice.tsx";
import { useNow } from "../../../ui/clock.ts";
import { formatElapsed, formatNear, millis } from "../../../ui/format.ts";
import { LevelTag } from "../../../ui/tag.tsx";
import { useLocale } from "../../../ui/use-format.ts";
import { SameDemands } from "./same-demands.tsx";

/** At most so many represent one shared matter (Art. 20). */
const REPRESENTATIVES = 5;

type Props = {
  survivor: RoomState;
  absorbed: RoomState;
  plan: MergePlan;
  choices: MergeChoices;
  onChoose: (choices: MergeChoices) => void;
};

export function MergeTable({ survivor, absorbed, plan, choices, onChoose }: Props) {
  const { t, i18n } = useTranslation("shape");
  const locale = useLocale();
  const now = useNow("minute");
  const sides = [survivor, absorbed] as const;
  const choose = (change: Partial<MergeChoices>) => onChoose({ ...choices, ...change });
  const phase = (room: RoomState) => inLanguage(phaseNames[room.facts.phase], i18n.language);
  const [leadA, leadB] = [leadOf(survivor.units), leadOf(absorbed.units)];
  const lead = leadOf(plan.after.units);
  const crowded = crowdedMatters(plan.after.representatives, REPRESENTATIVES);
  const radio = (name: string, side: Side, checked: boolean, text: string, pick: () => void) => (
    <Radio name={name} value={side} checked={checked} onChange={pick}>
      {text}
    </Radio>
  );
  const place = (side: "survivor" | "absorbed", text: string) => (
    <Checkbox
      checked={choices.places === "both" || choices.places === side}
      onChange={(event) => {
        const other = side === "survivor" ? "absorbed" : "survivor";
        choose({ places: event.currentTarget.checked ? "both" : other });
      }}
    >
      {text}
    </Checkbox>
  );
  const active = (room: { units: RoomState["units"] }) => room.units.filter((unit) => isActive(unit.state));
  const unitsOf = (room: RoomState) =>
    t("row.unitsOf", {
      count: active(room).length,
      accepted: active(room).filter((unit) => hasAccepted(unit.state)).length,
    });
  const tasksOf = (room: RoomState) =>
    t("row.tasksOf", { count: room.tasks.length, open: room.tasks.filter((one) => isOpenTask(one.state)).length });
  const last = (counts: readonly RoomHeadCount[]) => counts.findLast((one) => !one.struck && one.place === null);
  const people = (room: RoomState) => {
    const count = last(room.headCounts);
    return count
      ? t("row.counted", { count: count.count, time: formatNear(count.observedAt, now), by: count.observer })
      : t("none");
  };
  const names = (list: readonly { name: string }[]) => list.map((one) => one.name).join(locale === "en" ? ", " : "、");
  const posts = (room: RoomState) => names(room.posts.map((one) => ({ name: one.personName }))) || t("none");
  const rows: { id: string; cells: [ReactNode, ReactNode, ReactNode] }[] = [
    {
      id: "title",
      cells: [
        radio("title", "survivor", choices.title === "survivor", survivor.facts.title, () =>
          choose({ title: "survivor" }),
        ),
        radio("title", "absorbed", choices.title === "absorbed", absorbed.facts.title, () =>
          choose({ title: "absorbed" }),
        ),
        plan.facts.title,
      ],
    },
    {
      id: "level",
      cells: [
        <LevelTag key="a" level={survivor.facts.level} />,
        <LevelTag key="b" level={absorbed.facts.level} />,
        <Noted key="c" what={<LevelTag level={plan.facts.level} />} note={t("row.higher")} />,
      ],
    },
    {
      id: "phase",
      cells: [
        phase(survivor),
        phase(absorbed),
        <Noted key="c" what={inLanguage(phaseNames[plan.facts.phase], i18n.language)} note={t("row.further")} />,
      ],
    },
    {
      id: "place",
      cells: [place("survivor", survivor.facts.place), place("absorbed", absorbed.facts.place), plan.facts.place],
    },
    {
      id: "lead",
      cells: [
        leadA && leadB
          ? radio("lead", "survivor", lead?.unitId === leadA.unitId, leadA.unitName, () =>
              choose({ leadUnitId: leadA.unitId }),
            )
          : (leadA?.unitName ?? t("none")),
        leadA && leadB
          ? radio("lead", "absorbed", lead?.unitId === leadB.unitId, leadB.unitName, () =>
              choose({ leadUnitId: leadB.unitId }),
            )
          : (leadB?.unitName ?? t("none")),
        <Noted
          key="c"
          what={lead?.unitName ?? t("none")}
          note={
            leadA && leadB && leadA.unitId !== leadB.unitId
              ? t("row.supports", { unit: lead?.unitId === leadA.unitId ? leadB.unitName : leadA.unitName })
              : ""
          }
        />,
      ],
    },
    {
      id: "units",
      cells: [
        unitsOf(survivor),
        unitsOf(absorbed),
        <Noted
          key="c"
          what={t("row.units", { count: active(plan.after).length })}
          note={plan.twins.length ? t("row.twins", { count: plan.twins.length }) : ""}
        />,
      ],
    },
    {
      id: "posts",
      cells: [posts(survivor), posts(absorbed), <Noted key="c" what={posts(survivor)} note={t("row.postsStay")} />],
    },
    {
      id: "demands",
      cells: [
        <DemandList key="a" room={survivor} />,
        <SameDemands
          key="b"
          survivor={survivor.demands}
          absorbed={absorbed.demands}
          same={choices.same}
          onChange={(same) => choose({ same })}
        />,
        <Noted
          key="c"
          what={t("row.demands", { count: plan.after.demands.filter((one) => one.sameAs === null).length })}
          note={t("row.demandsKeep")}
        />,
      ],
    },
    {
      id: "representatives",
      cells: [
        names(survivor.representatives) || t("none"),
        names(absorbed.representatives) || t("none"),
        <Noted
          key="c"
          what={t("row.persons", { count: plan.after.representatives.length })}
          note={crowded.length ? t("row.crowded", { matters: crowded.join("、") }) : t("row.article20")}
          warn={crowded.length > 0}
        />,
      ],
    },
    {
      id: "headCount",
      cells: [people(survivor), people(absorbed), <Noted key="c" what={t("row.notAdded")} note={t("row.byPlace")} />],
    },
    {
      id: "links",
      cells: [
        t("row.letters", { count: survivor.links.length }),
        t("row.letters", { count: absorbed.links.length }),
        <Noted
          key="c"
          what={t("row.letters", { count: plan.after.links.length })}
          note={plan.doubled.length ? t("row.doubled", { count: plan.doubled.length }) : ""}
        />,
      ],
    },
    {
      id: "tasks",
      cells: [
        tasksOf(survivor),
        tasksOf(absorbed),
        <Noted key="c" what={String(plan.after.tasks.length)} note={t("row.tasksKeep")} />,
      ],
    },
    {
      id: "instructions",
      cells: [
        ...sides.map((room) => t("row.items", { count: room.instructions.length })),
        <Noted key="c" what={t("row.items", { count: plan.after.instructions.length })} note={t("row.renumbered")} />,
      ] as [ReactNode, ReactNode, ReactNode],
    },
    {
      id: "reports",
      cells: [
        ...sides.map((room) => t("row.owed", { count: room.reportTimers.filter((one) => one.open).length })),
        <Noted key="c" what={t("row.bothTimers")} note={t("row.oneReport")} />,
      ] as [ReactNode, ReactNode, ReactNode],
    },
  ];
  const elapsed = (room: RoomState) => formatElapsed(now - millis(room.facts.occurredAt), locale);
  return (
    <table className="w-full min-w-[720px] border-collapse text-13">
      <caption className="sr-only">{t("merge.compare")}</caption>
      <thead>
        <tr className="border-b border-line bg-sunken text-left align-top">
          <th scope="col" className="w-21 p-2 pl-4">
            <span className="sr-only">{t("row.what")}</span>
          </th>
          <th scope="col" className="w-1/3 border-l border-line p-2 font-normal">
            <b>{t("merge.a", { number: survivor.facts.number })}</b>
            <span className="block text-12 text-text-2">{t("merge.stays", { elapsed: elapsed(survivor) })}</span>
          </th>
          <th scope="col" className="w-1/3 border-l border-line p-2 font-normal">
            <b>{t("merge.b", { number: absorbed.facts.number })}</b>
            <span className="block text-12 text-text-2">{t("merge.goes", { elapsed: elapsed(absorbed) })}</span>
          </th>
          <th scope="col" className="w-1/3 border-x border-act-line bg-act-tint p-2 font-normal text-act">
            <b>{t("merge.after", { number: survivor.facts.number })}</b>
            <span className="block text-12">{t("merge.opens")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, cells }) => (
          <tr key={id} className="border-b border-line align-top">
            <th scope="row" className="p-2 pl-4 text-left font-normal whitespace-nowrap text-text-2">
              {t(`rows.${id}`)}
            </th>
            <td className="border-l border-line p-2 break-words">{cells[0]}</td>
            <td className="border-l border-line p-2 break-words">{cells[1]}</td>
            <td className="border-x border-act-line bg-act-tint p-2 break-words">{cells[2]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const Noted = ({ what, note, warn }: { what: ReactNode; note: ReactNode; warn?: boolean }) => (
  <span className="flex flex-wrap gap-x-3">
    <span>{what}</span>
    {note ? <span className={warn ? "text-warn" : "text-text-2"}>{note}</span> : null}
  </span>
);

function DemandList({ room }: { room: RoomState }) {
  const { t } = useTranslation("shape");
  if (room.demands.length === 0) return <>{t("none")}</>;
  return (
    <ol>
      {room.demands.map((demand) => (
        <li key={demand.id}>
          {demand.no} {demand.text}
        </li>
      ))}
    </ol>
  );
}
