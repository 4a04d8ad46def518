import { Link } from "@remix-run/react";
import type { PersonWithGrants } from "#domain/people/register.ts";
import { Drawer } from "../../ui/drawer.tsx";
import { formatDate } from "../../ui/format.ts";
import { Facts, Section } from "../../ui/page.tsx";
import { Tag } from "../../ui/tag.tsx";
import { GrantEnd, GrantState } from "./grant-state.tsx";
import { PanelLink } from "./panel-link.tsx";
import { useRegisterUrl } from "./register-url.ts";
import { useWords } from "./texts.ts";

/** One person: the account, and every grant he has or had. */
export function PersonPanel({ person, now, onClose }: { person: PersonWithGrants; now: string; onClose: () => void }) {
  const { t, duty, scope } = useWords();
  const { panel } = useRegisterUrl();
  const act = (kind: string, label: string, can: true | string, careful = false) => (
    <PanelLink to={panel(kind, person.id)} kind={careful ? "careful" : "outline"} can={can}>
      {label}
    </PanelLink>
  );
  return (
    <Drawer
      open
      onClose={onClose}
      of={person.id}
      title={person.name}
      aside={
        <>
          <span className="truncate text-13 text-text-2">{person.unitName}</span>
          {person.disabledAt ? <Tag>{t("person.disabled")}</Tag> : null}
        </>
      }
      foot={
        <>
          {person.disabledAt ? null : act("give", t("act.give"), person.can.grant)}
          {act("edit-person", t("act.editPerson"), person.can.edit)}
          {act("reset-password", t("act.resetPassword"), person.can.resetPassword)}
          {person.disabledAt
            ? act("enable-person", t("act.enable"), person.can.disable)
            : act("disable-person", t("act.disable"), person.can.disable, true)}
        </>
      }
    >
      <Facts
        items={[
          { label: t("person.title"), value: person.title || "—" },
          { label: t("person.login"), value: person.login },
          { label: t("person.phone"), value: person.phone || "—" },
          { label: t("person.password"), value: t(person.mustChangePassword ? "person.mustChange" : "person.own") },
          { label: t("person.totp"), value: t(person.hasTotp ? "person.totpOn" : "person.totpOff") },
        ]}
      />
      <Section title={t("person.grants")} count={person.grants.length} className="mt-4">
        <ul className="border-t border-line">
          {person.grants.map((grant) => (
            <li key={grant.id} className="grid gap-0.5 border-b border-line py-2">
              <span className="flex items-center gap-2">
                <Link
                  to={panel("grant", grant.id)}
                  preventScrollReset
                  className="font-bold hover:text-act hover:underline"
                >
                  {duty(grant.duty)}
                </Link>
                <span className="truncate text-text-2">{scope(grant.scope)}</span>
                <span className="ml-auto min-w-0">
                  <GrantState grant={grant} now={now} />
                </span>
              </span>
              <span className="text-12 text-text-3">
                {formatDate(grant.notBefore)} {t("give.to")} <GrantEnd grant={grant} />　{grant.orderNumber}
              </span>
            </li>
          ))}
        </ul>
        {person.grants.length === 0 ? <p className="py-2 text-13 text-text-3">{t("person.noGrant")}</p> : null}
      </Section>
    </Drawer>
  );
}
