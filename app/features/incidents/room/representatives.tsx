import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import type { RoomRepresentative } from "#domain/incidents/room.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Icon } from "../../../ui/icons.tsx";
import { Facts } from "../../../ui/page.tsx";
import { MaskedField } from "../../audit/masked-field.tsx";
import { useMay, useMayNow, useRoom, useRoomState } from "./room-context.ts";

/** At most so many represent one shared matter of a visit (Art. 20 ¶3); the server keeps the rule. */
const MOST = 5;
/** Stands for a number that is not part of the page. */
const MASK = "***********";

/** 代表 by matter. A name opens the matter, the masked telephone number, and taking the person off the list. */
export function Representatives() {
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
          {people.map((one, i) => (
            <Fragment key={one.id}>
              {i > 0 ? t("representatives.comma") : null}
              <Representative one={one} />
            </Fragment>
          ))}
          <span className="text-text-2">{t("representatives.count", { count: people.length, most: MOST })}</span>
        </div>
      ))}
      {mayAdd ? (
        <Button
          data-frame
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

function Representative({ one }: { one: RoomRepresentative }) {
  const { t } = useTranslation("room");
  const { openDialog } = useRoom();
  const mayReveal = useMay("incidents.representative.add");
  const mayRemove = useMayNow("incidents.representative.remove");
  const phone = one.hasPhone ? (
    <Icon name="phone" size={12} label={t("representatives.masked")} className="ml-0.5 inline text-text-3" />
  ) : null;
  if (!mayRemove && !(mayReveal && one.hasPhone))
    return (
      <>
        {one.name}
        {phone}
      </>
    );
  return (
    <button
      type="button"
      onClick={() => openDialog({ kind: "representative", id: one.id })}
      className="inline min-h-6 rounded-tag hover:text-act hover:underline phone:min-h-phone"
    >
      {one.name}
      {phone}
    </button>
  );
}

/** One representative: the matter, the telephone number behind its reason, and taking the person off the list. */
export function RepresentativeCard({ one, onClose }: { one: RoomRepresentative; onClose: () => void }) {
  const { t } = useTranslation("room");
  const { openDialog, reachable } = useRoom();
  const mayReveal = useMay("incidents.representative.add");
  const mayRemove = useMayNow("incidents.representative.remove");
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={one.name}
      foot={
        mayRemove ? (
          <Button
            kind="careful"
            can={reachable}
            onClick={() => openDialog({ kind: "remove-representative", id: one.id })}
          >
            {t("representatives.removeThis")}
          </Button>
        ) : undefined
      }
    >
      <Facts
        items={[
          { label: t("representatives.matter"), value: one.matter },
          {
            label: t("representatives.phone"),
            value:
              one.hasPhone && mayReveal ? (
                <MaskedField kind="representative" id={one.id} field="phone" of={one.name} masked={MASK} />
              ) : one.hasPhone ? (
                MASK
              ) : (
                t("representatives.noPhone")
              ),
          },
        ]}
      />
    </Dialog>
  );
}
