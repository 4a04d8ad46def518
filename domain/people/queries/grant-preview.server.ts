import { parseInput } from "../../kernel/command.server.ts";
import { sql, transaction } from "../../kernel/db.server.ts";
import { Id } from "../../kernel/fields.ts";
import { notFound, permitRead, Refusal } from "../../kernel/refusal.ts";
import { inLanguage, type Sentence } from "../../kernel/sentence.ts";
import { grantRules, personRules } from "../../permissions/people.ts";
import type { Actor, HeldGrant } from "../actor.ts";
import { resolveScope, type Scope } from "../grants.server.ts";
import { beginOf, dayOf, daysBetween, termProblems } from "../grants.ts";
import { previewGrant } from "../grants-preview.ts";
import { DraftGrantInput } from "../inputs.ts";
import type { GridView, PreviewView } from "../register.ts";
import { grantsGrid, incidentPlace, type NamedPlace, unitPlace } from "./grants-grid.server.ts";
import { holders } from "./holders.server.ts";

/** The id that a grant has which is not given yet. */
const DRAFT = "draft";

/**
 * 授权后: what a grant that is being filled in would make possible, and the grid with its cells dashed. What is still wrong
 * is answered by field; nothing is written. not_found for a person outside the reader's territory.
 */
export async function grantPreview(
  actor: Actor,
  now: Date,
  raw: Record<string, unknown>,
  grid: { at: Date; unitId: string },
): Promise<PreviewView> {
  if (!Id.safeParse(grid.unitId).success) throw notFound();
  try {
    const input = parseInput(DraftGrantInput, raw);
    const [person] = await holders(now, "where p.id = $2", [input.personId]);
    if (!person) throw notFound();
    permitRead(
      personRules["people.person.read"](actor, { id: person.personId, unitPath: person.unitPath, reach: [] }, now),
    );
    const scope = await transaction((tx) => resolveScope(tx, actor, input, now));
    const thing = { personId: person.personId, personUnitPath: person.unitPath, scopePath: scope.path };
    const verdict = grantRules["people.grant.give"](actor, thing, now);
    if (verdict !== true) throw atField("personId", verdict);
    const fields = termProblems(input.notBefore, input.notAfter, now);
    const [field] = Object.entries(fields);
    if (field) throw new Refusal("invalid", field[1], { fields });
    const notAfter = beginOf(input.notAfter)!;
    const draft: HeldGrant = {
      id: DRAFT,
      duty: input.duty,
      scopeKind: scope.kind,
      scopeId: scope.id,
      scopePath: scope.kind === "unit" ? scope.path : "",
      notBefore: beginOf(input.notBefore)!,
      notAfter,
      revokedAt: null,
    };
    return await consequences(actor, now, person, draft, scope, grid);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== "invalid") throw error;
    const fields = Object.entries(error.fields).map(([name, text]) => [name, inLanguage(text, actor.locale)] as const);
    return { ok: false, fields: Object.fromEntries(fields) };
  }
}

const atField = (field: string, sentence: Sentence) =>
  new Refusal("invalid", sentence, { fields: { [field]: sentence } });

async function consequences(
  actor: Actor,
  now: Date,
  person: Actor,
  draft: HeldGrant,
  scope: Scope,
  asked: { at: Date; unitId: string },
): Promise<PreviewView> {
  const place = (await (scope.kind === "unit" ? unitPlace(scope.id) : incidentPlace(scope.id)))!;
  const everyone = await holdersAt(place, now, draft.duty);
  const names = await scopeNames([person, ...everyone]);
  const preview = previewGrant(
    person,
    draft,
    {
      place: place.place,
      placeName: place.name,
      everyone: everyone.some((one) => one.personId === person.personId) ? everyone : [...everyone, person],
      nameOf: (grant) => names.get(grant.scopeId) ?? "",
    },
    now,
  );
  const grid: GridView = await grantsGrid(actor, now, {
    place,
    at: asked.at,
    unitId: asked.unitId,
    draft: { personId: person.personId, grant: draft },
  });
  return {
    ok: true,
    preview,
    days: daysBetween(draft.notBefore, draft.notAfter),
    until: dayOf(draft.notAfter),
    grid,
  };
}

/** Those who hold a duty at or above a place: for the warning that one of them stays alone. */
const holdersAt = (place: NamedPlace, now: Date, duty: string) =>
  holders(
    now,
    `where p.disabled_at is null and p.id in (select g.person_id from grants g where g.scope_kind = 'unit' and g.scope_id = any($3::uuid[])
       and g.duty = $2 and g.not_after > $1 and g.revoked_at is null) limit 200`,
    [duty, place.path.split("/").filter(Boolean)],
  );

async function scopeNames(people: Actor[]): Promise<Map<string, string>> {
  const ids = [...new Set(people.flatMap((one) => one.grants.map((grant) => grant.scopeId)))];
  const rows = await sql<{ id: string; name: string }>(
    "select id, short_name as name from unit where id = any($1::uuid[]) union all select id, number from incident where id = any($1::uuid[])",
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}
