import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Band } from "../../../ui/band.tsx";
import { formatDateTime } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { useRoomState } from "../room/room-context.ts";

/** Over a room that is merged away: since when, by whom, why, and the way to where it goes on. The page itself is as it was. */
export function MergedBand() {
  const { t } = useTranslation("shape");
  const { mergedInto } = useRoomState("shape");
  if (!mergedInto) return null;
  const { mergeId, id, number, title, at, by, reason } = mergedInto;
  return (
    <Band
      shape="strip"
      live
      title={t("band.title", { number })}
      actions={
        <>
          <Link to={`/incidents/${id}/merges/${mergeId}`} className="py-0.5 text-act hover:underline">
            {t("band.timelines")}
          </Link>
          <Link to={`/incidents/${id}`} className="py-0.5 font-bold text-act hover:underline">
            {t("band.goOn", { number })}
          </Link>
        </>
      }
    >
      {t("band.text", { time: formatDateTime(at), by, title, reason })}
    </Band>
  );
}

/** In place of the composer. */
export function MergedLine({ into }: { into: string }) {
  const { t } = useTranslation("shape");
  return (
    <p className="flex min-h-10 items-center gap-2 text-text-2">
      <Icon name="lock" />
      {t("band.closed", { number: into })}
    </p>
  );
}
