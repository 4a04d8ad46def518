import { seal } from "../../kernel/cipher.server.ts";
import { command } from "../../kernel/command.server.ts";
import { sqlIn } from "../../kernel/db.server.ts";
import { newId } from "../../kernel/id.ts";
import { chinaDate, takeNumber } from "../../kernel/numbers.server.ts";
import { record } from "../../kernel/record.server.ts";
import { permit, Refusal } from "../../kernel/refusal.ts";
import { type Sentence, say } from "../../kernel/sentence.ts";
import { submissionUnitRules } from "../../permissions/submissions.ts";
import { ReceiveInput } from "../inputs.ts";
import { insertSubmissions } from "../insert.server.ts";
import { cleanLine, cleanText } from "../spreadsheet/cell-text.ts";
import { textHash } from "../spreadsheet/text-hash.server.ts";

const UNIT = "select id, path, closed_at from unit where id = $1 for share";
const COUNTY = "select id from unit where id = $1 and kind = 'county' and closed_at is null";
const SAME =
  "select coalesce(same_text_as, id) as id from submission where text_hash = $1 order by received_at, id limit 1";

/** A clock that runs a little ahead is no future. */
const AHEAD = 5 * 60_000;

/** Registers one submission by hand, under the next number of its day of receipt. Personal fields are sealed. */
export const receiveSubmission = command("submissions.receive", ReceiveInput, async ({ tx, actor, input, now }) => {
  const [unit] = await sqlIn<{ id: string; path: string; closed_at: Date | null }>(tx, UNIT, [input.unitId]);
  if (!unit) throw at("unitId", say("请选择归属单位", "Choose the owner unit"));
  permit(submissionUnitRules["submissions.receive"](actor, { unitPath: unit.path }, now));
  if (unit.closed_at) throw at("unitId", say("这个单位已撤销", "This unit has been closed"));
  if (input.countyId && (await sqlIn(tx, COUNTY, [input.countyId])).length === 0)
    throw at("countyId", say("请选择县区", "Choose a county"));
  if (input.receivedAt.getTime() > now.getTime() + AHEAD)
    throw at("receivedAt", say("收到时间晚于现在", "Later than now"));
  const title = cleanLine(input.title);
  const body = cleanText(input.body);
  const hash = textHash(title, body);
  const [same] = await sqlIn<{ id: string }>(tx, SAME, [hash]);
  const { day } = chinaDate(input.receivedAt);
  const id = newId(now.getTime());
  const number = `${day}-${String(await takeNumber(tx, `submission:${day}`)).padStart(4, "0")}`;
  await insertSubmissions(tx, [
    {
      id,
      number,
      externalNumber: null,
      channel: input.channel,
      title,
      body,
      petitioner: cleanLine(input.petitioner),
      phoneSealed: seal("phone", input.phone),
      idNumberSealed: seal("idNumber", input.idNumber),
      addressSealed: seal("address", input.address),
      place: cleanLine(input.place),
      countyId: input.countyId,
      unitId: unit.id,
      unitPath: unit.path,
      receivedAt: input.receivedAt,
      recordedAt: now,
      recordedById: actor.personId,
      importId: null,
      textHash: hash,
      sameTextAs: same?.id ?? null,
      doubts: [],
    },
  ]);
  await record(
    tx,
    "submissions.received",
    id,
    { submissionId: id, number, channel: input.channel, unitId: unit.id },
    { eventTime: input.receivedAt },
  );
  return { submissionId: id, number };
});

const at = (field: string, sentence: Sentence) => new Refusal("invalid", sentence, { fields: { [field]: sentence } });
