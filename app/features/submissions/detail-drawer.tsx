import { Link, useNavigate } from "@remix-run/react";
import { useState } from "react";
import { personalFields } from "#domain/audit/access.ts";
import { phaseNames } from "#domain/incidents/phase-machine.ts";
import { channels } from "#domain/submissions/channels.ts";
import { doubtNames } from "#domain/submissions/doubts.ts";
import type { SubmissionDetail } from "#domain/submissions/queries/detail.server.ts";
import { Button, TextLink } from "../../ui/button.tsx";
import { Drawer } from "../../ui/drawer.tsx";
import { formatDateTime } from "../../ui/format.ts";
import { Icon } from "../../ui/icons.tsx";
import { Facts, Section } from "../../ui/page.tsx";
import { DrillTag, LevelTag, Tag } from "../../ui/tag.tsx";
import { MaskedField } from "../audit/masked-field.tsx";
import { JoinDialog } from "./join-dialog.tsx";
import { useReport } from "./list-bar.tsx";
import { channelIcons } from "./submission-table.tsx";
import { useListSearch, useSentence, useTexts } from "./texts.ts";

const fields = ["phone", "idNumber", "address"] as const;

/** One submission beside the list: its text as received, its facts, its incidents, and those with the same text. */
export function DetailDrawer({ detail }: { detail: SubmissionDetail }) {
  const t = useTexts();
  const say = useSentence();
  const navigate = useNavigate();
  const search = useListSearch();
  const report = useReport();
  const [joining, setJoining] = useState(false);
  const facts = [
    { label: t("detail.received"), value: <time>{formatDateTime(detail.receivedAt)}</time> },
    {
      label: t("detail.channel"),
      value: (
        <span className="inline-flex items-center gap-1.5">
          <Icon name={channelIcons[detail.channel]} />
          {say(channels[detail.channel])}
        </span>
      ),
    },
    { label: t("detail.petitioner"), value: detail.petitioner },
    ...fields.flatMap((field) => {
      const masked = detail.masked[field];
      const label = say(personalFields[field]);
      if (masked === undefined) return [];
      const value = (
        <MaskedField
          key={field}
          kind="submission"
          id={detail.id}
          field={field}
          masked={masked}
          can={detail.can.reveal}
        />
      );
      return [{ label, value }];
    }),
    ...(detail.place ? [{ label: t("detail.place"), value: detail.place }] : []),
    ...(detail.county ? [{ label: t("detail.county"), value: detail.county }] : []),
    { label: t("detail.unit"), value: detail.unit },
    ...(detail.externalNumber ? [{ label: t("detail.external"), value: detail.externalNumber }] : []),
    {
      label: t("detail.recorded"),
      value: t("detail.recordedBy", { at: formatDateTime(detail.recordedAt), by: detail.recordedBy ?? "" }),
    },
    ...(detail.doubts.length > 0
      ? [{ label: t("detail.doubts"), value: detail.doubts.map((doubt) => say(doubtNames[doubt])).join("；") }]
      : []),
    ...(detail.imported
      ? [
          {
            label: t("detail.batch"),
            value: <TextLink to={`/submissions?import=${detail.imported.id}`}>{detail.imported.fileName}</TextLink>,
          },
        ]
      : []),
  ];
  return (
    <Drawer
      open
      of={detail.id}
      onClose={() => navigate(`/submissions${search}`, { preventScrollReset: true })}
      title={<span className="tabular-nums">{detail.number}</span>}
      aside={
        detail.incidents.length > 0 ? (
          <Tag tone="act" icon="board">
            {t("status.linked")}
          </Tag>
        ) : (
          <Tag icon="minus">{t("status.waiting")}</Tag>
        )
      }
      foot={
        <>
          <Button kind="filled" onClick={() => report([detail.id])}>
            {t("detail.own")}
          </Button>
          <Button onClick={() => setJoining(true)}>{t("detail.join")}</Button>
        </>
      }
    >
      <article className="flex flex-col gap-4">
        <div>
          <h3 className="text-14">{detail.title || detail.body.slice(0, 40)}</h3>
          <p className="mt-2 text-14 break-words whitespace-pre-wrap">{detail.body || t("detail.noText")}</p>
        </div>
        <Facts items={facts} className="border-t border-line pt-3 text-13" />
        <Section title={t("detail.incidents")} level={3} count={detail.incidents.length || undefined}>
          {detail.incidents.length === 0 ? <p className="text-12 text-text-3">{t("detail.noIncidents")}</p> : null}
          <ul>
            {detail.incidents.map((incident) => (
              <li key={incident.id} className="border-b border-line py-1.5 last:border-b-0">
                <Link to={`/incidents/${incident.id}`} className="flex min-h-6 flex-wrap items-center gap-2 text-act">
                  <LevelTag level={incident.level} />
                  {incident.drill ? <DrillTag /> : null}
                  <span className="hover:underline">{incident.title}</span>
                </Link>
                <p className="text-12 text-text-3">
                  {[
                    incident.number,
                    say(phaseNames[incident.phase]),
                    t("detail.linkedAt", { at: formatDateTime(incident.linkedAt) }),
                  ].join("　")}
                </p>
              </li>
            ))}
          </ul>
        </Section>
        {detail.sameText.length > 0 ? (
          <Section title={t("detail.sameText")} level={3} count={detail.sameText.length}>
            <ul>
              {detail.sameText.map((one) => (
                <li key={one.id} className="flex items-center gap-3 border-b border-line py-1 text-13 last:border-b-0">
                  <TextLink to={`/submissions/${one.id}${search}`} className="min-h-6 tabular-nums">
                    {one.number}
                  </TextLink>
                  <span className="min-w-0 truncate">{one.petitioner}</span>
                  <span className="ml-auto shrink-0 text-12 text-text-3">
                    {[one.unit, formatDateTime(one.receivedAt)].join("　")}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
      </article>
      <JoinDialog open={joining} onClose={() => setJoining(false)} submissionIds={[detail.id]} />
    </Drawer>
  );
}
