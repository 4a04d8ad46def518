import { Form, useLocation, useNavigate, useNavigation } from "@remix-run/react";
import { useEffect } from "react";
import { writableRows } from "#domain/submissions/imports.ts";
import type { ImportPage } from "#domain/submissions/queries/import-page.server.ts";
import { Band } from "../../ui/band.tsx";
import { Button, ButtonLink } from "../../ui/button.tsx";
import { useNow } from "../../ui/clock.ts";
import { Drawer } from "../../ui/drawer.tsx";
import { FieldError } from "../../ui/field.tsx";
import { formatBytes, formatNear, formatNumber } from "../../ui/format.ts";
import { Icon } from "../../ui/icons.tsx";
import { type FigureItem, FigureRow, type Step, Steps } from "../../ui/progress.tsx";
import { Tag, type TagTone } from "../../ui/tag.tsx";
import { toast } from "../../ui/toasts.tsx";
import { CommandId } from "../account/command-id.tsx";
import { Findings } from "./findings.tsx";
import { useListSearch, useTexts } from "./texts.ts";
import { useImportProgress } from "./use-import-progress.ts";

type Answer = { ok: boolean; intent: string; message?: string } | null;

const tones: { [state: string]: TagTone } = { read: "act", reading: "act", published: "ok", refused: "bad" };

/** One import: how far it is, what was found, and the button that names the number. */
export function ImportDrawer({ page, answer }: { page: ImportPage; answer: Answer }) {
  const t = useTexts();
  const navigate = useNavigate();
  const search = useListSearch();
  const now = useNow();
  const view = useImportProgress(page.view);
  const doing = useDoing();
  const close = () => navigate(`/submissions${search}`, { preventScrollReset: true });
  useCloseWhenGone(answer, close);
  const rows = writableRows(view.figures);
  const steps = useSteps(view, doing);
  const figures = useFigures(view);
  return (
    <Drawer
      open
      of={view.id}
      onClose={close}
      title={t("import.title")}
      aside={<Tag tone={tones[view.state]}>{t(`import.state.${view.state}`)}</Tag>}
      foot={<Foot view={view} rows={rows} doing={doing} answer={answer} />}
      footEnd={view.state === "read" || view.state === "reading" ? t("import.later") : undefined}
    >
      <div className="flex flex-col gap-4">
        {view.state === "reading" ? (
          <noscript>
            <meta httpEquiv="refresh" content="2" />
          </noscript>
        ) : null}
        <div className="flex items-center gap-3 rounded-control border border-line-2 px-3 py-2.5">
          <Icon name="file" size={20} className="text-text-2" />
          <div className="min-w-0">
            <p className="truncate">{view.fileName}</p>
            <p className="text-12 text-text-3">
              <span className="mr-3">{formatBytes(view.fileSize)}</span>
              {t("import.by", { unit: view.unit, by: view.by, at: formatNear(view.createdAt, now) })}
            </p>
          </div>
        </div>
        {view.state === "discarded" ? (
          <Band tone="info" shape="edge">
            {t("import.discarded")}
          </Band>
        ) : (
          <>
            <Steps items={steps} />
            <FigureRow items={figures} />
            <p role="status" className="sr-only">
              {view.state === "read"
                ? t("import.live", { good: formatNumber(rows), bad: formatNumber(view.figures.bad) })
                : ""}
            </p>
            {answer && !answer.ok ? <FieldError errors={[answer.message ?? ""]} /> : null}
            {view.state === "reading" ? null : <Findings page={page} />}
            {view.state === "read" ? <Consequences view={view} /> : null}
            {view.state === "published" ? (
              <Band tone="ok" shape="edge" title={t("import.step.done", { count: formatNumber(view.written) })} live>
                {t("import.published", {
                  by: view.publishedBy,
                  at: formatNear(view.publishedAt ?? view.createdAt, now),
                })}
              </Band>
            ) : null}
          </>
        )}
      </div>
    </Drawer>
  );
}

type View = ImportPage["view"];

/** The intent that is under way. */
function useDoing(): string | null {
  const { state, formData } = useNavigation();
  const intent = state === "idle" ? null : formData?.get("intent");
  return typeof intent === "string" ? intent : null;
}

/** Given up: the drawer closes, a toast says that nothing was written. */
function useCloseWhenGone(answer: Answer, close: () => void) {
  const t = useTexts();
  // The answer comes before the page has loaded anew; leaving earlier would break that off.
  const settled = useNavigation().state === "idle";
  const gone = answer?.ok === true && answer.intent === "discard-import" && settled;
  // biome-ignore lint/correctness/useExhaustiveDependencies: one answer, one toast
  useEffect(() => {
    if (!gone) return;
    toast({ tone: "info", title: t("import.gone") });
    close();
  }, [gone]);
}

