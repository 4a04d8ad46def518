import { describe, expect, test } from "vitest";
import { smallCity } from "../../../tests/support/small-city.ts";
import { stack } from "../../../tests/support/stack.ts";
import { sql, transaction } from "../../kernel/db.server.ts";
import { newId } from "../../kernel/id.ts";
import { submissionRules } from "../../permissions/submissions.ts";
import { submissionChannels } from "../channels.ts";
import { COUNTED, type ListKey, noFilter, type PageAt, type SubmissionFilter } from "../filter.ts";
import { filterWords, matchesWords } from "../grams.ts";
import { insertSubmissions, type NewSubmission } from "../insert.server.ts";
import { textHash } from "../spreadsheet/text-hash.server.ts";
import { submissionDetail } from "./detail.server.ts";
import { countSubmissions, listSubmissions, matchingSubmissions } from "./list.server.ts";

const { db, now } = await stack({ now: "2026-11-24T03:02:00Z" });
const city = await smallCity(now);
const zhou = await city.person("周", { unit: city.city, duty: "coordinator" });
const east = await city.person("东", { unit: city.east, duty: "recorder" });
const health = await city.person("卫", { unit: city.health, duty: "unit_head" });
const liaison = await city.person("联", { unit: city.east, duty: "liaison" });

// A fixed sequence: what fails once fails again.
let state = 7;
const random = (below: number) => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};
const pick = <T>(from: readonly T[]): T => from[random(from.length)]!;

const words = [..."搅拌站夜间噪声罐车压路小区物业供暖停水学校食堂"];
const spice = ["Ａ7县", "A7县", "KTV", "，", "。", "\n", " ", "２０２６", "2026", "-", "「", "」"];
const phrase = (length: number) =>
  Array.from({ length }, () => (random(6) === 0 ? pick(spice) : pick(words) + pick(words))).join("");

const places = ["", "红石镇西河村", "城关镇"];
const owners = [city.city, city.east, city.west, city.health];
const start = Date.UTC(2026, 0, 1);
// Many share a minute, and in the last days nearly all do.
const minute = (i: number) => new Date(start + (i < 2600 ? random(2000) : 2000 + random(3)) * 60_000);

const N = 3000;
const rows: NewSubmission[] = Array.from({ length: N }, (_, i) => {
  const owner = pick(owners);
  const receivedAt = minute(i);
  const title = random(20) === 0 ? "" : phrase(4).replaceAll("\n", "");
  const body = phrase(1 + random(30)) + (random(300) === 0 ? "独角兽" : "");
  return {
    ...{
      id: newId(),
      number: `T-${i}`,
      externalNumber: `n${i}`,
      channel: random(100) === 0 ? "fax" : pick(submissionChannels),
    },
    ...{
      title,
      body,
      petitioner: "陶某某",
      phoneSealed: null,
      idNumberSealed: null,
      addressSealed: null,
      place: pick(places),
    },
    ...{ countyId: pick([city.east.id, city.west.id, null]), unitId: owner.id, unitPath: owner.path, receivedAt },
    ...{
      recordedAt: now,
      recordedById: null,
      importId: null,
      textHash: textHash(title, body),
      sameTextAs: null,
      doubts: [],
    },
  };
});
await transaction((tx) => insertSubmissions(tx, rows), 60_000);
await sql("analyze submission");

const filter = (some: Partial<SubmissionFilter> = {}): SubmissionFilter => ({ ...noFilter, ...some });
const page = (some: Partial<SubmissionFilter>, at: PageAt, size: number, actor = zhou) =>
  listSubmissions(actor, { filter: filter(some), at, size }, now);

/** How many there are, asked for by itself; a page that is the whole list has to say the same. */
async function total(some: Partial<SubmissionFilter>, actor = zhou): Promise<number> {
  const counted = await countSubmissions(actor, filter(some), now);
  const { lines, total: known } = await page(some, null, 20, actor);
  expect(known).toBe(counted <= 20 ? counted : null);
  expect(lines.length).toBe(Math.min(20, counted));
  return counted;
}

