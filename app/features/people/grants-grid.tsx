import { Form, Link, useNavigate, useSearchParams } from "@remix-run/react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { powerWords } from "#domain/people/grants-powers.ts";
import type { GridView } from "#domain/people/register.ts";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { DateTimeInput } from "../../ui/date-time-input.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Select } from "../../ui/field.tsx";
import { toInputDateTime } from "../../ui/format.ts";
import { PanelLink } from "./panel-link.tsx";
import { useRegisterUrl } from "./register-url.ts";
import { useSentence, useTexts } from "./texts.ts";

export type GridProps = {
  grid: GridView;
  /** Places to ask about: the unit, those above and below it. */
  places: { id: string; name: string }[];
  /** The grid shows what a grant in the drawer would add, at that grant's own scope. */
  isPreview: boolean;
  unitId: string;
};

/** 谁在这里能做什么，到何时: computed by the rules for one place and one moment, both in the address. */
export function GrantsGrid({ grid, places, isPreview, unitId }: GridProps) {
  const t = useTexts();
  const { set } = useRegisterUrl();
  return (
    <section aria-label={t("grid.title")} className="flex min-h-0 flex-col border-t-8 border-sunken bg-surface">
      <div className="flex min-h-head shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-4 py-1">
        <h2 className="text-14">{t("grid.title")}</h2>
        {isPreview ? (
          <span className="ml-auto text-12 text-text-2">{t("grid.preview", { place: grid.placeName })}</span>
        ) : (
          <Question grid={grid} places={places} unitId={unitId} />
        )}
      </div>
      <div className="min-h-0 flex-1 overflow-auto" data-scroll>
        {grid.rows.length === 0 ? (
          <EmptyState className="!py-6" icon="people" title={t("grid.nobody")} text={t("grid.nobodyText")} />
        ) : (
          <GridTable grid={grid} />
        )}
      </div>
      <p className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-1.5 text-12 text-text-3">
        <span>{t("grid.exclusive")}</span>
        <span className="inline-flex items-center gap-1">
          <span className={soonClass}>{t("grid.sample")}</span>
          {t("grid.soon")}
        </span>
        <span className="inline-flex items-center gap-1">
          <span className={addedClass}>{t("grid.sampleFrom")}</span>
          {t("grid.added")}
        </span>
        <span>{t("grid.cannot")}</span>
        {grid.partial ? <span>{t("grid.partial")}</span> : null}
        {grid.next ? (
          <PanelLink to={set({ gridAfter: grid.next })} size="small" className="ml-auto">
            {t("grid.more")}
          </PanelLink>
        ) : null}
      </p>
    </section>
  );
}

/** Parameters of the page that a question without scripts takes along. */
const kept = ["panel", "id", "past", "duty", "scopeKind", "scope", "notBefore", "notAfter"];

/** Acts at once where scripts run; otherwise its button sends it. */
function Question({ grid, places, unitId }: Omit<GridProps, "isPreview">) {
  const t = useTexts();
  const { set } = useRegisterUrl();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const go = (change: Record<string, string | null>) =>
    navigate(set({ ...change, gridAfter: null }), { preventScrollReset: true });
  return (
    <Form
      method="get"
      preventScrollReset
      className="ml-auto flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-text-2"
      onSubmit={(event) => scripted && event.preventDefault()}
    >
      {kept.map((name) => {
        const value = search.get(name);
        return value === null ? null : <input key={name} type="hidden" name={name} value={value} />;
      })}
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the child */}
      <label className="inline-flex items-center gap-1.5">
        {t("grid.place")}
        <Select
          name="place"
          className="w-[124px]"
          key={grid.placeId}
          defaultValue={grid.placeId}
          onChange={(event) => go({ place: event.target.value === unitId ? null : event.target.value })}
          options={places.map((place) => ({ value: place.id, label: place.name }))}
        />
      </label>
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the control is the child */}
      <label className="inline-flex items-center gap-1.5">
        {t("grid.at")}
        <MomentInput at={grid.at} isNow={grid.isNow} onChange={(at) => go({ at })} />
      </label>
      {scripted ? null : <Button type="submit">{t("grid.ask")}</Button>}
      {grid.isNow ? null : (
        <PanelLink to={set({ at: null, gridAfter: null })} kind="text">
          {t("grid.now")}
        </PanelLink>
      )}
    </Form>
  );
}

