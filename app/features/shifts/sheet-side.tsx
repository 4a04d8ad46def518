import { type FormEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { newId } from "#domain/kernel/id.ts";
import type { SheetView } from "#domain/shifts/queries/sheet.server.ts";
import { Avatar } from "../../ui/avatar.tsx";
import { Button } from "../../ui/button.tsx";
import { useNow } from "../../ui/clock.ts";
import { Field, TextInput } from "../../ui/field.tsx";
import { formatNear } from "../../ui/format.ts";
import { Tag } from "../../ui/tag.tsx";
import type { Act } from "./use-act.ts";
import { WhoChart } from "./who-chart.tsx";

type Props = { view: SheetView; act: Act; isNext: boolean; isBefore: boolean };

/** Right of the sheet: what the one before wrote, what both asked and answered, who is on duty, what follows. */
export function SheetSide({ view, act, isNext, isBefore }: Props) {
  const { t } = useTranslation("shifts");
  const now = useNow("minute");
  const { shift, before, notes, words } = view;
  const isOpen = shift.state === "waiting" || shift.state === "returned";
  const lines = notes.split("\n").filter((line) => line.trim() !== "");
  return (
    <aside
      aria-label={t("sheet.side")}
      className="min-h-0 overflow-y-auto border-l border-line phone:overflow-visible phone:border-t phone:border-l-0 print:border-0"
      data-scroll
    >
      <section className="px-4 py-3">
        <h2 className="text-13">
          {t("sheet.notes")}
          {before && shift.givenAt ? (
            <span className="pl-2 font-normal text-text-2">
              {before.personName} {formatNear(shift.givenAt, now)}
            </span>
          ) : null}
        </h2>
        {lines.length === 0 ? <p className="text-text-3">{t("sheet.noNotes")}</p> : null}
        <ul className="list-disc pl-4 phone:text-14">
          {lines.map((line) => (
            <li key={line} className="py-0.5 break-words">
              {line}
            </li>
          ))}
        </ul>
        <ol>
          {words.map((word) => (
            <li key={word.id} className="flex gap-2 border-t border-line py-1.5">
              <Avatar name={word.byName} decorative />
              <div className="min-w-0">
                <p>
                  <b>{word.byName}</b> <span className="text-12 text-text-2">{formatNear(word.at, now)}</span>{" "}
                  {word.kind === "sent_back" ? <Tag tone="warn">{t("sheet.sendBack")}</Tag> : null}
                </p>
                <p className="break-words whitespace-pre-wrap phone:text-14">{word.text}</p>
              </div>
            </li>
          ))}
        </ol>
        {(isNext && isOpen) || (isBefore && shift.givenAt) ? (
          <Say act={act} shiftId={shift.id} intent={isNext ? "ask-shift" : "answer-shift"} />
        ) : null}
      </section>
      {view.who ? <WhoChart incidents={view.incidents} who={view.who} /> : null}
      {isOpen && before ? (
        <section className="border-t border-line px-4 py-3">
          <h2 className="text-13">{t("sheet.after")}</h2>
          <p className="text-text-2">
            {t("sheet.afterText", {
              time: formatNear(shift.startsAt, now),
              next: shift.personName,
              before: before.personName,
              count: view.incidents.length,
              unit: shift.unitName,
            })}
          </p>
        </section>
      ) : null}
    </aside>
  );
}

/** One line to the other. What was typed stays when it is refused. */
function Say({ act, shiftId, intent }: { act: Act; shiftId: string; intent: "ask-shift" | "answer-shift" }) {
  const { t } = useTranslation("shifts");
  const input = useRef<HTMLInputElement>(null);
  const [commandId, setCommandId] = useState(() => newId());
  const [error, setError] = useState<string | undefined>();
  const running = useRef(false);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (running.current) return;
    running.current = true;
    const reply = await act(intent, { shiftId, text: input.current?.value ?? "" }, { commandId, quiet: true });
    running.current = false;
    if (!reply.ok) return setError(reply.fields?.text ?? reply.message);
    setError(undefined);
    setCommandId(newId());
    if (input.current) input.current.value = "";
  };
  const label = t(intent === "ask-shift" ? "sheet.ask" : "sheet.answer");
  return (
    <form method="post" onSubmit={send} className="flex items-start gap-2 pt-1.5" data-frame noValidate>
      <input type="hidden" name="intent" value={intent} />
      <input type="hidden" name="shiftId" value={shiftId} />
      <Field label={label} labelAt="hidden" error={error} className="min-w-0 flex-1">
        <TextInput ref={input} name="text" placeholder={label} maxLength={1000} onInput={() => setError(undefined)} />
      </Field>
      <Button type="submit">{t(intent === "ask-shift" ? "sheet.doAsk" : "sheet.doAnswer")}</Button>
    </form>
  );
}
