import type { Tx } from "../../kernel/db.server.ts";
import { Refusal } from "../../kernel/refusal.ts";
import { say } from "../../kernel/sentence.ts";
import type { AddresseeClass } from "./report-kinds.ts";

export type Addressee = { class: AddresseeClass; name: string; copy: boolean };

/** City, then its departments, offices and counties: what lies two steps below the top is lower than the office. */
const depth = (path: string) => path.split("/").filter(Boolean).length;
const isLower = (unit: { kind: string; path: string }) =>
  unit.kind === "county" || unit.kind === "township" || depth(unit.path) > 2;

/** A competent department (主管部门): one of the city's own that has a part. */
export const isCompetent = (unit: { kind: string; path: string }): boolean =>
  unit.kind === "department" && !isLower(unit);

/**
 * Whom a report goes to as it is begun (Art. 25): the Party committee and government of the city; copies to the petition bureau above
 * and the national one, the joint conference's office above, and the competent departments, which are those of the city that have a part.
 */
export async function usualAddressees(tx: Tx, incidentId: string): Promise<Addressee[]> {
  const parts = await tx.assignment.findMany({
    where: { incidentId, state: { notIn: ["returned", "withdrawn"] } },
    orderBy: [{ sentAt: "asc" }, { id: "asc" }],
    select: { unitName: true, unit: { select: { kind: true, path: true } } },
  });
  const departments = parts.filter(({ unit }) => isCompetent(unit));
  return [
    { class: "government", name: "市委、市政府", copy: false },
    { class: "bureau", name: "省信访局、国家信访局", copy: true },
    { class: "conference", name: "省信访工作联席会议办公室", copy: true },
    ...[...new Set(departments.map(({ unitName }) => unitName))].map(
      (name): Addressee => ({ class: "department", name, copy: true }),
    ),
  ];
}

/** 上行文不抄送下级机关: a county, a township or one of their departments is told by dispatch, not by a copy. */
export async function refuseLower(tx: Tx, name: string): Promise<void> {
  const names = name.split(/[、，,]/).map((one) => one.trim());
  const units = await tx.unit.findMany({
    where: { OR: [{ name: { in: names } }, { shortName: { in: names } }], closedAt: null },
    select: { shortName: true, kind: true, path: true },
  });
  const lower = units.filter(isLower).map((unit) => unit.shortName);
  if (lower.length === 0) return;
  const listed = lower.join("、");
  throw new Refusal(
    "invalid",
    say(
      `上行文不抄送下级机关：${listed}。要它知道，请在事件里交办或记一条。`,
      `A report that goes up is not copied to lower bodies: ${listed}. Dispatch it or post an entry instead.`,
    ),
    { fields: { name: say("是下级机关", "A lower body") } },
  );
}