/** A pause after which a moment is taken as typed: its parts are typed one after another. */
const TYPED_MS = 700;

/** The moment of the grid. What is being typed is never replaced; a moment before this century is one that is half typed. */
function MomentInput({ at, isNow, onChange }: { at: string; isNow: boolean; onChange: (at: string) => void }) {
  const shown = toInputDateTime(at);
  const [value, setValue] = useState(shown);
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field follows the address, not the clock
  useEffect(() => {
    if (document.activeElement !== input.current) setValue(shown);
  }, [isNow, isNow ? "" : shown]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const take = (typed: string) => {
    clearTimeout(timer.current);
    if (typed >= "2000" && typed !== shown) onChange(typed);
  };
  return (
    <DateTimeInput
      ref={input}
      name="at"
      className="!w-[176px]"
      value={value}
      onChange={(event) => {
        const typed = event.target.value;
        setValue(typed);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => take(typed), TYPED_MS);
      }}
      onBlur={(event) => take(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") take(event.currentTarget.value);
      }}
    />
  );
}

const soonClass = "rounded-tag border border-warn-line bg-warn-tint px-1.5 font-bold text-warn tabular-nums";
const addedClass =
  "rounded-tag border border-dashed border-act bg-act-tint px-1.5 font-bold text-act tabular-nums whitespace-nowrap";

function GridTable({ grid }: { grid: GridView }) {
  const t = useTexts();
  const say = useSentence();
  const { panel } = useRegisterUrl();
  const year = grid.at.slice(0, 4);
  const head = grid.rows[0]!.cells;
  return (
    <table className="w-full min-w-[680px] border-separate border-spacing-0 text-12">
      <caption className="sr-only">{t("grid.title")}</caption>
      <thead>
        <tr className="sticky top-0 z-10 h-7 bg-sunken text-text-2">
          <th scope="col" className="sticky left-0 w-[104px] border-b border-line-2 bg-sunken pl-4 text-left">
            {t("column.person")}
          </th>
          {head.map(({ power }) => (
            <th key={power} scope="col" className="border-b border-line-2 px-1 text-center whitespace-nowrap">
              {say(powerWords[power])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {grid.rows.map((row) => (
          <tr key={row.personId} className="h-[26px]">
            <th scope="row" className="sticky left-0 border-b border-line bg-surface pl-4 text-left text-13">
              <Link
                to={panel("person", row.personId)}
                preventScrollReset
                title={row.unitName}
                className="block truncate py-0.5 hover:text-act hover:underline"
              >
                {row.name}
              </Link>
            </th>
            {row.cells.map((cell) => (
              <td
                key={cell.power}
                className={cx("border-b border-line px-1 text-center", !cell.until && "bg-hover text-text-3")}
              >
                {cell.until ? (
                  <Cell cell={cell} to={cell.grantId && cell.grantId !== "draft" ? panel("grant", cell.grantId) : null}>
                    {dateText(cell.from, cell.until, year, t("grid.from"))}
                  </Cell>
                ) : (
                  <span role="img" aria-label={t("grid.not")}>
                    —
                  </span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type CellOf = GridView["rows"][number]["cells"][number];

function Cell({ cell, to, children }: { cell: CellOf; to: string | null; children: ReactNode }) {
  const t = useTexts();
  const look = cx(
    "inline-block min-w-6 py-0.5 leading-4 tabular-nums whitespace-nowrap",
    cell.added ? addedClass : cell.soon ? soonClass : "px-1.5",
    !cell.added && cell.from && "text-act",
  );
  const title = cell.from
    ? t("grid.term", { from: cell.from, until: cell.until })
    : t("grid.until", { until: cell.until });
  if (!to)
    return (
      <span className={look} title={title}>
        {children}
      </span>
    );
  return (
    <Link to={to} preventScrollReset className={cx(look, "hover:underline")} title={title}>
      {children}
    </Link>
  );
}

/** `12-01` this year, `27-03-01` in another; `12-01 起` for what begins later. */
function dateText(from: string | null, until: string | null, year: string, fromWord: string): string {
  const day = from ?? until ?? "";
  const short = day.startsWith(year) ? day.slice(5) : day.slice(2);
  return from ? `${short} ${fromWord}`.trim() : short;
}
