import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "../../../ui/avatar.tsx";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/class-names.ts";
import { formatTime } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { EntryText } from "./entry-texts.tsx";
import type { OutboxItem } from "./outbox.ts";
import { useRoom } from "./room-context.ts";

const none: readonly OutboxItem[] = [];

/** What is on its way, at the end of the timeline: being recorded, waiting for the network, or refused with its reason. */
export function OutboxRows() {
  const { outbox } = useRoom();
  const items = useSyncExternalStore(
    outbox.subscribe,
    () => outbox.items,
    () => none,
  );
  return (
    <>
      {items.map((item) => (
        <OutboxRow key={item.commandId} item={item} />
      ))}
    </>
  );
}

const faces = { sending: "neutral", kept: "neutral", waiting: "warn", refused: "bad" } as const;

function OutboxRow({ item }: { item: OutboxItem }) {
  const { t } = useTranslation("room");
  const { outbox, me, takeBack } = useRoom();
  const going = item.state === "sending" || item.state === "kept";
  const copy = async () => {
    await navigator.clipboard.writeText(item.text);
    toast({ title: t("outbox.copied") });
  };
  return (
    <li
      className={cx(
        "grid grid-cols-[40px_26px_minmax(0,1fr)] gap-x-2 px-3.5 py-1 text-13 phone:grid-cols-[40px_minmax(0,1fr)] phone:px-4 phone:text-14",
        !going && "mx-3 my-1 rounded-control border border-dashed !px-0.5",
        item.state === "waiting" && "border-warn",
        item.state === "refused" && "border-bad",
      )}
    >
      <time dateTime={item.eventTime ?? item.writtenAt} className="pt-0.5 text-text-2">
        {formatTime(item.eventTime ?? item.writtenAt)}
      </time>
      <span className="flex justify-center phone:hidden">
        <Avatar name={me.name} decorative />
      </span>
      <div className="min-w-0 pr-2 break-words">
        <div className="flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1">
          <b>{me.name}</b>
          <span className="text-text-2">{me.unitName}</span>
          {going ? (
            <span role="status" className="inline-flex items-center gap-1.5 text-12 text-text-3">
              <Icon name="spinner" size={14} className="animate-spin" />
              {item.uploading ? t("outbox.uploading", { count: item.uploading }) : t("outbox.sending")}
            </span>
          ) : (
            <Tag tone={faces[item.state]} icon={item.state === "waiting" ? "clock" : "x"}>
              {t(`outbox.${item.state}`)}
            </Tag>
          )}
        </div>
        <div className={cx("whitespace-pre-wrap", going && "text-text-2")}>
          {item.intent === "head-count" ? (
            t("outbox.count", { count: item.count ?? 0 })
          ) : (
            <EntryText text={item.text} names={item.mentions.map((one) => one.name)} query="" />
          )}
        </div>
        {item.files.length > 0 ? (
          <div className="text-12 text-text-3">{item.files.map((file) => file.name).join("、")}</div>
        ) : null}
        {going ? null : (
          <div className="flex flex-wrap items-center gap-1 py-0.5" data-frame>
            {item.message ? (
              <span role="alert" className="mr-2 text-12 text-bad">
                {item.message}
              </span>
            ) : null}
            <Button size="small" icon="refresh" onClick={() => outbox.retry(item.commandId)}>
              {t("outbox.retry")}
            </Button>
            <Button kind="text" size="small" onClick={() => takeBack(item)}>
              {t("outbox.takeBack")}
            </Button>
            {item.text ? (
              <Button kind="text" size="small" onClick={copy}>
                {t("outbox.copy")}
              </Button>
            ) : null}
          </div>
        )}
      </div>
    </li>
  );
}
