import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { phaseNames } from "#domain/incidents/phase-machine.ts";
import type { MergeView } from "#domain/incidents/shape/merge-page.server.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { ButtonLink } from "../../../ui/button.tsx";
import { DrillPage } from "../../../ui/drill.tsx";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { Page } from "../../../ui/page.tsx";
import { PageHead } from "../../../ui/page-head.tsx";
import { LevelTag } from "../../../ui/tag.tsx";

/** 换一件: which incident is to be merged into this one. */
export const ChooseOther = (props: { view: MergeView }) => (
  <DrillPage on={props.view.survivor.facts.drill}>
    <Choose {...props} />
  </DrillPage>
);

function Choose({ view }: { view: MergeView }) {
  const { t, i18n } = useTranslation("shape");
  const { facts } = view.survivor;
  const room = `/incidents/${facts.id}`;
  const head = (
    <PageHead
      title={t("merge.title")}
      crumbs={[
        { label: t("board"), to: "/incidents" },
        { label: facts.number, to: room },
      ]}
      backTo={room}
    />
  );
  if (view.candidates.length === 0)
    return (
      <Page head={head}>
        <EmptyState
          icon="merge"
          title={t("merge.noneTitle")}
          text={t(facts.drill ? "merge.noneDrill" : "merge.noneText")}
          actions={<ButtonLink to={room}>{t("backToRoom")}</ButtonLink>}
        />
      </Page>
    );
  return (
    <Page head={head} className="px-4 py-3">
      <p className="pb-2 text-text-2">{t("merge.choose", { number: facts.number })}</p>
      <ul className="max-w-4xl rounded-control border border-line">
        {view.candidates.map((one) => (
          <li key={one.id} className="border-t border-line first:border-t-0">
            <Link
              to={`?with=${one.id}`}
              className="flex min-h-10 flex-wrap items-center gap-x-3 px-3 py-1 hover:bg-hover hover:text-act"
            >
              <LevelTag level={one.level} />
              <span className="text-text-2">{one.number}</span>
              <b className="min-w-0 break-words">{one.title}</b>
              <span className="ml-auto text-12 text-text-2">
                {one.county} {one.place} · {inLanguage(phaseNames[one.phase], i18n.language)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Page>
  );
}
