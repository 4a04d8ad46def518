import { Link } from "@remix-run/react";
import type { GrantDetail } from "#domain/people/register.ts";
import { Drawer } from "../../ui/drawer.tsx";
import { Field, TextArea } from "../../ui/field.tsx";
import { formatDate, formatDateTime } from "../../ui/format.ts";
import { Facts } from "../../ui/page.tsx";
import { GrantEnd, GrantState } from "./grant-state.tsx";
import { PanelForm } from "./panel-form.tsx";
import { PanelLink } from "./panel-link.tsx";
import { personUrl, useRegisterUrl } from "./register-url.ts";
import { useWords } from "./texts.ts";

/** One grant with its paper. It is never edited: a longer one is a new one with its own order number. */
export function GrantPanel({ grant, now, onClose }: { grant: GrantDetail; now: string; onClose: () => void }) {
  const { t } = useWords();
  const { panel } = useRegisterUrl();
  const open = ["live", "soon", "coming"].includes(grant.state);
  return (
    <Drawer
      open
      onClose={onClose}
      of={grant.id}
      title={t("grant.title")}
      aside={<span className="truncate text-13 text-text-2">{grant.personName}</span>}
      foot={
        <>
          {open ? (
            <PanelLink to={panel("revoke", grant.id)} kind="careful" can={grant.canRevoke}>
              {t("act.revoke")}
            </PanelLink>
          ) : null}
          <PanelLink to={panel("give", grant.personId)}>{t("act.giveAnother")}</PanelLink>
        </>
      }
      footEnd={t("grant.neverEdited")}
    >
      <GrantFacts grant={grant} now={now} />
    </Drawer>
  );
}

/** 收回: what will happen, and a reason. It stays in the list with its old end. */
export function RevokeGrant({ grant, now }: { grant: GrantDetail; now: string }) {
  const { t } = useWords();
  return (
    <PanelForm
      intent="revoke"
      of={grant.id}
      title={t("revoke.title")}
      aside={<span className="truncate text-13 text-text-2">{grant.personName}</span>}
      initial={{ reason: "" }}
      fixed={{ grantId: grant.id }}
      submit={t("act.revoke")}
      careful
      done={() => ({ toast: t("revoke.done", { name: grant.personName }) })}
    >
      {(fields) => (
        <>
          <GrantFacts grant={grant} now={now} />
          <p className="text-13 text-text-2">{t("revoke.lead")}</p>
          <Field label={t("give.reason")} required error={fields.error("reason")}>
            <TextArea {...fields.text("reason")} rows={3} maxLength={500} autoFocus />
          </Field>
        </>
      )}
    </PanelForm>
  );
}

function GrantFacts({ grant, now }: { grant: GrantDetail; now: string }) {
  const { t, duty, scope } = useWords();
  const items = [
    {
      label: t("column.person"),
      value: (
        <Link to={personUrl(grant.unitId, grant.personId)} className="text-act hover:underline">
          {grant.personName}
        </Link>
      ),
    },
    { label: t("column.unit"), value: grant.unitName },
    { label: t("column.duty"), value: duty(grant.duty) },
    {
      label: t("column.scope"),
      value: grant.scope.is === "other" ? grant.scope.name : `${scope(grant.scope)}　${grant.scope.name}`,
    },
    { label: t("column.from"), value: formatDate(grant.notBefore) },
    { label: t("column.until"), value: <GrantEnd grant={grant} /> },
    { label: t("column.order"), value: grant.orderNumber },
    { label: t("give.reason"), value: grant.reason || "—" },
    {
      label: t("grant.given"),
      value: [formatDateTime(grant.givenAt), grant.givenBy ?? t("changes.portal")].join("　"),
    },
    { label: t("column.state"), value: <GrantState grant={grant} now={now} /> },
    ...(grant.revokedAt
      ? [
          {
            label: t("grant.revoked"),
            value: [formatDateTime(grant.revokedAt), grant.revokedBy].filter(Boolean).join("　"),
          },
          { label: t("grant.revokeReason"), value: grant.revokeReason },
        ]
      : []),
  ];
  return <Facts items={items} />;
}
