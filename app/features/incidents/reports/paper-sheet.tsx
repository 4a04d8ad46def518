import type { ReactNode } from "react";
import type { Paper } from "#domain/incidents/reports/paper.ts";
import { DrillTag } from "../../../ui/tag.tsx";
import "./report.css";

/** Words of the paper itself are Chinese in both languages of the portal: they are no texts of the interface. */

/** Red head, number left and signer right, rule, title, who it goes to. Documents are in Chinese in both languages of the portal. */
export function PaperHead({ paper, drill }: { paper: Paper; drill: boolean }) {
  return (
    <header>
      <p className="report-office text-center">{paper.office}</p>
      <div className="mt-3 flex justify-between border-b-2 border-ink-red px-[1em] pb-1">
        <span>{paper.number}</span>
        {paper.signer ? <span>{`签发人：${paper.signer}`}</span> : null}
      </div>
      <div className="pt-6 pb-4 text-center">
        {drill ? (
          <p className="pb-1">
            <DrillTag />
          </p>
        ) : null}
        <h2 className="report-title">{paper.title}</h2>
      </div>
      <p>{paper.salutation}</p>
    </header>
  );
}

export function PaperText({ paper }: { paper: Paper }) {
  return (
    <>
      {paper.paragraphs.map((runs, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have a fixed order
        <p key={index} className="report-line">
          {runs.map((run, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs of a line have a fixed order
            <span key={place} data-face={run.face}>
              {run.text}
            </span>
          ))}
        </p>
      ))}
    </>
  );
}

/** Office and day with room for the seal, contact, copies and the issue line. */
export function PaperFoot({ paper }: { paper: Paper }) {
  return (
    <footer className="pt-[1.5em]">
      <p className="pr-[2em] text-right">{paper.office}</p>
      <p className="pr-[4em] text-right">{paper.day}</p>
      {paper.contact ? <p className="report-line">{`（联系人：${paper.contact}）`}</p> : null}
      <div className="report-small mt-8 break-inside-avoid border-y-2 border-ink">
        {paper.copies ? (
          <p className="border-b border-ink py-1 pr-[1em] pl-[4em] indent-[-3em]">{`抄送：${paper.copies}`}</p>
        ) : null}
        <p className="flex justify-between px-[1em] py-1">
          <span>{paper.office}</span>
          <span>{`${paper.day}印发`}</span>
        </p>
      </div>
    </footer>
  );
}

/** One sheet of white paper. */
export const PaperSheet = ({ children, className = "" }: { children: ReactNode; className?: string }) => (
  <article lang="zh-CN" className={`report-paper ${className}`}>
    {children}
  </article>
);
