import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PageHead } from "../../../ui/page-head.tsx";
import type { ShapeForm } from "./use-shape-form.ts";

type Props = {
  form: ShapeForm;
  title: string;
  survivor: { id: string; number: string };
  absorbed: { number: string };
  actions: ReactNode;
  /** What stands in the way, under the head. */
  warnings?: ReactNode;
  /** Names the part that scrolls. */
  label: string;
  scrolls: "down" | "both";
  /** Reason and button; nothing where there is nothing to decide. */
  foot: ReactNode;
  /** The timelines of both. */
  aside: ReactNode;
  children: ReactNode;
};

/** A page about two incidents that are, or were, one: left what one decides, with its reason and button, right both timelines. */
export function ShapeFrame(props: Props) {
  const { form, title, survivor, absorbed, actions, warnings, label, scrolls, foot, aside, children } = props;
  const { t } = useTranslation("shape");
  const room = `/incidents/${survivor.id}`;
  return (
    <form
      onSubmit={form.submit}
      onKeyDown={form.onKeyDown}
      className="flex h-full min-h-0 flex-col bg-surface phone:h-auto"
      noValidate
    >
      <PageHead
        title={title}
        crumbs={[
          { label: t("board"), to: "/incidents" },
          { label: survivor.number, to: room },
        ]}
        figures={<span data-desk-only>{t("merge.into", { a: survivor.number, b: absorbed.number })}</span>}
        backTo={room}
        actions={actions}
      />
      {warnings}
      <div className="flex min-h-0 flex-1 phone:block">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col">
          <section
            className={
              scrolls === "both"
                ? "min-h-0 flex-1 overflow-auto phone:overflow-x-auto"
                : "min-h-0 flex-1 overflow-y-auto px-4 py-3"
            }
            data-scroll
            // biome-ignore lint/a11y/noNoninteractiveTabindex: keys scroll it
            tabIndex={0}
            aria-label={label}
          >
            {children}
          </section>
          {foot}
        </div>
        {aside}
      </div>
    </form>
  );
}
