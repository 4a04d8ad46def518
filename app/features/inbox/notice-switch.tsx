import { useTranslation } from "react-i18next";
import { Icon } from "../../ui/icons.tsx";
import { toast } from "../../ui/toast-queue.ts";
import { switchNotices, useNoticeState } from "./notices.ts";

/** 桌面提醒: on or off in this browser. The permission is asked for on the press alone. */
export function NoticeSwitch() {
  const { t } = useTranslation("inbox");
  const state = useNoticeState();
  // A browser without notices, and the page before its scripts run, have no switch.
  if (state === "unknown") return null;
  const press = async () => {
    if ((await switchNotices()) === "blocked")
      toast({ tone: "info", key: "notices", title: t("notice.blocked"), text: t("notice.blockedHint") });
  };
  return (
    <button
      type="button"
      role="switch"
      aria-checked={state === "on"}
      onClick={press}
      className="inline-flex h-control items-center gap-1.5 rounded-control px-2 text-13 text-text-2 hover:bg-hover hover:text-act phone:h-phone"
    >
      <Icon name="bell" />
      {t(`notice.${state}`)}
    </button>
  );
}
