import { useSearchParams } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { posts } from "#domain/incidents/post-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { shiftDuties } from "#domain/shifts/shift-duties.ts";
import { type Stretch, type WhoRow, whoAt, whoRows } from "#domain/shifts/who.ts";
import { cx } from "../../ui/class-names.ts";
import { useNow } from "../../ui/clock.ts";
import { DateTimeInput } from "../../ui/date-time-input.tsx";
import { Field, Select } from "../../ui/field.tsx";
import { formatNear, formatTime, fromInputDateTime } from "../../ui/format.ts";

const HOUR = 3_600_000;
const labels = { coordinator: shiftDuties.coordinator, ...posts };

type Props = {
  incidents: readonly { id: string; title: string }[];
  who: { incidentId: string; title: string; stretches: readonly Stretch[] };
};

/** 谁在值守: who, at any moment, of one incident. Dashed is offered or planned and not accepted. */
export function WhoChart({ incidents, who }: Props) {
  const { t, i18n } = useTranslation("shifts");
  const now = useNow("minute");
  const [search, setSearch] = useSearchParams();
  const [asked, setAsked] = useState<number | null>(null);
  // The minute that runs, to its end: who takes over within it stands here at once.
  const at = asked ?? now + 59_999;
  const held = whoAt(who.stretches, at);
  const { from, until } = span(who.stretches, now);
  const share = (time: number) => Math.max(0, Math.min(100, ((time - from) / (until - from)) * 100));
  const part = (time: number) => `${share(time)}%`;
  const hours = marks(from, until);
  const label = (row: WhoRow) => inLanguage(labels[row], i18n.language);
  const changes = who.stretches.filter((one) => !one.expected).length;
  return (
    <section aria-label={t("who.title")} className="border-t border-line px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="text-13">{t("who.title")}</h2>
        <Field label={t("who.incident")} labelAt="hidden" className="min-w-0 flex-1">
          <Select
            value={who.incidentId}
            onChange={(event) => {
              const next = new URLSearchParams(search);
              next.set("incident", event.currentTarget.value);
              setSearch(next, { preventScrollReset: true, replace: true });
            }}
            options={incidents.map((one) => ({ value: one.id, label: one.title }))}
          />
        </Field>
      </div>
      <div className="my-2 grid grid-cols-[68px_minmax(0,1fr)] text-12">
        <div aria-hidden="true" className="pt-[22px] text-text-2">
          {whoRows.map((row) => (
            <div key={row} className="h-[26px] truncate leading-[22px]" title={label(row)}>
              {label(row)}
            </div>
          ))}
        </div>
        <svg
          role="img"
          aria-label={t("who.chart", { title: who.title })}
          width="100%"
          height={22 + whoRows.length * 26}
          className="block overflow-visible"
        >
          {hours.map((time) => (
            <g key={time}>
              <line x1={part(time)} x2={part(time)} y1="18" y2="100%" className="stroke-line" />
              <text x={part(time)} y="12" textAnchor="middle" className="fill-text-2">
                {formatTime(time)}
              </text>
            </g>
          ))}
          {who.stretches.map((one) => (
            <Bar key={`${one.row}/${one.name}/${one.from}/${one.expected}`} one={one} until={until} share={share} />
          ))}
          <line x1={part(at)} x2={part(at)} y1="16" y2="100%" className="stroke-act" strokeWidth="2" />
        </svg>
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t("who.any")} labelAt="beside">
          <DateTimeInput
            defaultValue={now}
            onChange={(event) => {
              const chosen = fromInputDateTime(event.currentTarget.value);
              setAsked(event.currentTarget.value && chosen ? Date.parse(chosen) : null);
            }}
          />
        </Field>
        <span className="ml-auto text-12 text-text-2">{t("who.changes", { count: changes })}</span>
      </div>
      <dl
        className="mt-2 grid grid-cols-5 rounded-control border border-line text-12 phone:grid-cols-2"
        aria-live="polite"
      >
        {whoRows.map((row, index) => (
          <div key={row} className={cx("min-w-0 px-2 py-1.5", index > 0 && "border-l border-line phone:border-l-0")}>
            <dt className="truncate text-text-2">{label(row)}</dt>
            <dd className={held[row] ? undefined : "text-text-3"} data-held={row}>
              {held[row] ?? t("who.nobody")}
            </dd>
          </div>
        ))}
      </dl>
      <ol className="print-only">
        {who.stretches.map((one) => (
          <li key={`${one.row}/${one.name}/${one.from}/${one.expected}`}>
            {label(one.row)} {one.name} {formatNear(one.from, now)}—{one.until ? formatNear(one.until, now) : ""}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Bar({ one, until, share }: { one: Stretch; until: number; share: (time: number) => number }) {
  const { t } = useTranslation("shifts");
  const begin = share(Date.parse(one.from));
  const width = share(one.until === null ? until : Date.parse(one.until)) - begin;
  if (width <= 0) return null;
  return (
    <svg x={`${begin}%`} y={22 + whoRows.indexOf(one.row) * 26} width={`${width}%`} height="22">
      <title>{`${one.name}${one.expected ? ` ${t("who.expected")}` : ""}`}</title>
      <rect
        width="100%"
        height="22"
        className={one.expected ? "fill-warn-tint stroke-warn" : "fill-act-tint stroke-act-line"}
        strokeWidth="2"
        strokeDasharray={one.expected ? "4 3" : undefined}
      />
      <text x="50%" y="15" textAnchor="middle" className={one.expected ? "fill-warn" : "fill-act"} fontWeight="700">
        {one.name}
      </text>
    </svg>
  );
}

/** From the first hour of the last day and a half, to some hours ahead. */
function span(stretches: readonly Stretch[], now: number): { from: number; until: number } {
  const begins = stretches.filter((one) => one.row !== "coordinator").map((one) => Date.parse(one.from));
  const first = Math.max(Math.min(now - 4 * HOUR, ...begins), now - 36 * HOUR);
  const ends = stretches.flatMap((one) => (one.until && one.expected ? [Date.parse(one.from) + 3 * HOUR] : []));
  const last = Math.min(Math.max(now + 2 * HOUR, ...ends), now + 12 * HOUR);
  return { from: Math.floor(first / HOUR) * HOUR, until: Math.ceil(last / HOUR) * HOUR };
}

/** Full hours, at most seven marks. */
function marks(from: number, until: number): number[] {
  const step = Math.max(1, Math.ceil((until - from) / HOUR / 6)) * HOUR;
  const list: number[] = [];
  for (let time = from; time < until; time += step) list.push(time);
  return list;
}
