import { useTranslation } from "react-i18next";
import { LATE_MS } from "#domain/incidents/entry-kinds.ts";
import { Button } from "../../../ui/button.tsx";
import { serverNow, useNow } from "../../../ui/clock.ts";
import { DateTimeInput } from "../../../ui/date-time-input.tsx";
import { Field } from "../../../ui/field.tsx";
import { formatNear, fromInputDateTime } from "../../../ui/format.ts";
import { Popover } from "../../../ui/popover.tsx";

type Props = {
  /** ISO; null is the moment of recording. */
  value: string | null;
  onChange: (value: string | null) => void;
  error?: string;
};

/** 事发: when it happened. Now, unless somebody says otherwise; then the entry is marked 补录. */
export function EventTime({ value, onChange, error }: Props) {
  const { t } = useTranslation("room");
  const now = useNow("minute");
  const late = value !== null && now - Date.parse(value) >= LATE_MS;
  return (
    <Popover
      label={t("composer.eventTime")}
      placement="top start"
      trigger={
        <Button icon="clock" iconEnd="chevron-down" className="!px-2.5 !text-12">
          {t("composer.happened", { time: formatNear(value ?? now, now) })}
          {late ? ` · ${t("entry.late")}` : null}
        </Button>
      }
    >
      {(close) => (
        <div className="flex w-64 flex-col gap-2">
          <Field label={t("composer.eventTime")} hint={t("composer.eventTimeHint")} error={error}>
            <DateTimeInput
              defaultValue={value ?? now}
              max={serverNow()}
              autoFocus
              onChange={(event) => {
                const chosen = fromInputDateTime(event.currentTarget.value);
                if (event.currentTarget.value !== "" && chosen) onChange(chosen);
              }}
              onKeyDown={(event) => {
                if (event.key === "Enter") close();
              }}
            />
          </Field>
          <div className="flex gap-2">
            <Button onClick={close}>{t("composer.timeDone")}</Button>
            <Button
              kind="text"
              onClick={() => {
                onChange(null);
                close();
              }}
            >
              {t("composer.timeNow")}
            </Button>
          </div>
        </div>
      )}
    </Popover>
  );
}
