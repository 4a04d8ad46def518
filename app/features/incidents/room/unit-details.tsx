import { useTranslation } from "react-i18next";
import { assignmentMachine, assignmentRoles, rungNames, rungs } from "#domain/incidents/assignment-machine.ts";
import type { RoomUnit } from "#domain/incidents/room.ts";
import { can } from "#domain/kernel/machine.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Button } from "../../../ui/button.tsx";
import { useNow } from "../../../ui/clock.ts";
import { formatNear } from "../../../ui/format.ts";
import { Facts } from "../../../ui/page.tsx";
import { Popover } from "../../../ui/popover.tsx";
import { SquareTag } from "../../../ui/tag.tsx";
import { useMayNow, useRoom } from "./room-context.ts";
import { rungTime, rungWho } from "./unit-steps.ts";

/** The unit with its role. The name opens who did each step, what was asked, and what a coordinator may do with its part. */
export function UnitName({ unit }: { unit: RoomUnit }) {
  const { t, i18n } = useTranslation("room");
  const role = inLanguage(assignmentRoles[unit.role], i18n.language);
  return (
    <>
      <SquareTag strong={unit.role === "lead"} title={role}>
        <span aria-hidden="true">{t(`units.square.${unit.role}`)}</span>
        <span className="sr-only">{role}</span>
      </SquareTag>
      <Popover
        label={unit.unitName}
        trigger={
          <button
            type="button"
            title={unit.unitName}
            className="min-h-6 min-w-0 truncate rounded-tag text-left hover:text-act hover:underline"
          >
            {unit.unitName}
          </button>
        }
      >
        {(close) => <Details unit={unit} role={role} onClose={close} />}
      </Popover>
    </>
  );
}

function Details({ unit, role, onClose }: { unit: RoomUnit; role: string; onClose: () => void }) {
  const { t, i18n } = useTranslation("room");
  const { openDialog, reachable } = useRoom();
  const now = useNow("minute");
  const mayWithdraw = useMayNow("incidents.assignment.withdraw") && can(assignmentMachine, unit.state, "withdraw");
  const mayPhone = useMayNow("incidents.assignment.accept-by-phone") && can(assignmentMachine, unit.state, "accept");
  const steps = rungs.flatMap((rung) => {
    const at = rungTime(unit, rung);
    if (at === null) return [];
    const who =
      rung === "accepted" && unit.acceptedVia === "phone"
        ? t("units.phoneBy", { name: unit.acceptedBy ?? "" })
        : rungWho(unit, rung);
    return [{ label: inLanguage(rungNames[rung], i18n.language), value: `${formatNear(at, now)}　${who ?? ""}` }];
  });
  const run = (kind: "phone" | "withdraw") => {
    onClose();
    openDialog({ kind, id: unit.id });
  };
  return (
    <div className="flex min-w-56 flex-col gap-2">
      <p>
        <b>{unit.unitName}</b> <span className="text-text-2">{role}</span>
      </p>
      <Facts
        items={[
          ...steps,
          ...(unit.note ? [{ label: t("units.noteLabel"), value: unit.note }] : []),
          ...(unit.objection ? [{ label: t("units.objectionLabel"), value: unit.objection }] : []),
          ...(unit.settlement ? [{ label: t("units.settlementLabel"), value: unit.settlement }] : []),
        ]}
      />
      {mayPhone || mayWithdraw ? (
        <div className="flex gap-2">
          {mayPhone ? (
            <Button size="small" icon="phone" can={reachable} onClick={() => run("phone")}>
              {t("units.phone")}
            </Button>
          ) : null}
          {mayWithdraw ? (
            <Button size="small" kind="careful" can={reachable} onClick={() => run("withdraw")}>
              {t("units.withdraw")}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
