import { useTranslation } from "react-i18next";
import { rungNames } from "#domain/incidents/assignment-machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Avatar } from "../../../ui/avatar.tsx";
import { Button } from "../../../ui/button.tsx";
import { cx } from "../../../ui/class-names.ts";
import { formatTime } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { Tag } from "../../../ui/tag.tsx";
import { toast } from "../../../ui/toasts.tsx";
import { isUnsent, useItemsOf, useOutbox } from "../../offline/offline.tsx";
import type { OutboxItem } from "../../offline/outbox-item.ts";
import { copyText } from "../../offline/queue.ts";
import { PHONE, useMedia } from "../board/use-media.ts";
import { EntryText } from "./entry-texts.tsx";
import { useRoom } from "./room-context.ts";
import { isChangeable } from "./taken-back.ts";

/** The words of an item, as they are read and copied: what was done, to what, and what was written. */
export function useItemWords(): (item: OutboxItem) => string {
  const { t, i18n } = useTranslation("offline");
  return (item) => {
    const name = item.about?.name ?? "";
    switch (item.intent) {
      case "post":
        return item.text;
      case "head-count":
        return t("words.headCount", { count: item.count ?? 0 });
      case "accept":
        return `${inLanguage(rungNames.accepted, i18n.language)} ${name}`;
      case "arrive":
        return `${inLanguage(rungNames.arrived, i18n.language)} ${name}`;
      default: {
        const what = t(`words.${item.intent}`, { name });
        return item.text ? t("words.with", { what, text: item.text }) : what;
      }
    }
  };
}

const timeOf = (item: OutboxItem) => item.eventTime ?? item.writtenAt;

/** Copies texts that the server does not have. */
export function useCopyItems(): (items: readonly OutboxItem[]) => Promise<void> {
  const { t } = useTranslation("offline");
  const words = useItemWords();
  return async (items) => {
    await navigator.clipboard.writeText(
      copyText(items as never, (item) => `${formatTime(timeOf(item))} ${words(item)}`),
    );
    toast({ title: t("copied") });
  };
}

/** On a desk: what waits for the network or was refused, above the composer. */
export function WaitingList() {
  const isPhone = useMedia(PHONE);
  const { t } = useTranslation("offline");
  const { incidentId } = useRoom();
  const items = useItemsOf(incidentId).filter(isUnsent);
  const copy = useCopyItems();
  if (isPhone || items.length === 0) return null;
  return (
    <section aria-label={t("list.label")} className="-mx-3 border-b border-line bg-surface px-3 pb-2" data-frame>
      <div className="flex h-8 items-center gap-2 text-12">
        <Icon name="clock" size={14} className="text-warn" />
        <h2 className="text-12 text-warn">{t("list.title", { count: items.length })}</h2>
        <span className="text-text-2">{t("list.where")}</span>
        <Button kind="text" size="small" className="ml-auto" onClick={() => void copy(items)}>
          {t("list.copyAll")}
        </Button>
      </div>
      <ul className="flex max-h-[200px] flex-col gap-1.5 overflow-y-auto" data-scroll>
        {items.map((item) => (
          <WaitingRow key={item.commandId} item={item} />
        ))}
      </ul>
    </section>
  );
}

function WaitingRow({ item }: { item: OutboxItem }) {
  const isRefused = item.state === "refused";
  return (
    <li
      className={cx(
        "flex flex-wrap items-center gap-x-2.5 gap-y-0.5 rounded-control border border-dashed py-0.5 pr-1 pl-2.5 text-13",
        isRefused ? "border-bad" : "border-warn",
      )}
    >
      <time dateTime={timeOf(item)} className="text-text-2">
        {formatTime(timeOf(item))}
      </time>
      <span className="max-h-16 min-w-0 flex-1 overflow-y-auto break-words whitespace-pre-wrap">
        <Words item={item} />
      </span>
      <Acts item={item} />
      <StateTag item={item} />
      <Why item={item} />
    </li>
  );
}

function Words({ item }: { item: OutboxItem }) {
  const { t } = useTranslation("offline");
  const words = useItemWords();
  return (
    <>
      {item.intent === "post" ? (
        <EntryText text={item.text} names={item.mentions.map((one) => one.name)} query="" />
      ) : (
        words(item)
      )}
      {item.files.length > 0 ? (
        <span
          className={cx("inline-flex items-center gap-1 text-text-2", item.text !== "" && "ml-3")}
          title={item.files.map((file) => file.name).join("、")}
        >
          <Icon name={item.files.every((file) => file.contentType.startsWith("image/")) ? "image" : "file"} size={14} />
          {item.files.length === 1
            ? item.files[0]!.name
            : t("files.count", { count: item.files.length, name: item.files[0]!.name })}
        </span>
      ) : null}
    </>
  );
}

