import type { InboxCount } from "#domain/inbox/inbox.ts";
import { inboxCount } from "#domain/inbox/queries/inbox.server.ts";
import { inLanguage } from "#domain/kernel/sentence.ts";
import { restsNow } from "#domain/notices/queries/quiet-hours.server.ts";
import { type Actor, isLive } from "#domain/people/actor.ts";
import { duties, dutyNames } from "#domain/people/duties.ts";
import { maySeeAccessLog } from "#domain/permissions/audit.ts";
import { maySeeBoard } from "#domain/permissions/incidents.ts";
import { maySeeNotices } from "#domain/permissions/notices.ts";
import { maySeeRegister } from "#domain/permissions/people.ts";
import { maySeeTemplates } from "#domain/permissions/review.ts";
import { maySeeSubmissions } from "#domain/permissions/submissions.ts";
import { readCookie } from "./cookies.server.ts";
import { withActor } from "./load.server.ts";
import { isLocale } from "./locale.server.ts";
import type { Deadlines } from "./session-facts.ts";

/** How many things wait in the inbox, when they were counted (ISO 8601), and how many of each group have come since the moment asked about. */
export type Waiting = {
  inbox: number;
  at: string;
  fresh: InboxCount["fresh"];
  /** Of these, what has climbed to the person: told of in quiet hours too. */
  urgent: number;
  /** Of these, what belongs to exercises: the notice says so. */
  drills: number;
  /** Desktop notices rest now, but for what is urgent. */
  quiet: boolean;
};

/** What the frame of every page shows of the person who is signed in. */
export type PortalFacts = {
  person: { personId: string; login: string; name: string; unit: string; duty?: string };
  preferences: { theme: "system" | "light" | "dark"; locale: "zh-CN" | "en"; singleKeys: boolean };
  /** Whether a part of the portal opens to this person at all; the menu shows what does. */
  abilities: {
    board: boolean;
    submissions: boolean;
    administration: boolean;
    templates: boolean;
    notices: boolean;
    accessLog: boolean;
  };
  waiting: Waiting;
  deadlines: Deadlines;
  menuNarrow: boolean;
};

export const portalFacts = (request: Request): Promise<PortalFacts> =>
  withActor(request, async ({ actor, session, now }) => {
    // Who holds several duties is shown by the first of the list of duties.
    const live = actor.grants.filter((grant) => isLive(grant, now));
    const [first] = live.sort((a, b) => dutyNames.indexOf(a.duty) - dutyNames.indexOf(b.duty));
    return {
      person: {
        personId: actor.personId,
        login: actor.login,
        name: actor.name,
        unit: actor.unitName,
        ...(first && { duty: inLanguage(duties[first.duty], actor.locale) }),
      },
      preferences: {
        theme: themes.find((theme) => theme === session.theme) ?? "system",
        locale: isLocale(actor.locale) ? actor.locale : "zh-CN",
        singleKeys: session.singleKeys,
      },
      abilities: {
        board: maySeeBoard(actor, null, now) === true,
        submissions: maySeeSubmissions(actor, null, now) === true,
        notices: maySeeNotices(actor, null, now) === true,
        administration: maySeeRegister(actor, null, now) === true,
        templates: maySeeTemplates(actor, null, now) === true,
        accessLog: maySeeAccessLog(actor, null, now) === true,
      },
      waiting: await waitingFor(actor, now, null),
      deadlines: session.deadlines,
      menuNarrow: readCookie(request, "menu") === "narrow",
    };
  });

async function waitingFor(actor: Actor, now: Date, since: Date | null): Promise<Waiting> {
  const [{ total, fresh, urgent, drills }, quiet] = await Promise.all([
    inboxCount(actor, now, since),
    restsNow(actor, now),
  ]);
  return { inbox: total, at: now.toISOString(), fresh, urgent, drills, quiet };
}

/** The badge of the menu alone, counted anew when the socket says that something has changed. `?since=` asks what is new. */
export const waiting = (request: Request): Promise<Waiting> =>
  withActor(request, ({ actor, now }) => {
    const since = new Date(new URL(request.url).searchParams.get("since") ?? "");
    return waitingFor(actor, now, Number.isNaN(since.getTime()) ? null : since);
  });

const themes = ["system", "light", "dark"] as const;
