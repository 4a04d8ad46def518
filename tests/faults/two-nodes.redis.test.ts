import { expect, it } from "vitest";
import { startPortal } from "../support/portal.ts";
import { startRedis } from "../support/redis.ts";

const redis = await startRedis();
const first = await startPortal({ env: { REDIS_URL: redis.url } });
const second = await startPortal({ env: { REDIS_URL: redis.url, DATABASE_URL: first.databaseUrl } });

const isReady = async (address: string) => (await fetch(`${address}/readyz`)).status;

it("two nodes serve one database; when one is killed the other goes on", async () => {
  expect([await isReady(first.address), await isReady(second.address)]).toEqual([200, 200]);
  await first.kill();
  expect(await isReady(second.address)).toBe(200);
  await second.stop();
});
