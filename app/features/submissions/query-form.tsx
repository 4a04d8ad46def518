import { channels, submissionChannels } from "#domain/submissions/channels.ts";
import { daysText, type ListQuestion, noFilter, questionParams, usualPageSize } from "#domain/submissions/filter.ts";
import type { SubmissionsPage } from "#domain/submissions/queries/page.server.ts";
import { useNow } from "../../ui/clock.ts";
import { Select, TextInput } from "../../ui/field.tsx";
import { formatDate } from "../../ui/format.ts";
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
      <BarField label={t("filter.received")} width="w-[200px]">
        <TextInput
          name="days"
          list="submission-days"
          defaultValue={daysText(filter, t("filter.until"))}
          placeholder={t("filter.daysHint")}
          title={t("filter.daysHint")}
          maxLength={40}
          className="tabular-nums"
        />
        <DayChoices id="submission-days" />
      </BarField>
      {filter.importId ? <input type="hidden" name="import" value={filter.importId} /> : null}
      {size === usualPageSize ? null : <input type="hidden" name="size" value={size} />}
    </QueryBar>
  );
}

const DAY_MS = 86_400_000;

/** What is asked most: offered under the field, and only written into it. */
function DayChoices({ id }: { id: string }) {
  const t = useTexts();
  const now = useNow();
  const today = formatDate(now);
  const since = (days: number) => formatDate(now - (days - 1) * DAY_MS);
  const choices: [from: string, label: string][] = [
    [today, t("filter.today")],
    [since(7), t("filter.lastDays", { count: "7" })],
    [since(30), t("filter.lastDays", { count: "30" })],
    [`${today.slice(0, 8)}01`, t("filter.thisMonth")],
    [`${today.slice(0, 5)}01-01`, t("filter.thisYear")],
  ];
  return (
    <datalist id={id}>
      {choices.map(([from, label]) => (
        <option key={label} value={daysText({ from, to: today }, t("filter.until"))}>
          {label}
        </option>
      ))}
    </datalist>
  );
}