/** What a filter means, told by a plain scan. */
function scan(some: Partial<SubmissionFilter>, prefix = city.city.path): string[] {
  const f = filter(some);
  const asked = filterWords(f.text);
  const day = (at: Date) => new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  return rows
    .filter(
      (row) =>
        row.unitPath.startsWith(prefix) &&
        (!f.channel || row.channel === f.channel) &&
        (!f.county || (f.county === "none" ? row.countyId === null : row.countyId === f.county)) &&
        (!f.from || day(row.receivedAt) >= f.from) &&
        (!f.to || day(row.receivedAt) <= f.to) &&
        (matchesWords(asked, row.title, row.body, row.place) || row.number === f.text || row.externalNumber === f.text),
    )
    .sort((a, b) => b.receivedAt.getTime() - a.receivedAt.getTime() || (a.id < b.id ? 1 : -1))
    .map((row) => row.id);
}

async function walkDown(some: Partial<SubmissionFilter>, size: number, actor = zhou) {
  const ids: string[] = [];
  let next: ListKey | null = null;
  do {
    const list = await page(some, next && { after: next }, size, actor);
    ids.push(...list.lines.map((line) => line.id));
    next = list.next;
  } while (next);
  return ids;
}

describe("paging by key", () => {
  test("going down meets every row once, in order, also where many share a minute", async () => {
    expect(await walkDown({}, 100)).toEqual(scan({}));
  });

  test("going back up meets the same pages", async () => {
    const pages: string[][] = [];
    let at: PageAt = null;
    let last: ListKey | null = null;
    for (let i = 0; i < 6; i++) {
      const list = await page({ channel: "web" }, at, 20);
      pages.push(list.lines.map((line) => line.id));
      last = list.previous;
      at = { after: list.next! };
    }
    for (let i = 4; i >= 0; i--) {
      const list = await page({ channel: "web" }, { before: last! }, 20);
      expect(list.lines.map((line) => line.id)).toEqual(pages[i]);
      last = list.previous;
    }
    expect(last).toBeNull();
  });

  test("one step before the first page is the first page, also when something has come in meanwhile", async () => {
    const first = await page({}, null, 20);
    const third = first.lines[3]!;
    const back = await page({}, { before: { at: Date.parse(third.receivedAt), id: third.id } }, 20);
    expect(back.lines).toEqual(first.lines);
    expect(back.previous).toBeNull();
    expect((await page({}, { after: { at: 0, id: newId(0) } }, 20)).lines).toEqual([]);
  });
});

const filters: [string, Partial<SubmissionFilter>][] = [
  ["nothing", {}],
  ["a common word", { text: "小" }],
  ["a pair", { text: "物业" }],
  ["a word of three", { text: "搅拌站" }],
  ["a rare word", { text: "独角兽" }],
  ["a word that is nowhere", { text: "麒麟" }],
  ["several words", { text: "夜 水　站" }],
  ["letters of another width and case", { text: "ktv" }],
  ["letters beside Han", { text: "a7县" }],
  ["a part of a number", { text: "02" }],
  ["a sign inside", { text: "7县，" }],
  ["signs alone", { text: "，。" }],
  ["the number of the source", { text: "n1234" }],
  ["the number of the portal", { text: "T-17" }],
  ["a rare form", { channel: "fax" }],
  ["a county", { county: city.east.id }],
  ["no county", { county: "none" }],
  ["a place", { text: "西河村" }],
  ["days", { from: "2026-01-01", to: "2026-01-01" }],
  ["everything at once", { text: "夜", channel: "call", county: city.west.id, from: "2026-01-01", to: "2026-01-02" }],
];

