import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import routes from "../../app/routes.ts";
import { db } from "../../domain/kernel/db.server.ts";
import { openBrowser } from "../support/browser.ts";
import { pageOpener } from "../support/portal-pages.ts";
import { partsOf } from "../support/read-zip.ts";
import { roomCity } from "../support/room-browser.ts";

const made = await roomCity();
const { city, people, client } = made;
const open = pageOpener(made, await openBrowser());
const coordinator = await client(people.coordinator);
const day = 86_400_000;
const soon = (ms: number) => new Date(Date.now() + ms).toISOString();

const drill = async (title: string) =>
  (
    await coordinator.must<{ incidentId: string }>("report", {
      ...{ title, level: 3, countyId: city.east.id, place: "所", occurredAt: soon(-60_000), drill: true },
    })
  ).incidentId;
const [exercise, second, third] = [await drill("停电演练"), await drill("断水演练"), await drill("断路演练")];
const version = async (id: string) => (await db().incident.findUniqueOrThrow({ where: { id } })).factsVersion;
await coordinator.must("dispatch", { incidentId: exercise, units: [{ unitId: city.health.id, role: "lead" }] });
const { mergeId } = await coordinator.must("merge", {
  ...{ incidentId: exercise, otherId: second, choices: {}, reason: "同一场" },
  ...{ survivorVersion: await version(exercise), absorbedVersion: await version(second) },
});
const { reportId } = await coordinator.must("draft-report", { incidentId: exercise });
const over = await drill("收场演练");
await coordinator.must("close", { incidentId: over, outcome: "结束" });
await coordinator.must("move", { incidentId: over, from: "closed", to: "reviewed" });

/** Every page of one incident, by its place on the map. A new one fails until it stands here. */
const visits: { [pattern: string]: string[] } = {
  "incidents/:incidentId": [`/incidents/${exercise}`],
  "incidents/:incidentId/review": [`/incidents/${over}/review`, `/incidents/${exercise}/review`],
  "incidents/:incidentId/reports/:reportId": [`/incidents/${exercise}/reports/${reportId}`],
  "incidents/:incidentId/reports/:reportId/print": [`/incidents/${exercise}/reports/${reportId}/print`],
  "incidents/:incidentId/merge": [`/incidents/${exercise}/merge`, `/incidents/${exercise}/merge?with=${third}`],
  "incidents/:incidentId/merges/:mergeId": [`/incidents/${exercise}/merges/${mergeId}`],
  "incidents/:incidentId/split": [`/incidents/${exercise}/split`],
};
type Route = { path?: string; children?: Route[]; file: string };
const pagesOf = (list: readonly Route[]): string[] =>
  list.flatMap(({ path, children, file }) => [
    ...(path?.startsWith("incidents/:incidentId") && file.endsWith(".tsx") ? [path] : []),
    ...pagesOf(children ?? []),
  ]);

/** The word, and the dashed frame round what is shown. */
async function marks(page: Page): Promise<{ word: boolean; frame: boolean }> {
  await page.locator("h1").first().waitFor({ state: "attached" });
  const shown = await page
    .getByText("演练", { exact: true })
    .evaluateAll((tags) => tags.some((tag) => tag.checkVisibility()));
  const frame = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement("i"));
    const violet = ["--drill", "--drill-line"].map((name) => {
      probe.style.color = `var(${name})`;
      return getComputedStyle(probe).color;
    });
    probe.remove();
    return [...document.querySelectorAll("main *")].some((element) => {
      const { outlineStyle, borderTopStyle, borderTopColor, outlineColor } = getComputedStyle(element);
      return (
        (outlineStyle === "dashed" && violet.includes(outlineColor)) ||
        (borderTopStyle === "dashed" && violet.includes(borderTopColor))
      );
    });
  });
  return { word: shown, frame };
}
const marked = { word: true, frame: true };

test("no page of an incident is missing here", () => {
  expect([...new Set(pagesOf(routes as Route[]))].sort()).toEqual(Object.keys(visits).sort());
});

test("every page of an exercise says so, on a desk and on a phone; one of a real incident does not", async () => {
  const { incidentId } = await coordinator.must<{ incidentId: string }>("report", {
    ...{ title: "聚集", level: 3, countyId: city.east.id, place: "村口", occurredAt: soon(-60_000) },
  });
  const page = await open(people.coordinator, `/incidents/${incidentId}/split`);
  expect(await marks(page)).toEqual({ word: false, frame: false });
  for (const address of Object.values(visits).flat()) {
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.goto(made.portal.address + address);
    await expect.poll(() => marks(page), { message: address }).toEqual(marked);
    await page.setViewportSize({ width: 390, height: 844 });
    await expect.poll(() => marks(page), { message: `${address} on a phone` }).toEqual(marked);
  }
});

test("paper and file of a report, and the sheet of a hand-over with its print, say so as well", async () => {
  const page = await open(people.coordinator, `/incidents/${exercise}/reports/${reportId}/print`);
  await page.emulateMedia({ media: "print" });
  await expect.poll(() => marks(page)).toEqual(marked);
  const docx = await coordinator.get(`/incidents/${exercise}/reports/${reportId}/docx`);
  expect(decodeURIComponent(docx.headers.get("content-disposition") ?? "")).toContain("演练");
  const body = (await partsOf(Buffer.from(await docx.arrayBuffer()))).get("word/document.xml")!;
  expect(body.replace(/<[^>]+>/g, "")).toContain("演练");
  expect(body).toMatch(/<w:pgBorders[^>]*>.*w:val="dashed"/s);

  const shift = (who: { personId: string }) => ({
    ...{ unitId: city.east.id, duty: "coordinator", name: "白班", personId: who.personId },
    ...{ startsAt: soon(-60_000), endsAt: soon(day) },
  });
  const first = await coordinator.must("plan-shift", shift(people.coordinator));
  await coordinator.must("begin-shift", first);
  const other = await city.person("何一鸣", { unit: city.east, duty: "coordinator" });
  const { shiftId } = await coordinator.must("plan-shift", { ...shift(other), startsAt: soon(60_000) });
  await coordinator.must("hand-over-shift", { shiftId, notes: "看好" });
  await page.emulateMedia({ media: "screen" });
  await page.goto(`${made.portal.address}/incidents/shifts/${shiftId}`);
  const row = page.locator("[data-row]", { hasText: "停电演练" }).first();
  for (const media of ["screen", "print"] as const) {
    await page.emulateMedia({ media });
    expect(await row.getByText("演练", { exact: true }).isVisible(), media).toBe(true);
  }
});
