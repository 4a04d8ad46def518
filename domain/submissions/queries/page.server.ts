import type { Verdict } from "../../kernel/refusal.ts";
import { inLanguage } from "../../kernel/sentence.ts";
import type { Actor } from "../../people/actor.ts";
import { maySeeBoard } from "../../permissions/incidents.ts";
import { mayImportAnywhere } from "../../permissions/submissions.ts";
import { allCounties } from "../counties.server.ts";
import type { ListQuestion } from "../filter.ts";
import { unfinishedImports } from "./imports.server.ts";
import { countSubmissions, listSubmissions, type SubmissionList } from "./list.server.ts";

/** What the page of submissions needs: one page of the list, the choices of its filter, and what the reader may begin. */
export type SubmissionsPage = {
  list: SubmissionList;
  counties: { id: string; name: string }[];
  /** Imports that wait to be decided on. */
  unfinished: number;
  can: { write: true | string; incident: true | string };
};

/** `counted`: the count is asked for with the page, where no script asks for it. Refusal("not_found") for those whom submissions do not concern. */
export async function submissionsPage(
  actor: Actor,
  question: ListQuestion,
  now: Date,
  { counted = false } = {},
): Promise<SubmissionsPage> {
  const [list, total, counties, unfinished] = await Promise.all([
    listSubmissions(actor, question, now),
    counted ? countSubmissions(actor, question.filter, now) : null,
    allCounties(),
    unfinishedImports(actor, now),
  ]);
  return {
    list: { ...list, total: total ?? list.total },
    counties: counties.filter(({ kind }) => kind === "county").map(({ id, shortName }) => ({ id, name: shortName })),
    unfinished: unfinished.length,
    can: {
      write: inWords(actor, mayImportAnywhere(actor, null, now)),
      incident: inWords(actor, maySeeBoard(actor, null, now)),
    },
  };
}

const inWords = (actor: Actor, verdict: Verdict) => (verdict === true ? true : inLanguage(verdict, actor.locale));
