import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type PersonalField, personalFields, REVEAL_SECONDS } from "#domain/audit/access.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { serverNow, useClock } from "../../ui/clock.ts";
import { useLocale } from "../../ui/use-format.ts";
import { RevealDialog } from "./reveal-dialog.tsx";

export type MaskedFieldProps = {
  kind: "submission" | "representative";
  id: string;
  field: PersonalField;
  /** As it stands by default: 139****0427. The value itself is never part of a page. */
  masked: string;
  /** Whose it is, where several stand together: for the name of the button. */
  of?: string;
  /** `true`, or the reason why the reader may not. */
  can?: true | string;
  className?: string;
};

/**
 * A personal field: masked, until somebody says why he looks. Then it stands for a minute and is masked again; it is kept
 * nowhere, and never printed.
 */
export function MaskedField({ kind, id, field, masked, of, can = true, className }: MaskedFieldProps) {
  const { t } = useTranslation("audit");
  const locale = useLocale();
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<{ value: string; until: number } | null>(null);
  const left = useClock((now) => (shown ? Math.ceil((shown.until - now) / 1000) : 0));
  const name = inLanguage(personalFields[field], locale);
  const button = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (shown && left <= 0) setShown(null);
  }, [shown, left]);
  // Another row in the same place is another secret.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the subject decides
  useEffect(() => () => setShown(null), [kind, id, field]);

  return (
    <span className={cx("inline-flex flex-wrap items-center gap-x-2 gap-y-0.5", className)}>
      {shown ? (
        <>
          <b className="break-all tabular-nums print:hidden">{shown.value}</b>
          <span className="print-only tabular-nums">{masked}</span>
          <span className="text-12 text-text-3 tabular-nums" aria-hidden="true">
            {t("reveal.left", { count: Math.max(left, 0) })}
          </span>
        </>
      ) : (
        <span className="tabular-nums">{masked}</span>
      )}
      <Button
        ref={button}
        size="small"
        icon={shown ? "eye-off" : "eye"}
        can={can}
        aria-label={t(shown ? "reveal.hideName" : "reveal.showName", { name: of ? `${of} ${name}` : name })}
        onClick={() => (shown ? setShown(null) : setAsking(true))}
      >
        {t(shown ? "reveal.hide" : "reveal.show")}
      </Button>
      <span role="status" className="sr-only">
        {shown ? t("reveal.said", { name, count: REVEAL_SECONDS }) : ""}
      </span>
      <RevealDialog
        open={asking}
        name={name}
        asked={{ kind, id, field }}
        onClose={() => setAsking(false)}
        onValue={(value) => {
          setAsking(false);
          setShown({ value, until: serverNow() + REVEAL_SECONDS * 1000 });
        }}
      />
    </span>
  );
}
