import { Form, useNavigation } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { accessActions, REVEAL_SECONDS } from "#domain/audit/access.ts";
import { type AccessDetail, type AccessLine, asksReason, dutyText, subjectText } from "#domain/audit/access-log.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Band } from "../../ui/band.tsx";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { Drawer } from "../../ui/drawer.tsx";
import { Field, FieldError, TextArea } from "../../ui/field.tsx";
import { formatDate, formatDateTime, formatSeconds } from "../../ui/format.ts";
import { Icon } from "../../ui/icons.tsx";
import { toast } from "../../ui/toast-queue.ts";
import { useLocale } from "../../ui/use-format.ts";
import { useAnswer } from "../account/answer.ts";
import { CommandId } from "../account/command-id.tsx";
import { deviceName } from "../account/device-name.ts";
import { ReasonOf } from "./access-table.tsx";
import { AskDialog } from "./ask-dialog.tsx";
import { InquiryList } from "./inquiry-list.tsx";

type Props = { detail: AccessDetail; formId: string; onClose: () => void };

/** One entry in its place: who, what, by which grant, what else then. It cannot be changed; questions stand beside it. */
export function EntryDrawer({ detail, formId, onClose }: Props) {
  const { t } = useTranslation("audit");
  const locale = useLocale();
  const [asking, setAsking] = useState(false);
  const { line, can, seal, sameField, around, inquiries } = detail;
  const answered = inquiries.find((one) => one.state === "answered");
  return (
    <Drawer
      open
      onClose={onClose}
      of={line.id}
      className="!w-[384px] phone:!w-auto"
      title={inLanguage(accessActions[line.action], locale)}
      aside={
        <span className="whitespace-nowrap text-12 text-text-2 tabular-nums">
          {formatDate(line.at)} {formatSeconds(line.at)}
        </span>
      }
      foot={
        <>
          <Button kind={can.check === true ? "outline" : "filled"} can={can.ask} onClick={() => setAsking(true)}>
            {t("entry.ask")}
          </Button>
          <CheckForm inquiryId={answered?.id ?? ""} formId={formId} can={can.check} />
        </>
      }
      footEnd={t("entry.toInbox")}
    >
      <EntryFacts detail={detail} />
      {asksReason(line.action) ? (
        <div className="mt-3 rounded-control border border-act-line border-l-3 border-l-act bg-act-tint px-3 py-2">
          <p className="text-12 text-text-2">{t("entry.reason")}</p>
          <div className="mt-0.5">
            <ReasonOf line={line} />
          </div>
        </div>
      ) : null}
      <InquiryList inquiries={inquiries} />
      {can.ask === true ? <AskWithoutScripts entryId={line.id} formId={formId} /> : null}
      {sameField ? (
        <Group title={t("entry.sameField")} aside={t("entry.sameFieldCount", { count: sameField.length })}>
          {sameField.map((one) => (
            <Row key={one.at + one.personName} at={formatDateTime(one.at).slice(5)}>
              <b>{one.personName}</b> {one.reason}
            </Row>
          ))}
        </Group>
      ) : null}
      <Group title={t("entry.around")} aside={t("entry.aroundOf")}>
        {around.length === 0 ? <p className="py-1.5 text-12 text-text-3">{t("entry.alone")}</p> : null}
        {around.map((one) => (
          <Row key={one.id} at={formatSeconds(one.at)}>
            {inLanguage(accessActions[one.action], locale)} {subjectText(one, locale)}
          </Row>
        ))}
      </Group>
      {seal.fits ? (
        <p className="mt-4 flex gap-2 rounded-control border border-line-2 px-3 py-2 text-12 text-text-2">
          <Icon name="lock" size={12} className="mt-[3px]" />
          <span>{t("entry.seal", { hash: seal.hash })}</span>
        </p>
      ) : (
        <Band tone="bad" className="mt-4" title={t("entry.sealBroken", { hash: seal.hash })} />
      )}
      <AskDialog open={asking} onClose={() => setAsking(false)} line={line} formId={formId} />
    </Drawer>
  );
}