describe("a filter is what a plain scan says", () => {
  test.each(filters)("%s", async (_name, some) => {
    const expected = scan(some);
    expect(await walkDown(some, 50)).toEqual(expected);
    expect(await total(some)).toBe(expected.length);
    const selected = await matchingSubmissions(zhou, filter(some), now);
    expect(selected.map(({ id }) => id)).toEqual(expected.slice(0, 500));
  });

  test("linked or not, and not linked to one incident", async () => {
    const [one, two] = rows as [NewSubmission, NewSubmission];
    const incidentId = newId();
    await sql("alter table incident_link drop constraint incident_link_incident_id_fkey");
    const link = { targetKind: "submission", type: "added", linkedAt: now, linkedById: zhou.personId };
    await db.incidentLink.createMany({
      data: [
        { ...link, id: newId(), incidentId, targetId: one.id },
        { ...link, id: newId(), incidentId, targetId: two.id, unlinkedAt: now },
      ],
    });
    await sql("update submission set incident_links = 1 where id = $1", [one.id]);
    expect((await page({ linked: true }, null, 20)).lines).toMatchObject([{ id: one.id, links: 1 }]);
    expect(await total({ linked: false })).toBe(N - 1);
    const rest = await walkDown({ notLinkedTo: incidentId }, 100);
    expect([rest.length, rest.includes(one.id), rest.includes(two.id)]).toEqual([N - 1, false, true]);
  });
});

describe("rights", () => {
  test("each sees what his rule says: list, count, selection and page agree", async () => {
    for (const [actor, prefix] of [
      [zhou, city.city.path],
      [east, city.east.path],
      [health, city.health.path],
    ] as const) {
      const allowed = rows.filter((row) => submissionRules["submissions.read"](actor, row, now) === true);
      const expected = scan({}, prefix);
      expect(allowed.length).toBe(expected.length);
      expect(await walkDown({}, 100, actor)).toEqual(expected);
      expect(await total({}, actor)).toBe(expected.length);
      const rare = scan({ text: "独角兽" }, prefix);
      expect(await walkDown({ text: "独角兽" }, 20, actor)).toEqual(rare);
    }
  });

  test("without the list nobody finds anything; one that may not be read is not found", async () => {
    await expect(page({}, null, 20, liaison)).rejects.toMatchObject({ code: "not_found" });
    await expect(countSubmissions(liaison, filter(), now)).rejects.toMatchObject({ code: "not_found" });
    const foreign = rows.find((row) => row.unitId === city.west.id)!;
    await expect(submissionDetail(east, foreign.id, now)).rejects.toMatchObject({ code: "not_found" });
    await expect(submissionDetail(east, newId(), now)).rejects.toMatchObject({ code: "not_found" });
    expect((await db.accessEntry.findMany({ where: { personId: east.personId } })).map((e) => e.action)).toEqual([
      "refused",
    ]);
  });
});

test("the same text under other numbers is shown as such, as far as the reader may see it", async () => {
  const text = { title: "同一件事", body: "写了三遍" };
  const at = new Date(now.getTime() - 60_000);
  const repeats = [city.city, city.east, city.east].map(
    (owner, i): NewSubmission => ({
      ...rows[0]!,
      ...{ id: newId(), number: `R-${i}`, externalNumber: `r${i}`, ...text, textHash: textHash(text.title, text.body) },
      ...{ unitId: owner.id, unitPath: owner.path, receivedAt: at },
    }),
  );
  await transaction((tx) => insertSubmissions(tx, repeats));
  const counts = async (actor: typeof zhou) =>
    (await page({ text: "同一件事" }, null, 20, actor)).lines.map((line) => line.sameText);
  expect(await counts(zhou)).toEqual([2, 2, 2]);
  expect(await counts(east)).toEqual([1, 1]);
  const detail = await submissionDetail(east, repeats[1]!.id, now);
  expect(detail.sameText.map(({ id }) => id)).toEqual([repeats[2]!.id]);
  expect(detail.petitioner).toBe("陶某某");
});

test("beyond ten thousand a list says so", async () => {
  const many = Array.from({ length: COUNTED - N + 50 }, (_, i) => ({
    ...rows[0]!,
    ...{ id: newId(), number: `M-${i}`, externalNumber: `m${i}`, title: "很多", body: "", textHash: `m${i}` },
  }));
  await transaction((tx) => insertSubmissions(tx, many), 60_000);
  expect(await total({})).toBe(COUNTED + 1);
  expect(await total({ text: "很多" })).toBe(many.length);
});
