import { useTranslation } from "react-i18next";
import { cx } from "../ui/class-names.ts";
import { Icon } from "../ui/icons.tsx";

/** Whether this page hears of changes at once. `waiting`: entries of one's own that the server does not have yet. */
export type Connection =
  | { state: "live" }
  | { state: "retrying"; seconds: number }
  | { state: "offline"; waiting: number };

/** 实时 已连接 / 重连中 n 秒 / 离线 n 条: shape and words, not colour alone. */
export function ConnectionState({ connection }: { connection: Connection }) {
  const { t } = useTranslation("shell");
  const { state } = connection;
  return (
    <span
      role="status"
      className={cx(
        "inline-flex h-control items-center gap-2 whitespace-nowrap rounded-control px-2 text-13 text-bar-text",
        state === "offline" && "border border-bar-warn",
      )}
    >
      {state === "live" ? (
        <span aria-hidden="true" className="mark grid size-3.5 place-content-center rounded-full border border-bar-ok">
          <span className="size-2.5 rounded-full bg-bar-ok" />
        </span>
      ) : null}
      {state === "retrying" ? (
        <span aria-hidden="true" className="mark size-2.5 rounded-full border-2 border-bar-warn" />
      ) : null}
      {state === "offline" ? <Icon name="wifi-off" className="text-bar-warn" /> : null}
      {state === "live" ? t("connection.live") : null}
      {state === "retrying" ? t("connection.retrying", { count: connection.seconds }) : null}
      {state === "offline"
        ? connection.waiting > 0
          ? t("connection.offlineWaiting", { count: connection.waiting })
          : t("connection.offline")
        : null}
    </span>
  );
}
