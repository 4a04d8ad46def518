import { useFetcher } from "@remix-run/react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { messageKinds } from "#domain/notices/messages.ts";
import type { HookLine, MessageLine } from "#domain/notices/queries/notices-page.server.ts";
import type { CommandResult } from "#http/run-command.server.ts";
import { Band } from "../../ui/band.tsx";
import { Button } from "../../ui/button.tsx";
import { Checkbox } from "../../ui/choice.tsx";
import { useNow } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Field, FieldError, Select, TextInput } from "../../ui/field.tsx";
import { formatNear } from "../../ui/format.ts";
import { Section } from "../../ui/page.tsx";
import { Table } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useLocale } from "../../ui/use-format.ts";
import { CommandId } from "../account/command-id.tsx";

type Props = {
  hooks: readonly HookLine[];
  units: readonly { id: string; name: string }[];
  messages: readonly MessageLine[];
};

/** 外发: a unit's gateway for text messages, and what has gone out last. */
export function Outgoing({ hooks, units, messages }: Props) {
  const { t } = useTranslation("notices");
  return (
    <>
      <Section title={t("hooks.title")} count={hooks.length}>
        <p className="mt-1 mb-2 max-w-[720px] text-13 text-text-2">{t("hooks.lead")}</p>
        <ul className="border-t border-line">
          {hooks.map((hook) => (
            <li key={hook.hookId} className="border-b border-line py-3">
              <HookForm hook={hook} key={hook.version} />
            </li>
          ))}
          <li className="py-3">
            <HookForm units={units} />
          </li>
        </ul>
      </Section>
      <Section title={t("messages.title")} aside={t("messages.hint")}>
        <Messages messages={messages} />
      </Section>
    </>
  );
}

function HookForm({ hook, units = [] }: { hook?: HookLine; units?: Props["units"] }) {
  const { t } = useTranslation("notices");
  const now = useNow("minute");
  const fetcher = useFetcher<CommandResult<{ secret: string | null }>>({
    key: hook ? `hook-${hook.hookId}` : "hook-new",
  });
  const answer = fetcher.state === "idle" ? fetcher.data : undefined;
  const refused = answer && !answer.ok ? answer : null;
  const secret = answer?.ok ? answer.outcome.secret : null;
  const [url, setUrl] = useState(hook?.url ?? "");
  const name = hook?.unitName ?? t("hooks.add");
  return (
    <fetcher.Form method="post" aria-label={name} className="flex flex-wrap items-start gap-x-4 gap-y-2 text-13">
      <input type="hidden" name="intent" value="set-hook" />
      <input type="hidden" name="version" value={hook?.version ?? 0} />
      <CommandId answer={answer} />
      {hook ? (
        <div className="w-40 pt-7 font-bold">
          <input type="hidden" name="unitId" value={hook.unitId} />
          {hook.unitName}
        </div>
      ) : (
        <Field label={t("hooks.unit")} error={refused?.fields?.unitId} className="w-40">
          <Select
            name="unitId"
            placeholder={t("hooks.chooseUnit")}
            options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
          />
        </Field>
      )}
      <Field label={t("hooks.url")} error={refused?.fields?.url} className="min-w-[260px] flex-1">
        <TextInput
          name="url"
          type="url"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
          placeholder="https://"
        />
      </Field>
      <div className="flex flex-col gap-1 pt-5">
        <Checkbox name="enabled" value="on" defaultChecked={hook?.enabled ?? true}>
          {t("hooks.enabled")}
        </Checkbox>
        {hook ? (
          <Checkbox name="newSecret" value="on">
            {t("hooks.newSecret")}
          </Checkbox>
        ) : null}
      </div>
      <div className="pt-6">
        <Button type="submit" busy={fetcher.state !== "idle"}>
          {t(hook ? "save" : "hooks.addSubmit")}
        </Button>
      </div>
      <FieldError errors={refused && !refused.fields ? [refused.message] : []} />
      {secret ? <Secret>{secret}</Secret> : null}
      {hook ? (
        <p className="w-full text-12 text-text-2">
          {t("hooks.changed", { time: formatNear(hook.changedAt, now), by: hook.changedBy })}
          {hook.enabled ? null : `　${t("hooks.off")}`}
          {hook.waiting > 0 ? `　${t("hooks.waiting", { count: hook.waiting })}` : null}
        </p>
      ) : null}
    </fetcher.Form>
  );
}

/** Shown once: with the answer that made it. */
export function Secret({ children }: { children: ReactNode }) {
  const { t } = useTranslation("notices");
  return (
    <div className="w-full">
      <Band tone="warn" title={t("hooks.secret")}>
        <code className="break-all select-all">{children}</code> <span>{t("hooks.secretHint")}</span>
      </Band>
    </div>
  );
}

const tones = { waiting: "warn", delivered: "ok", failed: "bad", stopped: "plain" } as const;

function Messages({ messages }: { messages: readonly MessageLine[] }) {
  const { t } = useTranslation("notices");
  const locale = useLocale();
  const now = useNow("minute");
  return (
    <Table
      caption={t("messages.title")}
      rows={messages}
      rowId={(row) => row.id}
      tall
      empty={<EmptyState icon="inbox" title={t("messages.none")} text={t("messages.noneText")} />}
      columns={[
        { id: "at", head: t("messages.at"), cell: (row) => formatNear(row.at, now), width: "w-[112px]" },
        {
          id: "kind",
          head: t("messages.kind"),
          cell: (row) => inLanguage(messageKinds[row.kind], locale),
          width: "w-[112px]",
        },
        { id: "unit", head: t("messages.unit"), cell: (row) => row.unitName, cut: true },
        { id: "incident", head: t("messages.incident"), cell: (row) => row.number, width: "w-[120px]" },
        {
          id: "state",
          head: t("messages.state"),
          cell: (row) => (
            <span className="inline-flex items-center gap-2">
              <Tag tone={tones[row.state] === "plain" ? undefined : (tones[row.state] as "ok")}>
                {t(`messages.states.${row.state}`)}
              </Tag>
              <span className="text-12 text-text-2">
                {[row.attempts > 0 ? t("messages.attempts", { count: row.attempts }) : "", row.said ?? ""]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
          ),
          width: "w-[240px]",
        },
        {
          id: "act",
          head: <span className="sr-only">{t("messages.act")}</span>,
          cell: (row) => (row.state === "waiting" ? null : <Resend row={row} />),
          width: "w-[96px]",
        },
      ]}
    />
  );
}

function Resend({ row }: { row: MessageLine }) {
  const { t } = useTranslation("notices");
  const fetcher = useFetcher<CommandResult>();
  return (
    <fetcher.Form method="post">
      <input type="hidden" name="intent" value="resend-message" />
      <input type="hidden" name="deliveryId" value={row.id} />
      <CommandId answer={fetcher.data} />
      <Button type="submit" size="small" busy={fetcher.state !== "idle"}>
        {t("messages.resend")}
      </Button>
    </fetcher.Form>
  );
}