/** The words beside the bars of the steps, all of one width. */
const Note = ({ children }: { children: string }) => <span className="block w-[104px] text-right">{children}</span>;

function useSteps(view: View, doing: string | null): Step[] {
  const t = useTexts();
  const { figures, total, state, written } = view;
  const read = state === "read" || state === "published";
  const writing = doing === "publish-import";
  const steps: (Step & { note: string })[] = [
    { id: "upload", label: t("import.step.upload"), state: "done", note: formatBytes(view.fileSize) },
    {
      id: "read",
      label: t("import.step.read"),
      state: read ? "done" : "running",
      value: figures.read,
      max: total ?? 1,
      note:
        total === null
          ? t("import.step.checking")
          : t("import.step.rows", { read: formatNumber(figures.read), total: formatNumber(total) }),
    },
    {
      id: "write",
      label: t("import.step.write"),
      state: state === "published" ? "done" : writing ? "running" : "waiting",
      note:
        state === "published"
          ? t("import.step.written", { count: formatNumber(written) })
          : writing
            ? t("import.step.writing")
            : read
              ? t("import.step.confirm")
              : "",
    },
  ];
  return steps.map((step) => ({ ...step, note: <Note>{step.note}</Note> }));
}

function useFigures({ figures }: View): FigureItem[] {
  const t = useTexts();
  const { read, good, doubtful, bad, duplicates, already } = figures;
  return [
    { label: t("import.figure.read"), value: formatNumber(read) },
    { label: t("import.figure.good"), value: formatNumber(good), icon: "check", tone: "ok" },
    { label: t("import.figure.doubtful"), value: formatNumber(doubtful), icon: "info", tone: "warn" },
    { label: t("import.figure.bad"), value: formatNumber(bad), icon: "x", tone: "bad" },
    { label: t("import.figure.duplicate"), value: formatNumber(duplicates + already), icon: "link" },
  ];
}

/** What the button does to each kind of row, before it is pressed. */
function Consequences({ view: { figures } }: { view: View }) {
  const t = useTexts();
  if (figures.read === 0) return null;
  return (
    <Band tone="warn" shape="edge">
      {figures.bad > 0 ? t("import.note.bad", { count: formatNumber(figures.bad) }) : null}
      {figures.doubtful > 0 ? t("import.note.doubtful") : null}
      {figures.duplicates + figures.already > 0 ? t("import.note.duplicate") : null}
      {t("import.note.once")}
    </Band>
  );
}

function Foot({ view, rows, doing, answer }: { view: View; rows: number; doing: string | null; answer: Answer }) {
  const t = useTexts();
  const search = useListSearch();
  const { pathname } = useLocation();
  if (view.state === "published" || view.state === "discarded")
    return (
      <>
        {view.written > 0 ? (
          <ButtonLink to={`/submissions?import=${view.id}`} kind="filled">
            {t("import.show")}
          </ButtonLink>
        ) : null}
        <ButtonLink to={`/submissions/import${search}`}>{t("import.next")}</ButtonLink>
      </>
    );
  const to = `${pathname}${search}`;
  const good = view.figures.bad > 0;
  return (
    <>
      {view.state === "read" ? (
        <Form method="post" action={to} replace preventScrollReset>
          <CommandId answer={answer} />
          <input type="hidden" name="intent" value="publish-import" />
          <input type="hidden" name="importId" value={view.id} />
          <input type="hidden" name="rows" value={rows} />
          {good ? <input type="hidden" name="goodOnly" value="on" /> : null}
          <Button
            kind="filled"
            type="submit"
            busy={doing === "publish-import"}
            busyLabel={t("import.publishing")}
            can={rows > 0 ? true : t("import.nothing")}
          >
            {t(good ? "import.publishGood" : "import.publish", { count: formatNumber(rows) })}
          </Button>
        </Form>
      ) : null}
      <Form method="post" action={to} replace preventScrollReset>
        <CommandId answer={answer} />
        <input type="hidden" name="intent" value="discard-import" />
        <input type="hidden" name="importId" value={view.id} />
        <Button type="submit" busy={doing === "discard-import"}>
          {t(view.state === "reading" ? "import.cancel" : "import.discard")}
        </Button>
      </Form>
    </>
  );
}
