import { Form } from "@remix-run/react";
import type { SessionLine } from "#domain/people/queries/own-sessions.server.ts";
import { Button } from "../../ui/button.tsx";
import { FieldError } from "../../ui/field.tsx";
import { formatNear } from "../../ui/format.ts";
import { Section } from "../../ui/page.tsx";
import { Table } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useAccountTexts, useAnswer } from "./answer.ts";
import { CommandId } from "./command-id.tsx";
import { deviceName } from "./device-name.ts";

/** Where the person is signed in; each can be ended, and all others at once. */
export function SessionList({ sessions, now }: { sessions: SessionLine[]; now: string }) {
  const t = useAccountTexts();
  const one = useAnswer("end");
  const others = useAnswer("endOthers");
  const problems = [one.message, others.message].filter((message) => message !== null);
  return (
    <Section
      title={t("sessions.title")}
      count={sessions.length}
      aside={t("sessions.hint")}
      actions={
        sessions.length > 1 ? (
          <Form method="post">
            <input type="hidden" name="intent" value="endOthers" />
            <CommandId answer={others.answer} />
            <Button type="submit" kind="careful">
              {t("sessions.endOthers")}
            </Button>
          </Form>
        ) : null
      }
    >
      <FieldError errors={problems} />
      <Table
        caption={t("sessions.title")}
        tall
        rows={sessions}
        rowId={(line) => line.session}
        columns={[
          {
            id: "device",
            head: t("sessions.device"),
            phone: "full",
            cell: (line) => (
              <span className="inline-flex items-center gap-2" title={line.userAgent}>
                {deviceName(line.userAgent) || t("sessions.unknownDevice")}
                {line.current ? <Tag tone="ok">{t("sessions.current")}</Tag> : null}
              </span>
            ),
          },
          {
            id: "started",
            head: t("sessions.started"),
            width: "w-[140px]",
            cell: (line) => formatNear(line.startedAt, now),
          },
          {
            id: "seen",
            head: t("sessions.seen"),
            width: "w-[140px]",
            cell: (line) => formatNear(line.lastSeenAt, now),
          },
          {
            id: "until",
            head: t("sessions.until"),
            width: "w-[140px]",
            cell: (line) => formatNear(line.expiresAt, now),
          },
          {
            id: "end",
            head: "",
            width: "w-[96px]",
            align: "right",
            cell: (line) =>
              line.current ? null : (
                <Form method="post">
                  <input type="hidden" name="intent" value="end" />
                  <input type="hidden" name="session" value={line.session} />
                  <CommandId answer={one.answer} />
                  <Button type="submit">{t("sessions.end")}</Button>
                </Form>
              ),
          },
        ]}
      />
    </Section>
  );
}
