import { useTranslation } from "react-i18next";
import { Band } from "../../../ui/band.tsx";
import { formatTime } from "../../../ui/format.ts";
import { Icon, Spinner } from "../../../ui/icons.tsx";
import { diffTexts } from "../../../ui/text-diff.ts";
import type { TextState } from "./shared-text.ts";

/** 已存 14:46: what the server has written down, nothing less. */
export function Saved({ text }: { text: TextState }) {
  const { t } = useTranslation("reports");
  if (text.link === "opening")
    return (
      <span className="inline-flex items-center gap-1.5 text-12 text-text-2" role="status">
        <Spinner /> {t("text.opening")}
      </span>
    );
  if (text.link !== "open") return null;
  return (
    <span className="inline-flex items-center gap-1 text-12 text-text-2" data-saved={text.saved ?? ""}>
      {text.unsent ? (
        t("text.saving")
      ) : text.saved ? (
        <>
          <Icon name="check" size={12} />
          {t("text.saved", { time: formatTime(text.saved) })}
        </>
      ) : null}
    </span>
  );
}

/** What is so with the connection, and what to do. */
export function Connection({ text }: { text: TextState }) {
  const { t } = useTranslation("reports");
  const words = { away: "text.away", refused: "text.refused", closed: "text.closed" } as const;
  if (text.link === "opening" || text.link === "open") return null;
  return <Band tone="warn" shape="strip" live icon="wifi-off" title={t(words[text.link])} />;
}

/** Line by line against the report before: what is gone, what is new. */
export function Compare({ before, now }: { before: readonly string[]; now: readonly string[] }) {
  const { t } = useTranslation("reports");
  const { mine, theirs } = diffTexts(before.join("\n"), now.join("\n"));
  const same = mine.every((part) => !part.changed) && theirs.every((part) => !part.changed);
  return (
    <div className="mx-auto grid max-w-[900px] grid-cols-2 gap-4 phone:grid-cols-1 phone:p-4">
      {same ? <p className="col-span-full text-13 text-text-2">{t("text.same")}</p> : null}
      {(
        [
          ["text.gone", theirs],
          ["text.added", mine],
        ] as const
      ).map(([label, parts]) => (
        <div key={label} className="rounded-control border border-line bg-surface p-3 text-14 whitespace-pre-wrap">
          <h3 className="pb-2 text-12 text-text-2">{t(label)}</h3>
          {parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts have a fixed order
            <span key={index} className={part.changed ? "bg-warn-tint font-bold" : undefined}>
              {part.text}
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
