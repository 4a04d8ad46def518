import { useTranslation } from "react-i18next";
import { AbsorbedIncidents } from "../shape/absorbed-incidents.tsx";
import { Panel } from "./panel.tsx";
import { Representatives } from "./representatives.tsx";
import { useMayNow, useRoom, useRoomState } from "./room-context.ts";

/** What is so: cause, representatives by matter, where it came from. */
export function FactsPanel() {
  const { t } = useTranslation("room");
  const { openDialog, reachable } = useRoom();
  const facts = useRoomState("facts");
  const links = useRoomState("links");
  const mayEdit = useMayNow("incidents.facts.edit");
  const sources = links.filter((link) => link.type === "source").length;
  return (
    <Panel
      title={t("facts.title")}
      action={
        mayEdit
          ? { label: t("facts.edit"), icon: "pencil", can: reachable, onPress: () => openDialog({ kind: "facts" }) }
          : null
      }
    >
      <dl className="grid grid-cols-[34px_minmax(0,1fr)] gap-x-2 gap-y-0.5 text-12 phone:grid-cols-[48px_minmax(0,1fr)] phone:text-14">
        <dt className="text-text-3">{t("facts.cause")}</dt>
        <dd className="break-words whitespace-pre-wrap">
          {facts.cause || <span className="text-text-3">{t("facts.noCause")}</span>}
        </dd>
        <dt className="text-text-3">{t("facts.representatives")}</dt>
        <dd>
          <Representatives />
        </dd>
        <dt className="text-text-3">{t("facts.source")}</dt>
        <dd>{sources > 0 ? t("facts.fromSubmissions", { count: sources }) : t("facts.reportedDirectly")}</dd>
        <AbsorbedIncidents />
        {facts.outcome ? (
          <>
            <dt className="text-text-3">{t("facts.outcome")}</dt>
            <dd className="break-words whitespace-pre-wrap">{facts.outcome}</dd>
          </>
        ) : null}
      </dl>
    </Panel>
  );
}
