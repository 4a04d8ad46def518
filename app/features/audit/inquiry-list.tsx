import { useTranslation } from "react-i18next";
import type { AccessInquiryView } from "#domain/audit/access-log.ts";
import { formatDateTime } from "../../ui/format.ts";
import { Tag, type TagTone } from "../../ui/tag.tsx";

const tones: { [S in AccessInquiryView["state"]]: TagTone } = { asked: "warn", answered: "act", checked: "ok" };

/** What was asked about an entry, and what was said. */
export function InquiryList({ inquiries }: { inquiries: readonly AccessInquiryView[] }) {
  const { t } = useTranslation("audit");
  if (inquiries.length === 0) return null;
  return (
    <section className="-mx-4 mt-4 border-t border-line px-4 pt-3">
      <h3 className="mb-1 text-13">{t("inquiry.heading")}</h3>
      {inquiries.map((one) => (
        <div key={one.id} className="mb-2 rounded-control border border-line-2 p-2.5">
          <p className="flex items-center gap-2 text-12 text-text-3">
            <span>{t("inquiry.askedBy", { name: one.askedBy, at: formatDateTime(one.askedAt) })}</span>
            <Tag tone={tones[one.state]} className="ml-auto">
              {t(`inquiry.state.${one.state}`)}
            </Tag>
          </p>
          <p className="mt-0.5 whitespace-pre-wrap">{one.question}</p>
          {one.answer !== null && one.answeredAt !== null ? (
            <>
              <p className="mt-2 text-12 text-text-3">
                {t("inquiry.answeredAt", { at: formatDateTime(one.answeredAt) })}
              </p>
              <p className="mt-0.5 whitespace-pre-wrap">{one.answer}</p>
            </>
          ) : (
            <p className="mt-1 text-12 text-text-3">{t("inquiry.waiting")}</p>
          )}
        </div>
      ))}
    </section>
  );
}
