import { useNavigate, useSearchParams } from "@remix-run/react";
import { useCallback, useMemo, useState } from "react";
import { isDuty } from "#domain/people/duties.ts";
import type { UnitPage as UnitPageView } from "#domain/people/queries/unit-page.server.ts";
import type { PreviewView, UnitChoice } from "#domain/people/register.ts";
import { formatDate } from "../../ui/format.ts";
import { Page } from "../../ui/page.tsx";
import { Tag } from "../../ui/tag.tsx";
import { AdminHead } from "./admin-head.tsx";
import { GiveGrant } from "./give-grant.tsx";
import { GrantPanel, RevokeGrant } from "./grant-panel.tsx";
import { GrantsGrid } from "./grants-grid.tsx";
import type { Values } from "./panel-form.tsx";
import { PanelLink } from "./panel-link.tsx";
import { type DraftRow, PeopleTable } from "./people-table.tsx";
import { AddPerson, EditPerson, ResetPassword, SwitchPerson } from "./person-forms.tsx";
import { PersonPanel } from "./person-panel.tsx";
import { useRegisterUrl } from "./register-url.ts";
import { useWords } from "./texts.ts";
import { AddUnit, CloseUnit, EditUnit } from "./unit-forms.tsx";
import { UnitTreePanel } from "./unit-tree.tsx";
import { usePanelFocus } from "./use-panel-focus.ts";

/** 单位与人员: who is here, by what paper, and what follows from it. */
export function UnitPage({ view }: { view: UnitPageView }) {
  const { t } = useWords();
  const { panel: to } = useRegisterUrl();
  const { unit, people, panel, now, tree } = view;
  const [search] = useSearchParams();
  const [draft, setDraft] = useState<{ preview: PreviewView | null; values: Values }>({ preview: null, values: {} });
  const onPreview = useCallback((preview: PreviewView | null, values: Values) => setDraft({ preview, values }), []);
  const preview = panel?.kind === "give" ? (draft.preview ?? panel.preview) : null;
  const row = useDraftRow(panel?.kind === "give" ? panel.units : null, preview, draft.values);
  const grid = preview?.ok ? preview.grid : view.grid;
  const places = useMemo(
    () =>
      [
        unit,
        ...[...unit.above].reverse(),
        ...tree.nodes.filter(
          (node) =>
            node.parentId === unit.id || (node.kind === "county" && !unit.above.some(({ id }) => id === node.id)),
        ),
      ]
        .filter((one, index, all) => all.findIndex((other) => other.id === one.id) === index)
        .map(({ id, shortName }) => ({ id, name: shortName })),
    [unit, tree],
  );
  const openId = row ? "draft" : openRow(view);
  const navigate = useNavigate();
  usePanelFocus(panel ? `${panel.kind} ${search.get("id")}` : null, () =>
    navigate(to(null), { preventScrollReset: true }),
  );
  return (
    <Page
      ownScroll
      head={
        <AdminHead
          tab="units"
          actions={
            <PanelLink to={to("add-unit")} can={unit.closedAt ? t("unit.isClosed") : unit.can.add} icon="plus">
              {t("act.addUnit")}
            </PanelLink>
          }
        />
      }
      drawer={<Panel view={view} onPreview={onPreview} at={search.get("at")} />}
    >
      <UnitTreePanel tree={tree} unitId={unit.id} found={view.found} />
      <div className="flex min-w-0 flex-1 flex-col phone:block">
        <UnitCard view={view} />
        <div className="min-h-[120px] flex-1 overflow-auto phone:overflow-visible" data-scroll>
          <PeopleTable
            people={people}
            now={now}
            past={search.get("past") === "1"}
            openId={openId}
            draft={row}
            addPersonTo={unit.can.addPerson === true && !unit.closedAt ? to("add-person") : null}
          />
        </div>
        <div className="flex max-h-[46%] min-h-0 shrink-0 flex-col phone:max-h-none">
          <GrantsGrid grid={grid} places={places} isPreview={preview?.ok === true} unitId={unit.id} />
        </div>
      </div>
    </Page>
  );
}

