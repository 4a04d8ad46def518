import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { catalogue } from "../domain/events/catalogue.ts";
import { GiveTaskInput } from "../domain/incidents/inputs.ts";
import { taskKindNames, taskKinds } from "../domain/incidents/task-kinds.ts";
import { forbiddenInName, forbiddenInText, localeTexts, schemaNames } from "./support/guard-rails.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const filesIn = (folder: string, ending: RegExp): string[] =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter((file) => ending.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => join(folder, file));
const read = (file: string) => readFileSync(join(root, file), "utf8");

const schema = () => filesIn("prisma/schema", /\.prisma$/).flatMap((file) => schemaNames(read(file)));

describe("no mark about a person, no movements, nobody stopped", () => {
  test("no model or column of the database is named like one", () => {
    const names = schema();
    expect(names.length).toBeGreaterThan(150);
    expect(
      names.flatMap(({ model, name }) => forbiddenInName(name).map((word) => `${model}.${name}: ${word}`)),
    ).toEqual([]);
  });

  test("no event carries one", () => {
    const keys = Object.entries(catalogue).flatMap(([name, payload]) =>
      Object.keys(payload instanceof z.ZodObject ? payload.shape : {}).map((key) => `${name}.${key}`),
    );
    expect(keys.length).toBeGreaterThan(100);
    expect(keys.filter((key) => forbiddenInName(key).length > 0)).toEqual([]);
  });

  test("no text or key of a page says one, in either language", () => {
    const texts = filesIn("app/locales", /\.json$/).flatMap((file) =>
      localeTexts(JSON.parse(read(file))).map(({ path, text }) => ({ where: `${file} ${path}`, path, text })),
    );
    expect(texts.length).toBeGreaterThan(300);
    const found = texts.flatMap(({ where, path, text }) =>
      [...forbiddenInName(path), ...forbiddenInText(text)].map((word) => `${where}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  test("nothing that the domain, the pages or the demonstration's staff say does", () => {
    const sources = [
      ...["domain", "app", "realtime", "jobs", "cli"]
        .filter((folder) => existsSync(join(root, folder)))
        .flatMap((folder) => filesIn(folder, /\.(ts|tsx)$/)),
      ...filesIn("prisma/seed", /\.ts$/).filter((file) => !file.includes("submissions")),
    ];
    expect(sources.length).toBeGreaterThan(150);
    expect(sources.flatMap((file) => forbiddenInText(read(file)).map((word) => `${file}: ${word}`))).toEqual([]);
  });

  test("place and address stand where they may: an incident, a submission as it was written", () => {
    const placed = schema()
      .filter(({ name }) => /^(place|address|addressSealed|location|site)$/.test(name))
      .map(({ model, name }) => `${model}.${name}`);
    // A count stands at one of the places of an incident that was merged; it names no person.
    expect(placed.sort()).toEqual([
      "HeadCount.place",
      "Incident.place",
      "Submission.addressSealed",
      "Submission.place",
      "SubmissionImportRow.place",
    ]);
  });
});

describe("tasks of an incident are a closed list", () => {
  const closed = [
    "attend",
    "receive",
    "interpret",
    "medical",
    "legal_aid",
    "crowd_safety",
    "venue",
    "record",
    "answer_demand",
    "follow_up",
  ];
  const task = {
    ...{ incidentId: "019a0000-0000-7000-8000-000000000000", unitId: "019a0000-0000-7000-8000-000000000001" },
    ...{ title: "试", dueAt: "2026-11-24T14:34" },
  };
  test("exactly these, for forms, commands and events", () => {
    expect([...taskKindNames]).toEqual(closed);
    expect(Object.keys(taskKinds)).toEqual(closed);
    const given = catalogue["incidents.task.given"].shape.kind;
    for (const kind of closed)
      expect([GiveTaskInput.safeParse({ ...task, kind }).success, given.safeParse(kind).success]).toEqual([true, true]);
    for (const kind of ["stop", "bring_back", "persuade", "escort", "watch", "劝返", "稳控", ""])
      expect([GiveTaskInput.safeParse({ ...task, kind }).success, given.safeParse(kind).success]).toEqual([
        false,
        false,
      ]);
  });
});

describe("what is planted is caught", () => {
  test.each([
    "riskScore",
    "risk_level",
    "isKeyPerson",
    "key_person",
    "blacklist",
    "black_listed",
    "plateNumber",
    "hotelName",
    "imei",
    "faceId",
    "phoneTracking",
    "重点人员",
    "gps_track",
    "petition_scores",
  ])("a column %s", (name) => {
    const planted = schemaNames(
      `model Petitioner {\n  id String @id\n  ${/[一-龥]/.test(name) ? `mark String @map("${name}")` : `${name} String?`}\n}`,
    );
    expect(planted.some((field) => forbiddenInName(field.name).length > 0)).toBe(true);
  });
  test.each([
    "列入重点人员",
    "落实稳控措施",
    "纳入黑名单管理",
    "已劝返两人",
    "查询车牌",
    "Risk level",
    "on the blacklist",
    "key persons",
  ])("a text %s", (text) => expect(forbiddenInText(text)).not.toEqual([]));
  test("a key of a locale, however deep", () => {
    const planted = localeTexts({ person: { list: { riskScore: "分" } } });
    expect(planted.flatMap(({ path }) => forbiddenInName(path))).toEqual(["risk", "score"]);
  });
  test("but not what only looks like one", () => {
    for (const name of [
      "template",
      "palette",
      "headCount",
      "surface",
      "flags",
      "underscored",
      "placeholder",
      "trained",
    ])
      expect(forbiddenInName(name)).toEqual([]);
  });
});
