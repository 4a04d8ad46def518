import { Link, useNavigate } from "@remix-run/react";
import type { GrantView, PeoplePage, PersonWithGrants } from "#domain/people/register.ts";
import { IconButton } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatDate } from "../../ui/format.ts";
import { KeyPager } from "../../ui/key-pager.tsx";
import { Menu } from "../../ui/menu.tsx";
import { type Column, Table } from "../../ui/table.tsx";
import { Tag } from "../../ui/tag.tsx";
import { GrantEnd, GrantState } from "./grant-state.tsx";
import { PanelLink } from "./panel-link.tsx";
import { useRegisterUrl } from "./register-url.ts";
import { useWords } from "./texts.ts";

/** One row a grant, never one a person; a person without grants has a row as well. `draft`: what the drawer would add. */
type Row = { id: string; person: PersonWithGrants; first: boolean; grant: GrantView | null; draft: DraftRow | null };
export type DraftRow = {
  personId: string;
  duty: string;
  scope: string;
  notBefore: string;
  notAfter: string;
  orderNumber: string;
};

export type PeopleTableProps = {
  people: PeoplePage;
  now: string;
  past: boolean;
  openId: string | null;
  draft: DraftRow | null;
  addPersonTo: string | null;
};

/** Eight columns beside an open drawer at 1366 px. */
const tight = "desk:not-first:!pl-1.5 desk:not-last:!pr-1 desk:last:!pr-3";

/** The people of a unit with their grants. */
export function PeopleTable({ people, now, past, openId, draft, addPersonTo }: PeopleTableProps) {
  const { t, duty, scope } = useWords();
  const navigate = useNavigate();
  const { set, panel } = useRegisterUrl();
  const rows = people.rows.flatMap((person) => rowsOf(person, draft));
  const open = (row: Row) => {
    if (row.draft) return;
    navigate(row.grant ? panel("grant", row.grant.id) : panel("person", row.person.id), { preventScrollReset: true });
  };
  const columns: Column<Row>[] = [
    {
      id: "person",
      head: t("column.person"),
      width: "w-[94px]",
      cell: ({ person, first }) => (
        <span className={first ? "inline-flex max-w-full items-center gap-1.5" : "hidden phone:inline-flex"}>
          <Link
            to={panel("person", person.id)}
            preventScrollReset
            title={person.title}
            className="truncate py-0.5 font-bold hover:text-act hover:underline"
          >
            {person.name}
          </Link>
          {person.disabledAt ? <Tag>{t("person.disabled")}</Tag> : null}
        </span>
      ),
    },
    {
      id: "duty",
      head: t("column.duty"),
      width: "w-[82px]",
      cell: ({ grant, draft }) =>
        grant ? duty(grant.duty) : draft ? draft.duty : <Nothing>{t("person.noGrant")}</Nothing>,
    },
    {
      id: "scope",
      head: t("column.scope"),
      width: "w-[88px]",
      cell: ({ grant, draft }) => (grant ? scope(grant.scope) : draft?.scope),
    },
    {
      id: "from",
      head: t("column.from"),
      width: "w-[86px]",
      phone: "hide",
      cell: ({ grant, draft }) => (grant ? formatDate(grant.notBefore) : draft?.notBefore),
    },
    {
      id: "until",
      head: t("column.until"),
      width: "w-[88px]",
      phone: "full",
      className: "phone:order-last phone:text-13 phone:text-text-2",
      cell: ({ grant, draft }) => (
        <>
          {grant || draft ? <span className="desk:hidden">{t("give.to")} </span> : null}
          {grant ? <GrantEnd grant={grant} /> : draft?.notAfter}
          <span className="desk:hidden">　{grant?.orderNumber ?? draft?.orderNumber}</span>
        </>
      ),
    },
    {
      id: "order",
      head: t("column.order"),
      phone: "hide",
      cell: ({ grant, draft }) => grant?.orderNumber ?? draft?.orderNumber,
    },
    {
      id: "state",
      head: t("column.state"),
      width: "w-[114px]",
      className: "phone:ml-auto",
      cell: ({ grant, draft }) =>
        grant ? (
          <GrantState grant={grant} now={now} />
        ) : draft ? (
          <Tag tone="act" icon="pencil">
            {t("state.draft")}
          </Tag>
        ) : null,
    },
    {
      id: "more",
      head: <span className="sr-only">{t("column.more")}</span>,
      width: "w-[34px]",
      align: "right",
      cut: false,
      cell: (row) => (row.draft ? null : <RowMenu row={row} />),
    },
  ];
  return (
    <>
      <Table
        caption={t("table.people")}
        columns={columns.map((column) => ({ ...column, className: cx(tight, column.className) }))}
        rows={rows}
        rowId={(row) => row.id}
        onOpen={open}
        openId={openId}
        isFaded={({ person, grant }) =>
          person.disabledAt !== null || grant?.state === "revoked" || grant?.state === "over"
        }
        empty={
          <EmptyState
            icon="people"
            title={t("empty.people")}
            text={t("empty.peopleText")}
            actions={
              addPersonTo ? (
                <PanelLink to={addPersonTo} icon="plus">
                  {t("act.addPerson")}
                </PanelLink>
              ) : null
            }
          />
        }
      />
      {rows.length > 0 ? (
        <KeyPager
          total={people.people}
          unit={t("unitOf.people")}
          previousTo={people.previous && set({ before: people.previous, after: null })}
          nextTo={people.next && set({ after: people.next, before: null })}
          hints={[
            { keys: ["j", "k"], label: t("keys.move") },
            { keys: ["Enter"], label: t("keys.open") },
          ]}
        >
          <Link
            to={set({ past: past ? null : "1", after: null, before: null })}
            preventScrollReset
            className="py-1 text-act hover:underline"
          >
            {t(past ? "table.withoutPast" : "table.withPast")}
          </Link>
        </KeyPager>
      ) : null}
    </>
  );
}