/** The row that the panel is about: the grant's, or the person's first. */
function openRow({ panel, people }: UnitPageView): string | null {
  if (!panel) return null;
  if ("grant" in panel) return panel.grant.id;
  const id = "person" in panel ? panel.person?.id : undefined;
  return id ? (people.rows.find((person) => person.id === id)?.grants[0]?.id ?? id) : null;
}

function UnitCard({ view: { unit, people } }: { view: UnitPageView }) {
  const { t } = useWords();
  const { panel: to } = useRegisterUrl();
  const closed = unit.closedAt ? t("unit.isClosed") : null;
  return (
    <div className="flex min-h-query shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1.5">
      <h2 className="text-14">{unit.shortName}</h2>
      <span className="min-w-0 truncate text-12 text-text-2">{unit.name === unit.shortName ? null : unit.name}</span>
      <span className="text-12 text-text-3">
        {t(`unit.kinds.${unit.kind}`)}
        {unit.isMember ? `　${t("tree.member")}` : ""}　{t("unit.people", { count: people.people })}
      </span>
      {unit.closedAt ? <Tag icon="archive">{t("unit.closedOn", { day: formatDate(unit.closedAt) })}</Tag> : null}
      <span className="ml-auto flex flex-wrap items-center gap-2">
        <PanelLink to={to("edit-unit")} can={closed ?? unit.can.edit}>
          {t("act.editUnit")}
        </PanelLink>
        {unit.above.length > 0 && people.people === 0 ? (
          <PanelLink to={to("close-unit")} can={closed ?? unit.can.close}>
            {t("act.closeUnit")}
          </PanelLink>
        ) : null}
        <PanelLink to={to("add-person")} can={closed ?? unit.can.addPerson} icon="plus">
          {t("act.person")}
        </PanelLink>
        <PanelLink to={to("give")} can={closed ?? unit.can.addPerson} icon="plus">
          {t("act.grant")}
        </PanelLink>
      </span>
    </div>
  );
}

function Panel(props: {
  view: UnitPageView;
  onPreview: (preview: PreviewView | null, values: Values) => void;
  at: string | null;
}) {
  const { view, onPreview, at } = props;
  const { unit, people, panel, now } = view;
  const { panel: to } = useRegisterUrl();
  const navigate = useNavigate();
  const close = () => navigate(to(null), { preventScrollReset: true });
  switch (panel?.kind) {
    case undefined:
      return null;
    case "add-unit":
      return <AddUnit key={unit.id} parent={unit} />;
    case "edit-unit":
      return <EditUnit key={unit.id} unit={unit} />;
    case "close-unit":
      return <CloseUnit key={unit.id} unit={unit} />;
    case "add-person":
      return <AddPerson key={unit.id} unit={unit} />;
    case "person":
      return <PersonPanel person={panel.person} now={now} onClose={close} />;
    case "edit-person":
      return <EditPerson key={panel.person.id} person={panel.person} units={panel.units} />;
    case "reset-password":
      return <ResetPassword key={panel.person.id} person={panel.person} />;
    case "disable-person":
    case "enable-person":
      return <SwitchPerson key={panel.person.id} person={panel.person} on={panel.kind === "enable-person"} />;
    case "grant":
      return <GrantPanel grant={panel.grant} now={now} onClose={close} />;
    case "revoke":
      return <RevokeGrant key={panel.grant.id} grant={panel.grant} now={now} />;
    case "give":
      return (
        <GiveGrant
          key={panel.person?.id ?? unit.id}
          panel={panel}
          people={people.rows}
          unit={unit}
          today={formatDate(now)}
          at={at}
          onPreview={onPreview}
        />
      );
  }
}

/** The row that the drawer would add, under its person. */
function useDraftRow(units: UnitChoice[] | null, preview: PreviewView | null, values: Values): DraftRow | null {
  const { duty } = useWords();
  if (!units || !preview?.ok || !isDuty(values.duty ?? "") || !values.personId) return null;
  return {
    personId: values.personId,
    duty: duty(values.duty as Parameters<typeof duty>[0]),
    scope: preview.grid.placeName,
    notBefore: values.notBefore ?? "",
    notAfter: values.notAfter ?? "",
    orderNumber: values.orderNumber ?? "",
  };
}
