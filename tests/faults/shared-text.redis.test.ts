import { Client as Pg } from "pg";
import { afterAll, expect, it } from "vitest";
import { linesOf, paragraphsIn } from "../../domain/incidents/reports/report-text.ts";
import { Client } from "../support/client.ts";
import { anIncidentOf } from "../support/person.ts";
import { type Portal, startPortal } from "../support/portal.ts";
import { startRedis } from "../support/redis.ts";
import { type OpenText, openText, synced } from "../support/shared-text.ts";

const redis = await startRedis();
const one = await startPortal({ env: { REDIS_URL: redis.url } });
const second = () => startPortal({ env: { REDIS_URL: redis.url, DATABASE_URL: one.databaseUrl } });
const pg = new Pg({ connectionString: one.databaseUrl });
await pg.connect();
afterAll(() => pg.end());

const zhong = await Client.signIn(one.address, "zhongyingxue");
const convener = await Client.signIn(one.address, "zhangyinong");
const outsider = await Client.signIn(one.address, "luoxiaotang");
/** Two writers: the coordinator, and the same person at a second browser, with a session of its own. */
const other = await Client.signIn(one.address, "zhongyingxue");

async function aDraft(title: string) {
  const { incidentId } = await anIncidentOf(zhong, title);
  const { reportId } = await zhong.must<{ reportId: string }>("draft-report", { incidentId });
  return { reportId, name: `report:${reportId}:1` };
}
const saved = async (reportId: string): Promise<string> => {
  const { rows } = await pg.query<{ state: Buffer }>(
    "select state from report_document where report_id = $1 and version = 1",
    [reportId],
  );
  return linesOf(paragraphsIn(rows[0]!.state)).join("\n");
};
const text = (one: OpenText) => one.lines().join("\n");
const soon = { timeout: 20_000, interval: 10 };
const times = (whole: string, part: string) => whole.split(part).length - 1;

it("two at different nodes write one report; one node is killed and nothing is lost; freezing stops both nodes at once", async () => {
  const two = await second();
  const { reportId, name } = await aDraft("两个节点之间的报告");
  const here = openText(one.address, zhong.cookie, name);
  const there = openText(two.address, other.cookie, name);
  await synced(here, there);

  const marks: string[] = [];
  for (let index = 0; index < 25; index++) {
    here.write(`甲${index}。`, 0);
    there.write(`乙${index}。`, 1);
    marks.push(`甲${index}。`, `乙${index}。`);
  }
  await expect
    .poll(() => marks.every((mark) => text(here).includes(mark) && text(there).includes(mark)), soon)
    .toBe(true);

  await expect.poll(() => saved(reportId), soon).toBe(text(here));

  // The node it was typed at dies as soon as the other has heard of it: that one writes it down, though nobody types on.
  there.write("断电前一句。", 1);
  marks.push("断电前一句。");
  await expect.poll(() => text(here), soon).toContain("断电前一句。");
  await two.kill();
  await expect.poll(() => saved(reportId), soon).toContain("断电前一句。");

  // Cut off, one writes on; the same browser comes back at the node that lives.
  there.write("断开时写的。", 1);
  here.write("照常写。", 0);
  marks.push("断开时写的。", "照常写。");
  const { document } = there.provider;
  there.close();
  const back = openText(one.address, other.cookie, name, { document });
  await synced(back);
  await expect.poll(() => text(here), soon).toContain("断开时写的。");

  // A new node joins, and has what nobody has saved yet.
  const three = await second();
  here.write("还没存下。", 0);
  marks.push("还没存下。");
  const later = openText(three.address, other.cookie, name);
  await synced(later);
  await expect.poll(() => text(later) === text(here) && text(back) === text(here), soon).toBe(true);
  await expect.poll(() => saved(reportId), soon).toBe(text(here));
  for (const mark of marks) expect(times(text(here), mark), mark).toBe(1);

  // Nobody gets in who may not, at either node.
  for (const node of [one, three])
    for (const [cookie, reason] of [
      [outsider.cookie, "not_found"],
      ["lianxi_session=none", "signed_out"],
    ] as const) {
      const refused = openText(node.address, cookie, name);
      await expect.poll(() => refused.seen.refused[0], soon).toBe(reason);
      expect(refused.lines()).toEqual([]);
      refused.close();
    }

  const seen = text(here);
  await zhong.must("check-report", { reportId, seen });
  await zhong.at(three.address).must("freeze-report", { reportId, seen });
  for (const open of [here, back, later]) await expect.poll(() => open.seen.closed, soon).toContain("settled");
  for (const open of [here, later]) open.write("冻结后。", 0);
  for (const [node, cookie] of [
    [one, zhong.cookie],
    [three, convener.cookie],
  ] as const) {
    const reading = openText(node.address, cookie, name);
    await synced(reading);
    expect(reading.provider.authorizedScope).toBe("readonly");
    reading.write("又写。", 0);
    reading.close();
  }
  const { rows } = await pg.query<{ paragraphs: string[] }>(
    "select paragraphs from report_frozen where report_id = $1",
    [reportId],
  );
  expect(rows.map((row) => row.paragraphs.join("\n"))).toEqual([seen]);
  expect(await saved(reportId)).toBe(seen);
  await three.stop();
});

it("Redis goes and comes: both nodes write and save on, and then each has what the other wrote", async () => {
  const two: Portal = await second();
  const { reportId, name } = await aDraft("没有 Redis 也写得下去");
  const here = openText(one.address, zhong.cookie, name);
  const there = openText(two.address, other.cookie, name);
  await synced(here, there);
  await redis.kill();
  here.write("这边写的。", 0);
  there.write("那边写的。", 1);
  await expect
    .poll(async () => {
      const both = text(here) + (await saved(reportId));
      return ["这边写的。", "那边写的。"].map((part) => times(both, part));
    }, soon)
    .toEqual([2, 1]);
  // A text that is opened meanwhile has what is saved, from both.
  const late = openText(two.address, convener.cookie, name);
  await synced(late);
  await redis.start();
  await expect
    .poll(() => [text(here), text(there)].every((all) => /这边写的。[\s\S]*那边写的。/.test(all)), soon)
    .toBe(true);
  here.write("又接上了。", 0);
  await expect.poll(() => text(there), soon).toContain("又接上了。");
  await expect.poll(() => saved(reportId), soon).toBe(text(there));
  for (const mark of ["这边写的。", "那边写的。", "又接上了。"]) expect(times(text(there), mark), mark).toBe(1);
  await two.stop();
});