const Nothing = ({ children }: { children: string }) => <span className="text-text-3">{children}</span>;

function rowsOf(person: PersonWithGrants, draft: DraftRow | null): Row[] {
  const rows: Row[] = person.grants.map((grant, index) => ({
    id: grant.id,
    person,
    first: index === 0,
    grant,
    draft: null,
  }));
  if (rows.length === 0) rows.push({ id: person.id, person, first: true, grant: null, draft: null });
  if (draft?.personId === person.id) rows.push({ id: "draft", person, first: false, grant: null, draft });
  return rows;
}

function RowMenu({ row: { person, grant } }: { row: Row }) {
  const { t } = useWords();
  const { panel } = useRegisterUrl();
  return (
    <Menu
      label={t("table.menuOf", { name: person.name })}
      groups={[
        {
          items: [
            ...(grant && ["live", "soon", "coming"].includes(grant.state)
              ? [
                  {
                    id: "revoke",
                    label: t("act.revoke"),
                    icon: "ban" as const,
                    careful: true,
                    can: grant.canRevoke,
                    to: panel("revoke", grant.id),
                  },
                ]
              : []),
            {
              id: "give",
              label: t("act.give"),
              icon: "plus",
              can: person.disabledAt ? t("person.disabled") : person.can.grant,
              to: panel("give", person.id),
            },
          ],
        },
        {
          items: [
            {
              id: "edit",
              label: t("act.editPerson"),
              icon: "pencil",
              can: person.can.edit,
              to: panel("edit-person", person.id),
            },
            {
              id: "password",
              label: t("act.resetPassword"),
              icon: "key",
              can: person.can.resetPassword,
              to: panel("reset-password", person.id),
            },
            person.disabledAt
              ? {
                  id: "enable",
                  label: t("act.enable"),
                  icon: "check",
                  can: person.can.disable,
                  to: panel("enable-person", person.id),
                }
              : {
                  id: "disable",
                  label: t("act.disable"),
                  icon: "ban",
                  careful: true,
                  can: person.can.disable,
                  to: panel("disable-person", person.id),
                },
          ],
        },
      ]}
    >
      <IconButton icon="dots" size="small" label={t("table.menuOf", { name: person.name })} />
    </Menu>
  );
}
