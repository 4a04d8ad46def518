import { useTranslation } from "react-i18next";
import type { RoomLink } from "#domain/incidents/room.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { channels } from "#domain/submissions/channels.ts";
import { Button } from "../../../ui/button.tsx";
import { useNow } from "../../../ui/clock.ts";
import { formatShort } from "../../../ui/format.ts";
import { Tag } from "../../../ui/tag.tsx";
import { RelatedHint } from "../related/related-hint.tsx";
import { Panel } from "./panel.tsx";
import { useMay, useRoom, useRoomState } from "./room-context.ts";

/** So many stand in the panel; the rest is behind 全部. */
const SHOWN = 3;

/** Submissions the incident came from or was joined with. */
export function LinksPanel() {
  const { t } = useTranslation("room");
  const { openDialog, reachable } = useRoom();
  const links = useRoomState("links");
  const mayLink = useMay("incidents.submissions.link");
  return (
    <Panel
      title={t("links.title")}
      count={links.length}
      action={
        mayLink
          ? { label: t("links.link"), icon: "link", can: reachable, onPress: () => openDialog({ kind: "link" }) }
          : null
      }
    >
      <RelatedHint />
      {links.length === 0 ? <p className="text-12 text-text-3">{t("links.none")}</p> : null}
      <ul>
        {links.slice(0, SHOWN).map((link) => (
          <li key={link.id} className="flex h-6 items-center gap-2 phone:h-phone">
            <LinkLine link={link} />
          </li>
        ))}
      </ul>
      {links.length > 0 ? (
        <Button data-frame kind="text" size="small" className="-ml-2" onClick={() => openDialog({ kind: "links" })}>
          {t("links.all", { count: links.length })}
        </Button>
      ) : null}
    </Panel>
  );
}

/** Channel, title and day of one submission. */
export function LinkLine({ link }: { link: Pick<RoomLink, "channel" | "title" | "receivedAt" | "number"> }) {
  const { i18n } = useTranslation("room");
  const now = useNow("minute");
  return (
    <>
      <Tag>{inLanguage(channels[link.channel], i18n.language)}</Tag>
      <span className="min-w-0 flex-1 truncate" title={`${link.number}　${link.title}`}>
        {link.title}
      </span>
      <span className="shrink-0 text-12 text-text-3">{formatShort(link.receivedAt, now)}</span>
    </>
  );
}
