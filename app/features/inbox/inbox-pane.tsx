import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { InboxIncident } from "#domain/inbox/inbox.ts";
import { useNow } from "../../ui/clock.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatNear } from "../../ui/format.ts";
import { DrillTag, LevelTag, Tag } from "../../ui/tag.tsx";
import { placeOf as whereOf } from "../incidents/board/card-facts.ts";
import { useInboxActs } from "./inbox-context.ts";
import { useItemWords } from "./item-words.ts";
import { PaneCard } from "./pane-card.tsx";
import { PaneEntries, PaneFacts } from "./pane-facts.tsx";
import type { ShownItem } from "./shown-items.ts";

/** The chosen item: what it is about, what is asked, how things stand, what was written last. */
export function InboxPane({ row }: { row: ShownItem | null }) {
  const { t } = useTranslation("inbox");
  const acts = useInboxActs();
  const words = useItemWords();
  if (!row || row.gone?.fate === "hidden") return <EmptyState icon="inbox" title={t("pane.none")} />;
  const incident = acts.incidentOf(row.item);
  return (
    <div className="px-4 py-3" key={row.key}>
      {incident ? (
        <IncidentHead incident={incident} />
      ) : (
        <h2 className="mb-3 text-16">{words(row.item, incident).title}</h2>
      )}
      <PaneCard item={row.item} gone={row.gone} />
      {incident ? (
        <div className="mt-4">
          <PaneFacts incident={incident} />
          <PaneEntries incident={incident} />
        </div>
      ) : null}
    </div>
  );
}

function IncidentHead({ incident }: { incident: InboxIncident }) {
  const { t } = useTranslation("inbox");
  const now = useNow();
  return (
    <header className="-mx-4 mb-3 border-b border-line px-4 pb-3">
      <p className="flex items-center gap-2">
        <LevelTag level={incident.level} />
        {incident.drill ? <DrillTag /> : null}
        {incident.dispatchedUnverified && !incident.verified ? <Tag tone="warn">{t("pane.aheadTag")}</Tag> : null}
        <span className="ml-auto text-12 text-text-2 tabular-nums">{incident.number}</span>
      </p>
      <h2 className="mt-1.5 text-16">
        <Link to={`/incidents/${incident.id}`} className="hover:text-act hover:underline">
          {incident.title}
        </Link>
      </h2>
      <p className="text-text-2">
        {whereOf(incident)}
        <span className="ml-3">{t("pane.occurred", { time: formatNear(incident.occurredAt, now) })}</span>
      </p>
    </header>
  );
}
