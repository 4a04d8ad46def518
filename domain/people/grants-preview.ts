import { type Sentence, say } from "../kernel/sentence.ts";
import type { Actor, HeldGrant } from "./actor.ts";
import { duties } from "./duties.ts";
import { dayOf, daysBetween, endOf, SOON_DAYS } from "./grants.ts";
import { gridOf, type Place } from "./grants-grid.ts";
import { type PowerName, powerWords } from "./grants-powers.ts";

export type GrantPreview = {
  gained: PowerName[];
  /** `gain`: what becomes possible; `limit`: what does not; `warn`: amber, warns and does not block. */
  lines: { kind: "gain" | "limit" | "warn"; text: Sentence }[];
};

/** What the preview knows beside the person and the draft. `nameOf` names the scope of a grant, `everyone` holds all whose grants bear on the place. */
export type PreviewFacts = { place: Place; placeName: string; everyone: Actor[]; nameOf: (grant: HeldGrant) => string };

/** 授权后: what a grant would make possible, computed by the rules, and what one should know before giving it. */
export function previewGrant(person: Actor, draft: HeldGrant, facts: PreviewFacts, now: Date): GrantPreview {
  const [row] = gridOf([person], facts.place, now, { personId: person.personId, grant: draft });
  const gained = row!.cells.filter((cell) => cell.added).map((cell) => cell.power);
  const limits: Sentence[] = [];
  if (gained.includes("reveal"))
    limits.push(
      say("看遮蔽信息仍须逐次填理由，并留记录", "Revealing personal data still asks a reason each time and is logged"),
    );
  if (gained.includes("grant"))
    limits.push(
      say("不能给自己授权，也不能授出这个范围之外的权限", "No grants to himself, and none beyond this scope"),
    );
  return {
    gained,
    lines: [
      { kind: gained.length > 0 ? "gain" : "warn", text: gainLine(gained, facts.placeName) },
      ...limits.map((text) => ({ kind: "limit" as const, text })),
      ...warnings(person, draft, facts, now).map((text) => ({ kind: "warn" as const, text })),
    ],
  };
}

function gainLine(gained: PowerName[], place: string): Sentence {
  if (gained.length === 0)
    return say(`在${place}不会多出任何权限`, `Nothing becomes possible at ${place} that is not already`);
  return say(
    `${place}多出 ${gained.map((power) => powerWords[power].zh).join("、")}`,
    `At ${place} becomes possible: ${gained.map((power) => powerWords[power].en).join(", ")}`,
  );
}

function warnings(person: Actor, draft: HeldGrant, facts: PreviewFacts, now: Date): Sentence[] {
  const found: Sentence[] = [];
  const others = person.grants.filter((grant) => draft.notBefore < endOf(grant) && grant.notBefore < draft.notAfter);
  const isSame = (grant: HeldGrant) =>
    grant.duty === draft.duty && grant.scopeKind === draft.scopeKind && grant.scopeId === draft.scopeId;
  for (const grant of others) {
    const duty = duties[grant.duty];
    const end = dayOf(endOf(grant));
    const sameDay = end === dayOf(draft.notAfter);
    if (isSame(grant))
      found.push(
        say(`已有同一授权（至 ${end}），期限重叠`, `The same grant is already there (until ${end}); the terms overlap`),
      );
    else
      found.push(
        say(
          `与${duty.zh}（${facts.nameOf(grant)}）授权并存，${sameDay ? "到期同日" : `后者 ${end} 到期`}`,
          `Stands beside ${duty.en} (${facts.nameOf(grant)}), which ends ${sameDay ? "on the same day" : end}`,
        ),
      );
  }
  if (dayOf(draft.notBefore) < dayOf(now))
    found.push(
      say("起期早于今天，实际从授权的时刻起有效", "Begins before today; it counts from the moment it is given"),
    );
  if (daysBetween(now, draft.notAfter) <= SOON_DAYS)
    found.push(
      say(
        `${daysBetween(now, draft.notAfter)} 天后到期，会列入将到期`,
        `Ends in ${daysBetween(now, draft.notAfter)} days and is listed as ending`,
      ),
    );
  return [...found.slice(0, 5), ...soonAlone(person, draft, facts, now)];
}

/**
 * Of the wider grants of the same duty that end within thirty days: who is left at that scope afterwards. The draft does
 * not replace a wider grant, and whoever gives it should see what is about to end.
 */
function soonAlone(person: Actor, draft: HeldGrant, facts: PreviewFacts, now: Date): Sentence[] {
  if (draft.scopeKind !== "unit") return [];
  const people = facts.everyone.map((one) =>
    one.personId === person.personId ? { ...one, grants: [...one.grants, draft] } : one,
  );
  const ending = people
    .flatMap((one) => one.grants)
    .filter(
      (grant) =>
        grant.id !== draft.id &&
        grant.duty === draft.duty &&
        grant.scopeKind === "unit" &&
        draft.scopePath.startsWith(grant.scopePath) &&
        endOf(grant) > now &&
        daysBetween(now, endOf(grant)) <= SOON_DAYS,
    )
    .sort((a, b) => endOf(a).getTime() - endOf(b).getTime());
  const seen = new Set<string>();
  return ending.flatMap((grant) => {
    if (seen.has(grant.scopeId)) return [];
    seen.add(grant.scopeId);
    const after = endOf(grant);
    const left = people.filter((one) =>
      one.grants.some(
        (other) =>
          other.duty === grant.duty &&
          other.scopeKind === "unit" &&
          grant.scopePath.startsWith(other.scopePath) &&
          other.notBefore <= after &&
          after < endOf(other),
      ),
    );
    const duty = duties[grant.duty];
    const scope = facts.nameOf(grant);
    const day = dayOf(after);
    if (left.length === 0)
      return [say(`${day} 起${scope}没有${duty.zh}`, `From ${day} ${scope} has no ${duty.en.toLowerCase()}`)];
    if (left.length === 1)
      return [
        say(
          `${day} 起${scope}${duty.zh}只剩${left[0]!.name}一人`,
          `From ${day} ${left[0]!.name} is the only ${duty.en.toLowerCase()} of ${scope}`,
        ),
      ];
    return [];
  });
}
