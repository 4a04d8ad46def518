import { isRouteErrorResponse, useNavigate, useRouteError } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { Drawer } from "../../ui/drawer.tsx";
import { useListSearch } from "./texts.ts";

/** A drawer that cannot be shown: what does not exist and what one may not see read the same. The list beside it stays. */
export function DrawerFailure() {
  const error = useRouteError();
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useListSearch();
  const missing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <Drawer
      open
      of="failure"
      onClose={() => navigate(`/submissions${search}`, { preventScrollReset: true })}
      title={missing ? t("notFound.title", { ns: "ui" }) : t("failed.title", { ns: "account" })}
    >
      <div role="alert" className="text-13 text-text-2">
        {missing ? (
          <>
            <p>{t("notFound.first", { ns: "ui" })}</p>
            <p className="mt-1">{t("notFound.second", { ns: "ui" })}</p>
          </>
        ) : (
          <>
            <p>{t("failed.text", { ns: "account" })}</p>
            <p className="mt-1">{t("failed.advice", { ns: "account" })}</p>
          </>
        )}
      </div>
    </Drawer>
  );
}
