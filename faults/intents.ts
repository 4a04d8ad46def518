import { newId } from "#domain/kernel/id.ts";
import type { CommandReply } from "#domain/live/protocol.ts";
import { one } from "./rig.ts";
import type { Stage } from "./trial.ts";

type Known = Record<"incidentId" | "unitId" | "assignmentId" | "demandId" | "taskId" | "representativeId", string>;
type Step = [intent: string, input: (known: Known) => object, learn?: (outcome: never, known: Known) => unknown];

const at = () => new Date(Date.now() - 60_000).toISOString();
const later = () => new Date(Date.now() + 3_600_000).toISOString();
const inIt = ({ incidentId }: Known) => ({ incidentId });
const demand = ({ demandId }: Known, version: number) => ({ demandId, version });

/** The life of an incident, every step of it an intent that changes something. */
const life: Step[] = [
  [
    "report",
    ({ unitId }) => ({
      title: "重复提交",
      level: 2,
      countyId: unitId,
      place: "村口",
      cause: "夜间生产",
      occurredAt: at(),
    }),
    (outcome: { incidentId: string }, known) => Object.assign(known, outcome),
  ],
  ["verify", (known) => ({ ...inIt(known), note: "已电话核实" })],
  [
    "dispatch",
    (known) => ({ ...inIt(known), units: [{ unitId: known.unitId, role: "lead" }] }),
    (outcome: { assignmentIds: string[] }, known) => Object.assign(known, { assignmentId: outcome.assignmentIds[0] }),
  ],
  ["accept-by-phone", ({ assignmentId }) => ({ assignmentId, name: "值班员老周" })],
  ["arrive", ({ assignmentId }) => ({ assignmentId })],
  ["post", (known) => ({ ...inIt(known), text: "现场平稳" })],
  ["head-count", (known) => ({ ...inIt(known), count: 40 })],
  [
    "add-demand",
    (known) => ({ ...inIt(known), text: "夜间停产", unitId: known.unitId }),
    (outcome: { demandId: string }, known) => Object.assign(known, outcome),
  ],
  ["edit-demand", (known) => ({ ...demand(known, 1), text: "夜间十点后停产", unitId: known.unitId })],
  ["answer-demand", (known) => ({ ...demand(known, 2), answer: "今晚起停产，由县里派员看守。" })],
  [
    "add-representative",
    (known) => ({ ...inIt(known), matter: "夜间停产", name: "代表甲" }),
    (outcome: { representativeId: string }, known) => Object.assign(known, outcome),
  ],
  ["remove-representative", ({ representativeId }) => ({ representativeId, reason: "本人退出" })],
  [
    "give-task",
    (known) => ({ ...inIt(known), kind: "record", title: "记录到场单位", unitId: known.unitId, dueAt: later() }),
    (outcome: { taskId: string }, known) => Object.assign(known, outcome),
  ],
  ["start-task", ({ taskId }) => ({ taskId })],
  ["finish-task", ({ taskId }) => ({ taskId, note: "已记" })],
  ["edit-facts", (known) => ({ ...inIt(known), factsVersion: 1, place: "村口东侧" })],
  ["pin", (known) => ({ ...inIt(known), seq: 6 })],
  ["report-back", ({ assignmentId }) => ({ assignmentId, text: "群众散去" })],
  ["close", (known) => ({ ...inIt(known), outcome: "企业签署承诺，群众散去" })],
];

export const intents = life.map(([intent]) => intent);

/**
 * Each step is sent twice at the same moment through two nodes and once more later: all answers must be the same yes, and the events
 * of its id must not grow. What is otherwise counts as doubled.
 */
export async function sendIntentsTwice({ url, nodes, city, found, problems }: Stage): Promise<void> {
  const cookie = city.writers[0]!;
  const { rows } = await one(
    url,
    `insert into grants (id, person_id, duty, scope_kind, scope_id, not_before, not_after, order_number)
     select gen_random_uuid(), p.id, 'unit_head', 'unit', u.id, now() - interval '1 day', now() + interval '1 day', '试'
     from unit u, (select id from person where login = 'bench0') p where u.short_name = '东县' returning scope_id as "unitId"`,
  );
  const known = { unitId: (rows[0] as { unitId: string }).unitId } as Known;
  for (const [intent, input, learn] of life) {
    const body = { ...input(known), intent, commandId: newId() };
    const send = async (index: number): Promise<CommandReply> => {
      const { address } = nodes[index % nodes.length]!;
      const response = await fetch(`${address}/commands`, {
        method: "POST",
        headers: { Cookie: cookie, Origin: address, Accept: "application/json", "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      return (await response.json()) as CommandReply;
    };
    const answers = await Promise.all([send(0), send(1)]);
    const before = await eventsOf(url, body.commandId);
    answers.push(await send(0));
    const after = await eventsOf(url, body.commandId);
    const [first] = answers;
    if (!first!.ok) {
      problems.push(`${intent} was refused: ${first!.code} ${first!.message} ${JSON.stringify(first!.fields ?? {})}`);
      return;
    }
    const same = new Set(answers.map((answer) => JSON.stringify(answer.ok && answer.outcome))).size === 1;
    if (!same || before === 0 || after !== before) {
      found.duplicated += 1;
      problems.push(
        `${intent}, sent three times: ${before} event(s), then ${after}, answers ${same ? "agree" : "differ"}`,
      );
    }
    learn?.(first!.outcome as never, known);
  }
}

async function eventsOf(url: string, commandId: string): Promise<number> {
  const { rows } = await one(url, "select count(*)::int as n from event where command_id = $1", [commandId]);
  return (rows[0] as { n: number }).n;
}