function StateTag({ item }: { item: OutboxItem }) {
  const { t } = useTranslation("offline");
  const isRefused = item.state === "refused";
  return (
    <Tag tone={isRefused ? "bad" : "warn"} icon={isRefused ? "x" : "clock"}>
      {t(isRefused ? "state.refused" : item.unsaved ? "state.unsaved" : "state.waiting")}
    </Tag>
  );
}

function Why({ item }: { item: OutboxItem }) {
  const { t } = useTranslation("offline");
  const why = item.message ?? (item.unsaved ? t("unsaved.row") : null);
  return why ? (
    <span role="alert" className="w-full pb-0.5 text-12 text-bad">
      {why}
    </span>
  ) : null;
}

/** 改 into the composer or its dialog, 撤回 with a way back, and for a refused one 重发 and 复制. */
function Acts({ item }: { item: OutboxItem }) {
  const { t } = useTranslation("offline");
  const { takeBack } = useRoom();
  const outbox = useOutbox();
  const copy = useCopyItems();
  const size = useMedia(PHONE) ? "phone" : "small";
  const withdraw = async () => {
    const taken = await outbox.takeBack(item.commandId);
    if (!taken) return;
    const again = () => void outbox.putBack(taken);
    toast({ tone: "info", title: t("withdrawn"), action: { label: t("undo"), run: again }, key: item.commandId });
  };
  return (
    <span className="inline-flex items-center">
      {item.state === "refused" ? (
        <>
          <Button kind="text" size={size} onClick={() => void outbox.retry(item.commandId)}>
            {t("act.resend")}
          </Button>
          <Button kind="text" size={size} onClick={() => void copy([item])}>
            {t("act.copy")}
          </Button>
        </>
      ) : null}
      {isChangeable(item) ? (
        <Button kind="text" size={size} onClick={() => takeBack(item)}>
          {t("act.change")}
        </Button>
      ) : null}
      <Button kind="text" size={size} onClick={() => void withdraw()}>
        {t("act.withdraw")}
      </Button>
    </span>
  );
}

/** At the end of the timeline: what is being recorded; on a phone also what waits, under a divider. */
export function OutboxRows() {
  const isPhone = useMedia(PHONE);
  const { t } = useTranslation("offline");
  const { incidentId } = useRoom();
  const items = useItemsOf(incidentId);
  const going = items.filter((item) => !isUnsent(item));
  const waiting = isPhone ? items.filter(isUnsent) : [];
  return (
    <>
      {going.map((item) => (
        <GoingRow key={item.commandId} item={item} />
      ))}
      {waiting.length > 0 ? (
        <li className="flex items-center gap-3 px-4 py-2 text-14 font-bold text-warn">
          <span className="h-px flex-1 bg-warn-line" />
          {t("list.since")}
          <span className="h-px flex-1 bg-warn-line" />
        </li>
      ) : null}
      {waiting.map((item) => (
        <PhoneRow key={item.commandId} item={item} />
      ))}
    </>
  );
}

function PhoneRow({ item }: { item: OutboxItem }) {
  const { me } = useRoom();
  return (
    <li
      className={cx(
        "mx-4 my-1.5 rounded-control border border-dashed px-3 py-1.5 text-14",
        item.state === "refused" ? "border-bad" : "border-warn",
      )}
    >
      <div className="flex items-center gap-2">
        <time dateTime={timeOf(item)} className="text-text-2">
          {formatTime(timeOf(item))}
        </time>
        <b className="mr-auto">{me.name}</b>
        <StateTag item={item} />
      </div>
      <div className="break-words whitespace-pre-wrap">
        <Words item={item} />
      </div>
      <div className="-mx-2 flex flex-wrap items-center">
        <Acts item={item} />
        <Why item={item} />
      </div>
    </li>
  );
}

function GoingRow({ item }: { item: OutboxItem }) {
  const { t } = useTranslation("offline");
  const { me } = useRoom();
  const uploading = item.state === "sending" ? item.files.filter((file) => !file.sent).length : 0;
  return (
    <li className="grid grid-cols-[40px_26px_minmax(0,1fr)] gap-x-2 px-3.5 py-1 text-13 phone:grid-cols-[40px_minmax(0,1fr)] phone:px-4 phone:text-14">
      <time dateTime={timeOf(item)} className="pt-0.5 text-text-2">
        {formatTime(timeOf(item))}
      </time>
      <span className="flex justify-center phone:hidden">
        <Avatar name={me.name} decorative />
      </span>
      <div className="min-w-0 pr-2 break-words">
        <div className="flex min-h-6 flex-wrap items-center gap-x-2 gap-y-1">
          <b>{me.name}</b>
          <span className="text-text-2">{me.unitName}</span>
          <span role="status" className="inline-flex items-center gap-1.5 text-12 text-text-3">
            <Icon name="spinner" size={14} className="animate-spin" />
            {uploading > 0 ? t("state.uploading", { count: uploading }) : t("state.sending")}
          </span>
        </div>
        <div className="whitespace-pre-wrap text-text-2">
          <Words item={item} />
        </div>
      </div>
    </li>
  );
}
