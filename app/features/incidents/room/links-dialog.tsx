import { useTranslation } from "react-i18next";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { LinkLine } from "./links-panel.tsx";
import { useMay, useRoom, useRoomState } from "./room-context.ts";

/** 全部关联信访件, each with its number; a link is ended with a reason. */
export function LinksDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation("room");
  const { openDialog, reachable } = useRoom();
  const links = useRoomState("links");
  const mayUnlink = useMay("incidents.submission.unlink");
  const mayLink = useMay("incidents.submissions.link");
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("links.allTitle", { count: links.length })}
      foot={
        mayLink ? (
          <Button icon="link" can={reachable} onClick={() => openDialog({ kind: "link" })}>
            {t("links.link")}
          </Button>
        ) : undefined
      }
    >
      {links.length === 0 ? <p className="text-13 text-text-3">{t("links.none")}</p> : null}
      <ul>
        {links.map((link) => (
          <li
            key={link.id}
            className="flex min-h-row items-center gap-2 border-b border-line text-13 phone:min-h-phone"
          >
            <span className="w-32 shrink-0 text-12 text-text-2 phone:hidden">{link.number}</span>
            <LinkLine link={link} />
            {mayUnlink ? (
              <IconButton
                icon="x"
                size="small"
                can={reachable}
                label={t("links.unlink", { title: link.title })}
                onClick={() => openDialog({ kind: "unlink", id: link.id })}
              />
            ) : null}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
