import { useTranslation } from "react-i18next";
import { ButtonLink } from "./button.tsx";
import { formatDateTime, type Instant } from "./format.ts";

export interface NotFoundProps {
  path: string;
  at?: Instant;
  /** The number support can find in the log. */
  reference?: string;
  homeTo?: string;
  searchTo?: string;
}

/** Not found and not allowed are one page with the same words. */
export function NotFound({ path, at, reference, homeTo = "/", searchTo }: NotFoundProps) {
  const { t } = useTranslation("ui");
  return (
    <div className="max-w-[720px] p-8">
      <h1 className="text-20">{t("notFound.title")}</h1>
      <p className="mt-2 text-14 text-text-2">{t("notFound.first")}</p>
      <p className="text-14 text-text-2">{t("notFound.second")}</p>
      <div className="mt-4 flex gap-2">
        <ButtonLink to={homeTo} kind="filled">
          {t("notFound.home")}
        </ButtonLink>
        {searchTo ? <ButtonLink to={searchTo}>{t("notFound.search")}</ButtonLink> : null}
      </div>
      <p className="mt-5 flex flex-wrap gap-x-4 text-12 text-text-3">
        <span>
          {t("notFound.page")} {path}
        </span>
        {at ? <span>{formatDateTime(at)}</span> : null}
        {reference ? (
          <span>
            {t("notFound.reference")} {reference}
          </span>
        ) : null}
      </p>
    </div>
  );
}
