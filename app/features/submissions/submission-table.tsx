import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { channels, type SubmissionChannel } from "#domain/submissions/channels.ts";
import type { SubmissionLine } from "#domain/submissions/queries/list.server.ts";
import { formatDateTime } from "../../ui/format.ts";
import { Icon, type IconName } from "../../ui/icons.tsx";
import type { Selection } from "../../ui/selection.ts";
import { type Column, Table } from "../../ui/table.tsx";
import { StatusDot, Tag } from "../../ui/tag.tsx";
import { useListSearch, useSentence, useTexts } from "./texts.ts";

export const channelIcons: Record<SubmissionChannel, IconName> = {
  letter: "mail",
  visit: "visitor",
  call: "phone",
  fax: "fax",
  web: "globe",
};

export interface SubmissionTableProps {
  lines: readonly SubmissionLine[];
  selection: Selection;
  openId: string | null;
  onOpen: (line: SubmissionLine) => void;
  empty: ReactNode;
}

/** The list. A row opens by click and Enter, its title is the link without JavaScript. */
export function SubmissionTable({ lines, selection, openId, onOpen, empty }: SubmissionTableProps) {
  const t = useTexts();
  const say = useSentence();
  const search = useListSearch();
  const columns: Column<SubmissionLine>[] = [
    {
      id: "number",
      head: t("column.number"),
      width: "w-[112px]",
      className: "tabular-nums",
      cell: (line) => line.number,
    },
    {
      id: "channel",
      head: t("column.channel"),
      width: "w-[64px]",
      cell: (line) => (
        <span className="flex items-center gap-1.5 text-text-2">
          <Icon name={channelIcons[line.channel]} />
          {say(channels[line.channel])}
        </span>
      ),
    },
    {
      id: "title",
      head: t("column.title"),
      phone: "full",
      cell: (line) => (
        <span className="flex items-center gap-2">
          <Link
            to={`/submissions/${line.id}${search}`}
            prefetch="none"
            preventScrollReset
            className="truncate hover:text-act hover:underline phone:whitespace-normal"
          >
            {line.title}
          </Link>
          {line.sameText > 0 ? (
            <Tag icon="link" title={t("sameTextTitle", { count: String(line.sameText) })}>
              {t("sameText", { count: String(line.sameText + 1) })}
            </Tag>
          ) : null}
        </span>
      ),
    },
    { id: "petitioner", head: t("column.petitioner"), width: "w-[78px]", cell: (line) => line.petitioner },
    {
      id: "place",
      head: t("column.place"),
      width: "w-[100px]",
      className: "text-text-2 phone:empty:hidden",
      cell: (line) => line.place || line.county,
    },
    {
      id: "received",
      head: t("column.received"),
      width: "w-[126px]",
      sorted: "desc",
      className: "tabular-nums",
      cell: (line) => formatDateTime(line.receivedAt),
    },
    {
      id: "status",
      head: t("column.status"),
      width: "w-[114px]",
      cell: (line) =>
        line.links > 0 ? (
          <StatusDot fill="half" tone="act">
            {t("status.linked")}
          </StatusDot>
        ) : (
          <StatusDot fill="ring">{t("status.waiting")}</StatusDot>
        ),
    },
  ];
  return (
    <Table
      caption={t("caption")}
      columns={columns}
      rows={lines}
      rowId={(line) => line.id}
      onOpen={onOpen}
      openId={openId}
      selection={selection}
      selectionForm={{ form: "selected", name: "submissionIds" }}
      empty={empty}
    />
  );
}
