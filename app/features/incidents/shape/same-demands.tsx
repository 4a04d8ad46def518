import { useTranslation } from "react-i18next";
import type { RoomDemand } from "#domain/incidents/room.ts";
import type { MergeChoices } from "#domain/incidents/shape/inputs.ts";
import { Select } from "../../../ui/field.tsx";

type Same = MergeChoices["same"];
type Props = {
  survivor: readonly RoomDemand[];
  absorbed: readonly RoomDemand[];
  same: Same;
  onChange: (same: Same) => void;
};

/** Demands of the absorbed, each with the one it is the same as, and which of the two is binding. Both keep their source and answer. */
export function SameDemands({ survivor, absorbed, same, onChange }: Props) {
  const { t } = useTranslation("shape");
  if (absorbed.length === 0) return <>{t("none")}</>;
  const free = (id: string) =>
    survivor.filter((one) => one.sameAs === null && !same.some((s) => s.survivor === one.id && s.absorbed !== id));
  return (
    <ol className="flex flex-col gap-1">
      {absorbed.map((demand) => {
        const pair = same.find((one) => one.absorbed === demand.id);
        const others = same.filter((one) => one.absorbed !== demand.id);
        const own = survivor.find((one) => one.id === pair?.survivor);
        const value = pair ? `${pair.binding} ${pair.survivor}` : "";
        return (
          <li key={demand.id}>
            <span className="block">
              {demand.no} {demand.text}
            </span>
            {survivor.length === 0 || demand.sameAs ? null : (
              <Select
                aria-label={t("same.label", { no: demand.no })}
                value={value}
                onChange={(event) => {
                  const [binding, id] = event.currentTarget.value.split(" ");
                  onChange(
                    id
                      ? [...others, { survivor: id, absorbed: demand.id, binding: binding as "survivor" | "absorbed" }]
                      : others,
                  );
                }}
              >
                <option value="">{t("same.none")}</option>
                {free(demand.id).flatMap((one) => [
                  <option key={`a${one.id}`} value={`survivor ${one.id}`}>
                    {t("same.bindsA", { no: one.no })}
                  </option>,
                  <option key={`b${one.id}`} value={`absorbed ${one.id}`}>
                    {t("same.bindsB", { no: one.no })}
                  </option>,
                ])}
              </Select>
            )}
            {own && (own.answer || demand.answer) ? (
              <span className="block text-12 text-text-2">{t("same.answers")}</span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