function EntryFacts({ detail: { line, grant, session } }: { detail: AccessDetail }) {
  const { t } = useTranslation("audit");
  const locale = useLocale();
  return (
    <dl className="grid grid-cols-[64px_minmax(0,1fr)] gap-x-1 gap-y-1">
      <Fact label={t("entry.who")}>
        <b>{line.personName}</b>
        <span className="ml-3 text-text-2">{`${line.unitName} ${dutyText(line.duty, locale)}`}</span>
      </Fact>
      <Fact label={t(line.action === "reveal" ? "entry.what" : "entry.did")}>
        <What line={line} />
      </Fact>
      {line.action === "reveal" ? (
        <Fact label={t("entry.howLong")}>{t("entry.masksItself", { count: REVEAL_SECONDS })}</Fact>
      ) : null}
      <Fact label={t("entry.grant")}>
        {grant ? (
          <>
            {t("entry.grantOf", { order: grant.orderNumber })}
            <span className="block text-text-2">
              {t("entry.scope", { scope: grant.scopeName, until: formatDate(grant.notAfter) })}
              {grant.revokedAt ? `　${t("entry.revoked", { at: formatDate(grant.revokedAt) })}` : ""}
            </span>
          </>
        ) : (
          t("entry.noGrant")
        )}
      </Fact>
      <Fact label={t("entry.session")}>
        {session ? (
          <>
            {t("entry.sessionSince", { at: formatDateTime(session.startedAt) })}
            <span className="block text-text-2">{deviceName(session.userAgent)}</span>
          </>
        ) : (
          t("entry.noSession")
        )}
      </Fact>
    </dl>
  );
}

function What({ line }: { line: AccessLine }) {
  const { t } = useTranslation("audit");
  const text = subjectText(line, useLocale());
  return (
    <>
      {text}
      {line.action === "reveal" ? <span className="ml-3 text-text-3">{t("entry.notHere")}</span> : null}
    </>
  );
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="contents">
    <dt className="text-text-3">{label}</dt>
    <dd className="min-w-0">{children}</dd>
  </div>
);

const Group = ({ title, aside, children }: { title: string; aside: string; children: ReactNode }) => (
  <section className="-mx-4 mt-4 border-t border-line px-4 pt-3">
    <h3 className="mb-1 text-13">
      {title}
      <span className="ml-2 font-normal text-12 text-text-3">{aside}</span>
    </h3>
    <ul>{children}</ul>
  </section>
);

const Row = ({ at, children }: { at: string; children: ReactNode }) => (
  <li className={cx("flex gap-3 border-b border-line py-1.5 text-12")}>
    <span className="w-[84px] shrink-0 text-text-2 tabular-nums">{at}</span>
    <span className="min-w-0">{children}</span>
  </li>
);

/** The question as a plain form, where the dialog cannot open. */
function AskWithoutScripts({ entryId, formId }: { entryId: string; formId: string }) {
  const { t } = useTranslation("audit");
  return (
    <noscript>
      <form method="post" className="mt-3">
        <input type="hidden" name="intent" value="ask-inquiry" />
        <input type="hidden" name="entryId" value={entryId} />
        <input type="hidden" name="commandId" value={formId} />
        <Field label={t("inquiry.question")} required hint={t("inquiry.questionHint")}>
          <TextArea name="question" rows={3} maxLength={500} required />
        </Field>
        <Button type="submit">{t("inquiry.send")}</Button>
      </form>
    </noscript>
  );
}

/** 记为已核: a form, so that it works without scripts. */
function CheckForm({ inquiryId, formId, can }: { inquiryId: string; formId: string; can: true | string }) {
  const { t } = useTranslation("audit");
  const { answer, done, message } = useAnswer("check-inquiry");
  const busy = useNavigation().formData?.get("intent") === "check-inquiry";
  const told = useRef<unknown>(null);
  useEffect(() => {
    if (!done || told.current === answer) return;
    told.current = answer;
    toast({ title: t("entry.checked") });
  }, [done, answer, t]);
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="check-inquiry" />
      <input type="hidden" name="inquiryId" value={inquiryId} />
      <CommandId answer={answer ?? formId} />
      <Button type="submit" kind={can === true ? "filled" : "outline"} can={can} busy={busy}>
        {t("entry.check")}
      </Button>
      <FieldError errors={message ? [message] : []} />
    </Form>
  );
}
