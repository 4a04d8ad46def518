import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { useMay, useRoom, useRoomState } from "../room/room-context.ts";

/** Incidents that are part of this one; who leads finds their pages and the record of the merge here. */
export function AbsorbedIncidents() {
  const { t } = useTranslation("shape");
  const { incidentId } = useRoom();
  const { absorbed } = useRoomState("shape");
  const leads = useMay("incidents.merge.undo");
  if (absorbed.length === 0) return null;
  return (
    <>
      <dt className="text-text-3">{t("absorbed.label")}</dt>
      <dd>
        <ul>
          {absorbed.map((one) => (
            <li key={one.mergeId} className="flex flex-wrap gap-x-2" title={one.title}>
              {leads ? (
                <>
                  <Link
                    to={`/incidents/${one.id}`}
                    className="inline-flex min-h-6 items-center text-act hover:underline"
                  >
                    {one.number}
                  </Link>
                  <Link
                    to={`/incidents/${incidentId}/merges/${one.mergeId}`}
                    className="inline-flex min-h-6 items-center text-act hover:underline"
                  >
                    {t("absorbed.record")}
                  </Link>
                </>
              ) : (
                one.number
              )}
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}
