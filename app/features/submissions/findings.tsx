import { useLocation } from "@remix-run/react";
import { type ProblemKind, problemKinds } from "#domain/submissions/imports.ts";
import type { ImportPage } from "#domain/submissions/queries/import-page.server.ts";
import { TextLink } from "../../ui/button.tsx";
import { formatNumber } from "../../ui/format.ts";
import { Icon } from "../../ui/icons.tsx";
import { TabLinks } from "../../ui/tabs.tsx";
import { useListSearch, useSentence, useTexts } from "./texts.ts";

/** 错误 存疑 重复: row, column and reason of what was found, a few at first. */
export function Findings({ page: { view, kind, all, lines } }: { page: ImportPage }) {
  const t = useTexts();
  const say = useSentence();
  const { pathname } = useLocation();
  const search = useListSearch();
  const { bad, doubtful, duplicates, already } = view.figures;
  const counts: Record<ProblemKind, number> = { bad, doubtful, duplicate: duplicates + already };
  const to = (params: Record<string, string>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(params)) next.set(name, value);
    return `${pathname}?${next}`;
  };
  const rows = new Set(lines.map((line) => line.row)).size;
  const rest = counts[kind] - rows;
  const any = bad + doubtful + duplicates + already > 0;
  return (
    <div>
      <TabLinks
        label={t("import.kinds")}
        value={kind}
        items={problemKinds.map((one) => ({
          id: one,
          to: to({ kind: one }),
          label: t(`import.figure.${one}`),
          count: counts[one],
        }))}
      />
      {lines.length === 0 ? (
        <p className="py-3 text-13 text-text-3">{t(`import.clean.${kind}`)}</p>
      ) : (
        <table className="w-full text-12">
          <caption className="sr-only">{t(`import.figure.${kind}`)}</caption>
          <thead>
            <tr className="h-7 text-left text-text-2">
              <th scope="col" className="w-12 border-b border-line pr-5 text-right">
                {t("import.row")}
              </th>
              <th scope="col" className="w-20 border-b border-line pr-2">
                {t("import.column")}
              </th>
              <th scope="col" className="border-b border-line">
                {t("import.reason")}
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <tr key={`${line.row}/${line.column}/${line.code}`} className="h-7 align-top">
                <td className="border-b border-line py-1 pr-5 text-right text-text-2 tabular-nums">{line.row}</td>
                <td className="border-b border-line py-1 pr-2 break-all">{line.column}</td>
                <td className="border-b border-line py-1 break-words">{say(line.reason)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <div className="flex flex-wrap items-center gap-3 pt-2 text-13">
        {rest > 0 && !all ? (
          <TextLink to={to({ kind, rows: "all" })} className="min-h-6">
            {t("import.rest", { count: formatNumber(rest) })}
          </TextLink>
        ) : null}
        {all && counts[kind] > 0 ? (
          <TextLink to={to({ kind })} className="min-h-6">
            {t("import.fewer")}
          </TextLink>
        ) : null}
        {all && rest > 0 ? <span className="text-12 text-text-3">{t("import.cut")}</span> : null}
        {any ? (
          <a
            href={`/submissions/import/${view.id}/problems`}
            download
            className="ml-auto inline-flex min-h-6 items-center gap-1.5 text-act underline-offset-3 hover:underline"
          >
            <Icon name="download" />
            {t("import.download")}
          </a>
        ) : null}
      </div>
    </div>
  );
}
