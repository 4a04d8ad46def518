import type { GrantPreview } from "#domain/people/grants-preview.ts";
import { cx } from "../../ui/class-names.ts";
import { Icon } from "../../ui/icons.tsx";
import { useSentence, useTexts } from "./texts.ts";

const looks = {
  gain: { icon: "check", tone: "text-ok" },
  limit: { icon: "ban", tone: "text-text-3" },
  warn: { icon: "info", tone: "text-warn" },
} as const;

/** 授权后: what becomes possible, what does not, and amber lines that warn and do not block. */
export function GrantPreviewCard({ preview }: { preview: GrantPreview }) {
  const t = useTexts();
  const say = useSentence();
  return (
    <section aria-live="polite" className="rounded-control border border-line-2">
      <h3 className="flex h-thead items-center rounded-t-control border-b border-line bg-sunken px-3 text-12 text-text-2">
        {t("give.after")}
      </h3>
      <ul className="grid gap-1.5 px-3 py-2 text-12">
        {preview.lines.map((line) => (
          <li key={line.text.zh} className="flex gap-2">
            <Icon name={looks[line.kind].icon} size={14} className={cx("mt-0.5", looks[line.kind].tone)} />
            <span className={line.kind === "gain" ? "font-bold text-text" : "text-text-2"}>{say(line.text)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
