import { Link, useNavigate } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { TemplateLine, TemplatesPage as View } from "#domain/incidents/templates/queries/templates-page.server.ts";
import { ButtonLink } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatDate } from "../../ui/format.ts";
import { Page } from "../../ui/page.tsx";
import { Tag } from "../../ui/tag.tsx";
import { AdminHead } from "../people/admin-head.tsx";
import { TemplateEditor } from "./template-editor.tsx";
import { TemplateShown } from "./template-shown.tsx";

/** 事件模板: what an office does first, kind by kind. Left the lists of the offices, right one template. */
export function TemplatesPage({ view }: { view: View }) {
  const { t } = useTranslation("templates");
  const navigate = useNavigate();
  const { list, chosen, start, offices } = view;
  const open = chosen !== null || start !== null;
  return (
    <Page
      ownScroll
      head={
        <AdminHead
          tab="templates"
          actions={
            offices.length > 0 ? (
              <ButtonLink to="/admin/templates?new=1" icon="plus" className="noscript:hidden">
                {t("add")}
              </ButtonLink>
            ) : undefined
          }
        />
      }
    >
      <nav
        aria-label={t("list")}
        data-scroll
        className={cx(
          "w-80 shrink-0 overflow-y-auto border-r border-line narrow:w-64 phone:w-full",
          open && "phone:hidden",
        )}
      >
        <Lists list={list} chosenId={chosen?.id ?? null} />
      </nav>
      <div className={cx("min-w-0 flex-1 overflow-y-auto", !open && "phone:hidden")} data-scroll>
        {start ? (
          <TemplateEditor
            key="new"
            personId={view.personId}
            offices={offices}
            start={start}
            onSaved={(id) => navigate(`/admin/templates?id=${id}`)}
          />
        ) : chosen ? (
          chosen.edit === true && !chosen.closed ? (
            <>
              <TemplateEditor
                key={`${chosen.id}/${chosen.version}`}
                personId={view.personId}
                template={chosen}
                start={chosen}
              />
              <noscript>
                <TemplateShown template={chosen} mayAdd={false} withoutScripts />
              </noscript>
            </>
          ) : (
            <TemplateShown key={chosen.id} template={chosen} mayAdd={offices.length > 0} />
          )
        ) : (
          <EmptyState
            icon="book"
            title={list.length > 0 ? t("choose") : t("none")}
            text={list.length > 0 ? t("chooseText") : t("noneText")}
          />
        )}
      </div>
    </Page>
  );
}

/** One list an office, in its own order; what is no longer offered stands last. */
function Lists({ list, chosenId }: { list: TemplateLine[]; chosenId: string | null }) {
  const { t } = useTranslation("templates");
  const offices = [...new Map(list.map((line) => [line.unitId, line.unitName]))];
  return offices.map(([unitId, name]) => (
    <section key={unitId} className="py-2">
      <h2 className="px-4 py-1 text-12 text-text-2">{name}</h2>
      <ul>
        {list
          .filter((line) => line.unitId === unitId)
          .sort((a, b) => Number(a.closed) - Number(b.closed))
          .map((line) => (
            <li key={line.id}>
              <Link
                to={`/admin/templates?id=${line.id}`}
                aria-current={line.id === chosenId ? "page" : undefined}
                className={cx(
                  "flex min-h-9 items-center gap-2 px-4 py-1 text-13 hover:bg-hover phone:min-h-11",
                  line.id === chosenId && "bg-act-tint font-bold text-act",
                  line.closed && "text-text-3",
                )}
              >
                <span className="min-w-0 flex-1 truncate">{line.kind}</span>
                {line.closed ? <Tag icon="archive">{t("closed")}</Tag> : null}
                <span className="text-12 font-normal text-text-3 tabular-nums">
                  {t("version", { version: line.version })} {formatDate(line.updatedAt)}
                </span>
              </Link>
            </li>
          ))}
      </ul>
    </section>
  ));
}
