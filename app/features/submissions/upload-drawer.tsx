import { Link, useNavigate } from "@remix-run/react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { Sentence } from "#domain/kernel/sentence.ts";
import type { ImportView } from "#domain/submissions/imports.ts";
import type { OwnerUnit } from "#domain/submissions/queries/imports.server.ts";
import { limits } from "#domain/submissions/spreadsheet/limits.ts";
import { SheetRefusal } from "#domain/submissions/spreadsheet/sheet-refusal.ts";
import { Button } from "../../ui/button.tsx";
import { useNow } from "../../ui/clock.ts";
import { Drawer } from "../../ui/drawer.tsx";
import { Field, FieldError, Select } from "../../ui/field.tsx";
import { formatBytes, formatNear } from "../../ui/format.ts";
import { Steps } from "../../ui/progress.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useListSearch, useSentence, useTexts } from "./texts.ts";
import { type Upload, uploadSheet } from "./upload-sheet.ts";

export interface UploadDrawerProps {
  units: readonly OwnerUnit[];
  unfinished: readonly ImportView[];
  /** Why the last file was not taken. */
  refused: { ok: boolean; sentence?: Sentence } | null;
}

/** The first step of an import: a file and the unit that will own its rows. A plain form without JavaScript. */
export function UploadDrawer({ units, unfinished, refused }: UploadDrawerProps) {
  const t = useTexts();
  const say = useSentence();
  const navigate = useNavigate();
  const search = useListSearch();
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const [sent, setSent] = useState(0);
  const [error, setError] = useState<string | null>(refused?.sentence ? say(refused.sentence) : null);
  const under = useRef<Upload | null>(null);
  const [busy, setBusy] = useState(false);
  useEffect(() => () => under.current?.stop(), []);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!file || busy) return setError(file ? null : t("import.missing"));
    if (file.size > limits.fileBytes) return setError(say(new SheetRefusal("too_large").sentence));
    setError(null);
    setBusy(true);
    setSent(0);
    under.current = uploadSheet(new FormData(form.current!), setSent);
    const answer = await under.current.done;
    setBusy(false);
    if (answer.ok) return navigate(`/submissions/import/${answer.importId}${search}`, { preventScrollReset: true });
    if (answer.message !== undefined) setError(answer.message || t("import.retry"));
  };
  return (
    <Drawer
      open
      of="upload"
      onClose={() => navigate(`/submissions${search}`, { preventScrollReset: true })}
      title={t("import.title")}
      foot={
        busy ? (
          <Button onClick={() => under.current?.stop()}>{t("import.cancel")}</Button>
        ) : (
          <Button kind="filled" type="submit" form={formId} icon="upload">
            {t("import.upload")}
          </Button>
        )
      }
      footEnd={t("import.dry")}
    >
      <form
        ref={form}
        id={formId}
        method="post"
        action="/submissions/import"
        encType="multipart/form-data"
        onSubmit={submit}
        className="flex flex-col gap-4"
      >
        <div>
          <FieldError errors={error ? [error] : []} />
          <Field label={t("import.file")} labelAt="hidden" hint={t("import.hint")} className="mt-1">
            <input
              type="file"
              name="file"
              id={`${formId}-file`}
              aria-label={t("import.file")}
              accept=".xlsx,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
              onChange={(event) => {
                setFile(event.target.files?.[0] ?? null);
                setError(null);
              }}
              className="block w-full rounded-control border border-dashed border-control px-3 py-4 text-13 text-text-2 file:mr-3 file:h-control file:cursor-pointer file:rounded-control file:border file:border-solid file:border-control file:bg-surface file:px-3 file:text-13 file:text-text hover:file:border-act hover:file:text-act"
            />
          </Field>
        </div>
        <Field label={t("import.owner")} hint={t("import.ownerHint")}>
          <Select name="unitId" options={units.map(({ id, name }) => ({ value: id, label: name }))} />
        </Field>
        {busy && file ? (
          <Steps
            items={[
              {
                id: "upload",
                label: t("import.step.upload"),
                state: "running",
                value: sent,
                max: file.size,
                note: `${formatBytes(sent)} / ${formatBytes(file.size)}`,
              },
            ]}
          />
        ) : null}
      </form>
      {unfinished.length > 0 && !error ? <Unfinished imports={unfinished} /> : null}
    </Drawer>
  );
}

/** Imports that were closed before they were decided on. */
function Unfinished({ imports }: { imports: readonly ImportView[] }) {
  const t = useTexts();
  const search = useListSearch();
  const now = useNow();
  return (
    <section className="mt-6">
      <h3 className="border-b border-line-2 pb-1 text-14">{t("import.unfinished")}</h3>
      <ul>
        {imports.map((one) => (
          <li key={one.id} className="border-b border-line">
            <Link
              to={`/submissions/import/${one.id}${search}`}
              preventScrollReset
              className="flex items-center gap-3 py-2 hover:bg-hover"
            >
              <span className="min-w-0 flex-1">
                <span className="block truncate text-13 text-act">{one.fileName}</span>
                <span className="block text-12 text-text-3">
                  {t("import.by", { unit: one.unit, by: one.by, at: formatNear(one.createdAt, now) })}
                </span>
              </span>
              <Tag tone="act">{t(`import.state.${one.state}`)}</Tag>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
