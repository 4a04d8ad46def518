import { useFetcher } from "@remix-run/react";
import { useEffect, useId } from "react";
import { useTranslation } from "react-i18next";
import type { AcceptLimitLine } from "#domain/notices/queries/notices-page.server.ts";
import type { CommandResult } from "#http/run-command.server.ts";
import { Button } from "../../ui/button.tsx";
import { useNow } from "../../ui/clock.ts";
import { useDraft } from "../../ui/draft.ts";
import { Field, TextInput } from "../../ui/field.tsx";
import { formatNear } from "../../ui/format.ts";
import { Section } from "../../ui/page.tsx";
import { LevelTag } from "../../ui/tag.tsx";
import { toast } from "../../ui/toast-queue.ts";
import { CommandId } from "../account/command-id.tsx";

/** The times to accept, a row a level; a unit that does not accept by then climbs. */
export function LimitsTable({ limits, can }: { limits: readonly AcceptLimitLine[]; can: true | string }) {
  const { t } = useTranslation("notices");
  return (
    <Section title={t("limits.title")} aside={t("limits.source")}>
      <p className="mt-1 mb-2 max-w-[720px] text-13 text-text-2">{t("limits.lead")}</p>
      {can === true ? null : <p className="mb-2 text-12 text-text-3">{can}</p>}
      <ul className="border-t border-line">
        {limits.map((limit) => (
          <li key={`${limit.level}/${limit.version}`} className="border-b border-line py-2">
            <LimitRow limit={limit} may={can === true} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LimitRow({ limit, may }: { limit: AcceptLimitLine; may: boolean }) {
  const { t } = useTranslation("notices");
  const now = useNow("minute");
  const fetcher = useFetcher<CommandResult>();
  const hintId = useId();
  const initial = { minutes: String(limit.minutes), reason: "" };
  const draft = useDraft(
    `limit:${limit.level}/${limit.version}`,
    initial,
    (value) => value.minutes === initial.minutes && value.reason === "",
  );
  const answer = fetcher.state === "idle" ? fetcher.data : undefined;
  const refused = answer && !answer.ok ? answer : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once an answer
  useEffect(() => {
    if (!answer) return;
    if (answer.ok) {
      draft.clear();
      toast({ title: t("limits.saved") });
    } else if (!answer.fields) toast({ tone: "bad", title: t("failed"), text: answer.message });
  }, [answer]);
  const changed =
    limit.changedAt === null
      ? t("limits.seeded")
      : t("limits.changed", { time: formatNear(limit.changedAt, now), by: limit.changedBy ?? "" });
  const twice = t("limits.climbs", { head: limit.minutes, convener: limit.minutes * 2 });
  if (!may)
    return (
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-13">
        <span className="w-16">
          <LevelTag level={limit.level} />
        </span>
        <b>{t("limits.minutes", { count: limit.minutes })}</b>
        <span className="text-12 text-text-2">{twice}</span>
        <span className="ml-auto text-12 text-text-3">{changed}</span>
      </div>
    );
  return (
    <fetcher.Form method="post" className="flex flex-wrap items-start gap-x-4 gap-y-2 text-13">
      <input type="hidden" name="intent" value="change-accept-limit" />
      <input type="hidden" name="level" value={limit.level} />
      <input type="hidden" name="version" value={limit.version} />
      <CommandId answer={answer} />
      <span className="w-16 pt-7">
        <LevelTag level={limit.level} />
      </span>
      <Field label={t("limits.minutesLabel")} error={refused?.fields?.minutes} className="w-28">
        <TextInput
          name="minutes"
          inputMode="numeric"
          value={draft.value.minutes}
          onChange={(event) => draft.setValue({ ...draft.value, minutes: event.target.value })}
        />
      </Field>
      <Field label={t("limits.reason")} error={refused?.fields?.reason} className="min-w-[220px] flex-1">
        <TextInput
          name="reason"
          value={draft.value.reason}
          onChange={(event) => draft.setValue({ ...draft.value, reason: event.target.value })}
        />
      </Field>
      <div className="pt-6">
        <Button type="submit" busy={fetcher.state !== "idle"} aria-describedby={hintId}>
          {t("save")}
        </Button>
      </div>
      <span id={hintId} className="w-full text-12 text-text-2">
        {twice}　{changed}
        {draft.note}
      </span>
    </fetcher.Form>
  );
}
