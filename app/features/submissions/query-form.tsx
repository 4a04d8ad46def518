import { channels, submissionChannels } from "#domain/submissions/channels.ts";
import { type ListQuestion, noFilter, questionParams, usualPageSize } from "#domain/submissions/filter.ts";
import type { SubmissionsPage } from "#domain/submissions/queries/page.server.ts";
import { DateTimeInput } from "../../ui/date-time-input.tsx";
import { Select, TextInput } from "../../ui/field.tsx";
import { BarField, QueryBar } from "../../ui/query-bar.tsx";
import { useSentence, useTexts } from "./texts.ts";

export interface QueryFormProps {
  question: ListQuestion;
  counties: SubmissionsPage["counties"];
  /** A selection is active: its bar has the fill. */
  quiet: boolean;
  busy: boolean;
}

/** 关键词 形式 县区 收到: the conditions live in the address. */
export function QueryForm({ question: { filter, size }, counties, quiet, busy }: QueryFormProps) {
  const t = useTexts();
  const say = useSentence();
  const kept = questionParams({ filter: noFilter, at: null, size }).toString();
  const set = [filter.text, filter.channel && say(channels[filter.channel])].filter(Boolean).join("，");
  return (
    <QueryBar
      // Another address is another form: fields without JavaScript hold what was asked.
      key={JSON.stringify(filter)}
      resetTo={`/submissions${kept && `?${kept}`}`}
      quiet={quiet}
      busy={busy}
      summary={set || t("filter.none")}
    >
      <BarField label={t("filter.text")} width="w-[112px]">
        <TextInput name="q" defaultValue={filter.text} maxLength={100} type="search" />
      </BarField>
      <BarField label={t("filter.channel")} width="w-[76px]">
        <Select
          name="channel"
          defaultValue={filter.channel ?? ""}
          placeholder={t("all")}
          options={submissionChannels.map((channel) => ({ value: channel, label: say(channels[channel]) }))}
        />
      </BarField>
      <BarField label={t("filter.county")} width="w-[92px]">
        <Select
          name="county"
          defaultValue={filter.county ?? ""}
          placeholder={t("all")}
          options={[
            ...counties.map(({ id, name }) => ({ value: id, label: name })),
            { value: "none", label: t("filter.noCounty") },
          ]}
        />
      </BarField>
      <span className="inline-flex items-center gap-1.5 text-13 text-text-2 phone:w-full">
        <span aria-hidden="true">{t("filter.received")}</span>
        <DateTimeInput
          kind="date"
          name="from"
          defaultValue={filter.from ?? ""}
          aria-label={t("filter.from")}
          className="!w-[116px] phone:!w-auto phone:flex-1"
        />
        {t("filter.until")}
        <DateTimeInput
          kind="date"
          name="to"
          defaultValue={filter.to ?? ""}
          aria-label={`${t("filter.received")} ${t("filter.until")}`}
          className="!w-[116px] phone:!w-auto phone:flex-1"
        />
      </span>
      {filter.importId ? <input type="hidden" name="import" value={filter.importId} /> : null}
      {size === usualPageSize ? null : <input type="hidden" name="size" value={size} />}
    </QueryBar>
  );
}
