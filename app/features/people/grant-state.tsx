import type { GrantView } from "#domain/people/register.ts";
import { formatDate, formatShort } from "../../ui/format.ts";
import { Icon, TimerMark } from "../../ui/icons.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useTexts } from "./texts.ts";

/** From so many days on an end is not yet worth a word. */
const WORTH_SAYING_DAYS = 60;

/** The state of a grant: 有效, 余 n 天 (amber within thirty days), 待生效, 已到期, or the day it was revoked and why. */
export function GrantState({ grant, now }: { grant: GrantView; now: string }) {
  const t = useTexts();
  if (grant.state === "revoked") {
    const text = t("state.revoked", { day: formatShort(grant.revokedAt!, now), reason: grant.revokeReason ?? "" });
    return (
      <Tag icon="ban" title={text} className="max-w-full">
        <span className="truncate">{text}</span>
      </Tag>
    );
  }
  if (grant.state === "over") return <Tag>{t("state.over")}</Tag>;
  if (grant.state === "coming")
    return (
      <Tag tone="act" icon="clock">
        {t("state.coming")}
      </Tag>
    );
  if (grant.state === "soon")
    return (
      <Tag tone="warn" className="font-bold">
        <TimerMark face="soon" size={14} />
        {t("state.left", { count: grant.daysLeft })}
      </Tag>
    );
  if (grant.daysLeft <= WORTH_SAYING_DAYS)
    return (
      <span className="inline-flex h-tag items-center gap-1 text-12 text-text-2">
        <Icon name="clock" size={14} />
        {t("state.left", { count: grant.daysLeft })}
      </span>
    );
  return (
    <Tag tone="ok" icon="check">
      {t("state.live")}
    </Tag>
  );
}

/** The end of a grant, exclusive; that of a revoked one is struck. */
export function GrantEnd({ grant }: { grant: GrantView }) {
  const day = formatDate(grant.notAfter);
  return grant.state === "revoked" ? <s>{day}</s> : day;
}
