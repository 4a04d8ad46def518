import { useTranslation } from "react-i18next";
import type { ReportAddresseeView } from "#domain/incidents/reports/queries/report-page.server.ts";
import { Button, IconButton } from "../../../ui/button.tsx";
import { formatTime } from "../../../ui/format.ts";
import { Icon } from "../../../ui/icons.tsx";
import { Timer } from "../../../ui/timer.tsx";
import { useReport } from "./use-report.ts";

/** 主送 and 抄送, each with its limit, or with when it had the report. */
export function AddresseeBar() {
  const { t } = useTranslation("reports");
  const { view, openDialog } = useReport();
  const writes = view.writing && view.can["incidents.report.write"] === true;
  const of = (copy: boolean) => view.addressees.filter((one) => one.copy === copy);
  return (
    <div
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-surface px-4 py-1.5 text-13"
      data-frame
    >
      {[false, true].map((copy) =>
        of(copy).length > 0 ? (
          <span key={String(copy)} className="contents">
            <span className="text-12 text-text-2">{t(copy ? "address.copy" : "address.main")}</span>
            {of(copy).map((one) => (
              <Chip key={one.id} addressee={one} writes={writes} />
            ))}
          </span>
        ) : null,
      )}
      {view.addressees.length === 0 ? <span className="text-text-2">{t("address.none")}</span> : null}
      {writes ? (
        <Button kind="text" icon="plus" onClick={() => openDialog({ kind: "address" })}>
          {t("address.add")}
        </Button>
      ) : null}
      <span className="ml-auto text-12 text-text-2 phone:ml-0">
        {t("address.note")} ｜ {t("address.source")}
      </span>
    </div>
  );
}

function Chip({ addressee, writes }: { addressee: ReportAddresseeView; writes: boolean }) {
  const { t } = useTranslation("reports");
  const { view, act, openDialog } = useReport();
  const { sentAt, receivedAt } = addressee;
  const mayReceive = sentAt !== null && receivedAt === null && view.can["incidents.report.write"] === true;
  return (
    <span className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-control border border-line-2 pl-2.5 pr-1">
      <span className="truncate">{addressee.name}</span>
      {addressee.due ? <Timer dueAt={addressee.due.at} startedAt={addressee.due.from} show="due" /> : null}
      {receivedAt ? (
        <span className="inline-flex items-center gap-1 pr-1 text-12 text-ok">
          <Icon name="check" size={12} />
          {t("address.received", { time: formatTime(receivedAt), by: addressee.receivedBy })}
        </span>
      ) : sentAt ? (
        <span className="pr-1 text-12 text-text-2">{t("address.sent", { time: formatTime(sentAt) })}</span>
      ) : null}
      {mayReceive ? (
        <Button
          size="small"
          onClick={() => openDialog({ kind: "receive", addresseeId: addressee.id, name: addressee.name })}
        >
          {t("address.receive")}
        </Button>
      ) : null}
      {writes ? (
        <IconButton
          icon="x"
          size="small"
          label={t("address.remove", { name: addressee.name })}
          onClick={() => void act("remove-addressee", { addresseeId: addressee.id })}
        />
      ) : (
        <span className="pr-1" />
      )}
    </span>
  );
}
