import { type Actor, covers, coversThing } from "../people/actor.ts";
import { type IncidentThing, lead, ownUnitOrWriter, type PartThing, read, takePart, write } from "./incidents.ts";
import { no, type Rule } from "./verdict.ts";

const convenes: Rule<IncidentThing> = (actor, thing, now) =>
  covers(actor, now, thing.countyPath, "convener") ||
  coversThing(actor, now, "incident", thing.id, "convener") ||
  no("只有本地区的召集人可以直接批示。", "Only a convener of this territory issues an instruction himself.");

/** Rules over an incident as a whole: posts, instructions, promises. */
export const dutyRules = {
  "incidents.post.offer": lead,
  "incidents.post.withdraw": lead,
  /** Typed by the leader himself; recording one given on paper or by telephone is `record`. */
  "incidents.instruction.issue": convenes,
  "incidents.instruction.record": write,
  "incidents.instruction.settle": lead,
  "incidents.instruction.return": lead,
  "incidents.promise.make": takePart,
  "incidents.promise.carry-on": write,
  "incidents.promise.withdraw": write,
} as const satisfies Record<string, Rule<IncidentThing>>;
export type DutyPermission = keyof typeof dutyRules;

const isOwner = (actor: Actor, part: PartThing, now: Date) =>
  part.ownerId != null && part.ownerId === actor.personId && read(actor, part.incident, now) === true;
const ownerOnly: Rule<PartThing> = (actor, part, now) =>
  isOwner(actor, part, now) ||
  covers(actor, now, part.unitPath, "unit_head", "liaison", "handler") ||
  no("只有承办人或承办单位可以这样做。", "Only the owner or the unit in charge may do this.");

/** Rules over one instruction or promise: `unitPath` and `ownerId` are its owner's. */
export const dutyPartRules = {
  "incidents.instruction.read": ownerOnly,
  "incidents.instruction.report-back": ownUnitOrWriter,
  "incidents.promise.keep": ownUnitOrWriter,
} as const satisfies Record<string, Rule<PartThing>>;

/** A post of an incident: whom it is offered to, or who holds it. */
export type PostThing = { incident: IncidentThing; personId: string };
const himself: Rule<PostThing> = (actor, post, now) =>
  (post.personId === actor.personId && read(actor, post.incident, now) === true) ||
  no("岗位只能由本人答复。", "Only the person who was asked may answer.");
/** Rules over one post. */
export const postRules = {
  "incidents.post.answer": himself,
  /** The holder passes his post on; it stays his until the next one accepts. */
  "incidents.post.hand-over": (actor, post, now) =>
    himself(actor, post, now) === true || lead(actor, post.incident, now) === true
      ? true
      : no("只有在岗的人或协调员可以交班。", "Only the holder or a coordinator may hand a post over."),
} as const satisfies Record<string, Rule<PostThing>>;
export type DutyPartPermission = keyof typeof dutyPartRules | keyof typeof postRules;
