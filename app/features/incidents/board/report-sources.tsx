import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ReportSource } from "#domain/incidents/queries/report-sources.server.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { channels } from "#domain/submissions/channels.ts";
import { IconButton } from "../../../ui/button.tsx";
import { formatDateTime } from "../../../ui/format.ts";
import { useLocale } from "../../../ui/use-format.ts";

/** Where the list of submissions leaves what was selected when it is too much for an address: a JSON list of ids. */
export const SOURCES_KEY = "lianxi.report.from";

/** The ids a report is to be made from: of the address (`from=id,id`), else of the list's selection. */
export function sourceIds(from: string | null, stored: string | null): string[] {
  const ids = from ? from.split(",") : listed(stored);
  return [...new Set(ids.map((id) => id.trim()).filter((id) => /^[0-9a-f-]{36}$/i.test(id)))].slice(0, 500);
}

function listed(stored: string | null): string[] {
  try {
    const value: unknown = JSON.parse(stored ?? "[]");
    return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
  } catch {
    return [];
  }
}

/** The submissions chosen for this report; null while they load. `drop` leaves one out. */
export function useReportSources(from: string | null) {
  const [ids] = useState(() => sourceIds(from, stored()));
  const [sources, setSources] = useState<ReportSource[] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (ids.length === 0) return setSources([]);
    const stop = new AbortController();
    const load = async () => {
      const response = await fetch("/incidents/report-sources", {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json" },
        body: JSON.stringify({ ids }),
        signal: stop.signal,
      });
      if (!response.ok) throw new Error(String(response.status));
      setSources(((await response.json()) as { sources: ReportSource[] }).sources);
    };
    load().catch(() => !stop.signal.aborted && setFailed(true));
    return () => stop.abort();
  }, [ids]);
  return {
    ids,
    sources,
    failed,
    drop: (id: string) => setSources((before) => before?.filter((one) => one.id !== id) ?? null),
  };
}

function stored(): string | null {
  try {
    return sessionStorage.getItem(SOURCES_KEY);
  } catch {
    return null;
  }
}
/** The selection has become an incident, or was given up. */
export function forgetSources(): void {
  try {
    sessionStorage.removeItem(SOURCES_KEY);
  } catch {
    // Nothing was kept.
  }
}

/** What the report is made from, each with a way to leave it out. */
export function ReportSources({ sources, onDrop }: { sources: readonly ReportSource[]; onDrop: (id: string) => void }) {
  const { t } = useTranslation("board");
  const locale = useLocale();
  return (
    <section className="mb-3 rounded-control border border-line-2">
      <h3 className="border-b border-line bg-sunken px-3 py-1 text-12 text-text-2">
        {t("report.sources", { count: sources.length })}
      </h3>
      <ul className="max-h-[124px] overflow-y-auto" data-scroll>
        {sources.map((source) => (
          <li
            key={source.id}
            className="flex items-center gap-2.5 border-b border-line px-3 py-1 text-12 last:border-b-0"
          >
            <span className="shrink-0 text-text-2">{inLanguage(channels[source.channel], locale)}</span>
            <span className="min-w-0 flex-1 truncate text-13">{source.title}</span>
            <span className="shrink-0 text-text-3 tabular-nums phone:hidden">{formatDateTime(source.receivedAt)}</span>
            <IconButton
              icon="x"
              size="small"
              label={t("report.dropSource", { title: source.title })}
              onClick={() => onDrop(source.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
