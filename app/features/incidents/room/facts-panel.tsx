import { useTranslation } from "react-i18next";
import type { RoomRepresentative } from "#domain/incidents/room.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { Icon } from "../../../ui/icons.tsx";
import { Panel } from "./panel.tsx";
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

/** At most so many represent one shared matter of a visit (Art. 20 ¶3); the server keeps the rule. */
const MOST = 5;

function Representatives() {
  const { t } = useTranslation("room");
  const { openDialog, reachable } = useRoom();
  const all = useRoomState("representatives");
  const mayAdd = useMayNow("incidents.representative.add");
  const matters = new Map<string, RoomRepresentative[]>();
  for (const one of all) matters.set(one.matter, [...(matters.get(one.matter) ?? []), one]);
  return (
    <div className="flex flex-col items-start gap-0.5">
      {all.length === 0 ? <span className="text-text-3">{t("representatives.none")}</span> : null}
      {[...matters].map(([matter, people]) => (
        <div key={matter}>
          {matters.size > 1 ? <span className="text-text-3">{matter}　</span> : null}
          <span>
            {people.map((one, i) => (
              <Representative key={one.id} one={one} last={i === people.length - 1} />
            ))}
          </span>
          <span className="text-text-2">{t("representatives.count", { count: people.length, most: MOST })}</span>
        </div>
      ))}
      {mayAdd ? (
        <Button
          kind="text"
          size="small"
          icon="plus"
          can={reachable}
          className="-ml-2 phone:min-h-phone"
          onClick={() => openDialog({ kind: "add-representative", matter: all.at(-1)?.matter })}
        >
          {t("representatives.add")}
        </Button>
      ) : null}
    </div>
  );
}

/** A name; the telephone number is masked, and only that there is one is said here. */
function Representative({ one, last }: { one: RoomRepresentative; last: boolean }) {
  const { t } = useTranslation("room");
  const { openDialog, reachable } = useRoom();
  const mayRemove = useMayNow("incidents.representative.remove");
  return (
    <span className="group/one whitespace-nowrap">
      {one.name}
      {one.hasPhone ? (
        <Icon name="phone" size={12} label={t("representatives.masked")} className="ml-0.5 inline text-text-3" />
      ) : null}
      {mayRemove ? (
        <IconButton
          icon="x"
          size="small"
          can={reachable}
          label={t("representatives.remove", { name: one.name })}
          onClick={() => openDialog({ kind: "remove-representative", id: one.id })}
          className="!hidden !size-5 align-middle group-focus-within/one:!inline-grid group-hover/one:!inline-grid [@media(hover:none)]:!inline-grid [@media(hover:none)]:!size-6"
        />
      ) : null}
      {last ? null : t("representatives.comma")}
    </span>
  );
}
