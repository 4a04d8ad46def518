import { Band } from "../../ui/band.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { Section } from "../../ui/page.tsx";
import { useAccountTexts } from "./answer.ts";

/** The recovery codes, shown once: to print or copy now. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const t = useAccountTexts();
  return (
    <Section title={t("recovery.title")}>
      <Band tone="warn" title={t("recovery.once")} className="my-2 max-w-[560px]">
        {t("recovery.how")}
      </Band>
      <ul
        className="grid w-fit grid-cols-2 gap-x-8 gap-y-1 rounded-control border border-line-2 bg-sunken p-4 font-mono text-14"
        aria-label={t("recovery.title")}
      >
        {codes.map((code) => (
          <li key={code} className="select-all">
            {code}
          </li>
        ))}
      </ul>
      <div className="mt-3 flex gap-2" data-frame>
        <Button icon="print" onClick={() => window.print()}>
          {t("recovery.print")}
        </Button>
        <Button icon="copy" onClick={() => void navigator.clipboard.writeText(codes.join("\n"))}>
          {t("recovery.copy")}
        </Button>
        <ButtonLink to="/me/totp" kind="filled" reload>
          {t("recovery.done")}
        </ButtonLink>
      </div>
    </Section>
  );
}
