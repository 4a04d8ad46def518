import { pinyin } from "pinyin-pro";
import { describe, expect, it } from "vitest";
import { grantsAt } from "#domain/people/actor.ts";
import { duties, dutyNames } from "#domain/people/duties.ts";
import { submissionChannels } from "#domain/submissions/channels.ts";
import { demoAccounts } from "../accounts.ts";
import { check } from "./check.ts";
import { replay } from "./check-incident.ts";
import { cityOf } from "./city.ts";
import { demoCity } from "./index.ts";
import type { SeedContent, SeedIncident, Step } from "./types.ts";

const city = cityOf(demoCity);
const incident = (key: string) => demoCity.incidents.find((i) => i.key === key)!;
const between = (value: number, low: number, high: number) => value >= low && value <= high;

describe("the demo city", () => {
  it("has no mistake", () => expect(check(demoCity)).toEqual([]));

  it("is as large as promised", () => {
    expect(demoCity.units.length).toSatisfy((n: number) => between(n, 70, 80));
    expect(demoCity.people.length).toSatisfy((n: number) => between(n, 55, 70));
    expect(demoCity.submissions).toHaveLength(61);
    expect(demoCity.incidents).toHaveLength(10);
    expect(demoCity.merges).toHaveLength(1);
    for (const county of demoCity.units.filter((u) => u.kind === "county")) {
      const below = demoCity.units.filter((u) => u.parent === county.key);
      expect(below.filter((u) => u.kind === "township").length).toSatisfy((n: number) => between(n, 3, 4));
      expect(below.map((u) => u.key)).toEqual(expect.arrayContaining([`${county.key}-gov`, `${county.key}-xfj`]));
    }
  });

  it("has logins that are the pinyin of the names", () => {
    const odd = demoCity.people.filter(
      (p) => pinyin(p.name, { toneType: "none", type: "array", surname: "head" }).join("") !== p.login,
    );
    expect(odd.map((p) => p.name)).toEqual([]);
  });

  it("has grants that end soon, were revoked, are over and have not begun", () => {
    const { grants } = demoCity;
    expect(grants.filter((g) => !g.revoked && between(g.untilDays, 1, 30)).length).toBeGreaterThanOrEqual(3);
    expect(grants.filter((g) => g.revoked)).toHaveLength(1);
    expect(grants.filter((g) => g.untilDays < 0)).toHaveLength(1);
    expect(grants.filter((g) => g.fromDays > 0)).toHaveLength(1);
  });

  it("has submissions of all forms, three causes and one text twice", () => {
    const { submissions } = demoCity;
    expect(new Set(submissions.map((s) => s.channel))).toEqual(new Set(submissionChannels));
    const of = (cause: string) => submissions.filter((s) => s.key.startsWith(`${cause}-`)).length;
    expect({ feed: of("feed"), roof: of("roof"), tea: of("tea") }).toEqual({ feed: 14, roof: 5, tea: 4 });
    const texts = submissions.map((s) => `${s.title}\n${s.body}`);
    const repeated = submissions.filter((_, at) => texts.indexOf(texts[at]!) !== texts.lastIndexOf(texts[at]!));
    expect(new Set(repeated.map((s) => s.number)).size).toBe(2);
    expect(repeated).toHaveLength(2);
    expect(submissions.filter((s) => s.body.includes("\n")).length).toBeGreaterThanOrEqual(5);
  });

  it("has one incident in every phase that people look at, and two exercises", () => {
    const away = demoCity.merges.map((merge) => merge.absorbed);
    const ends = demoCity.incidents.filter((i) => !away.includes(i.key)).map((i) => replay(city, i));
    expect(ends.map((end) => end.phase).sort()).toEqual(
      [
        "closed",
        "dispatched",
        "dispatched",
        "on_site",
        "reported",
        "reviewed",
        "reviewed",
        "talking",
        "verified",
      ].sort(),
    );
    expect(ends.filter((end) => end.unverified)).toHaveLength(1);
    expect(demoCity.incidents.filter((i) => i.drill)).toHaveLength(2);
    expect(new Set(demoCity.incidents.map((i) => levelNow(i)))).toEqual(new Set([1, 2, 3, 4]));
    for (const { key, steps } of demoCity.incidents)
      expect([key, steps.length]).toSatisfy(([, n]: [string, number]) =>
        key === "feed-plant" ? between(n, 45, 85) : between(n, 8, 25),
      );
  });

  it("shows every kind of step in the incident on site", () => {
    const { steps } = incident("feed-plant");
    const count = (does: Step["do"]) => steps.filter((s) => s.do === does).length;
    expect(count("demand")).toBe(3);
    expect(count("representative")).toBe(3);
    expect(count("task")).toBe(7);
    expect(count("link")).toBe(2);
    for (const does of ["object", "settle", "phone-accept", "strike", "pin", "unlink"] as const)
      expect([does, count(does)]).toEqual([does, 1]);
    expect(steps.filter((s) => s.lateBy)).toHaveLength(1);
    expect(new Set(steps.flatMap((s) => (s.do === "head-count" ? [s.by] : []))).size).toBe(2);
    expect(steps.filter((s) => s.do === "post" && s.mentions).length).toBeGreaterThanOrEqual(3);
    expect(new Set(steps.flatMap((s) => (s.do === "post" && s.attach ? [s.attach.kind] : []))).size).toBe(3);
  });

  it("says what is wrong with a merge", () => {
    const [merge] = demoCity.merges;
    const wrong = (change: object) => check({ ...demoCity, merges: [{ ...merge!, ...change }] }).join(" ");
    expect(wrong({ survivor: "nowhere" })).toContain("unknown incident");
    expect(wrong({ minutesAgo: 40 })).toContain("goes on after it");
    expect(wrong({ absorbed: "street-cleaners" })).toContain("is closed");
    expect(wrong({ absorbed: "blackout-drill" })).toContain("an exercise with what is real");
    expect(wrong({ by: "lujiahe" })).toContain("does not lead");
  });

  it("keeps to the guard rails in its words", () => {
    const words = /劝返|截访|拦截|接回|遣返|稳控|维稳|重点人员|黑名单|老户|缠访|闹访|非访|车牌|身份证/;
    expect(JSON.stringify(demoCity).match(words)).toBeNull();
  });

  it("lists one account a duty that holds it today", () => {
    const held = demoAccounts.map((account) => {
      const person = city.person(account.login)!;
      expect([account.name, account.unit]).toEqual([person.name, city.unit(person.unit)!.shortName]);
      const duty = dutyNames.find((name) => duties[name].zh === account.duty)!;
      expect(grantsAt(city.actor(account.login), city.moment(0), duty)).not.toEqual([]);
      return duty;
    });
    expect(held.sort()).toEqual([...dutyNames].sort());
  });
});

/** The level after every edit. */
const levelNow = (of: SeedIncident) =>
  of.steps.reduce<number>((level, step) => (step.do === "level" ? step.to : level), of.level);

describe("the check", () => {
  const feed = incident("feed-plant");
  /** The content with the steps of the incident on site changed. */
  const withSteps = (change: (steps: Step[]) => Step[]): SeedContent => ({
    ...demoCity,
    incidents: demoCity.incidents.map((i) => (i === feed ? { ...i, steps: change(i.steps) } : i)),
  });
  const without = (unwanted: (step: Step) => boolean) => withSteps((steps) => steps.filter((s) => !unwanted(s)));

  it.each<[string, SeedContent, RegExp]>([
    ["arriving without accepting", without((s) => s.do === "accept"), /arrive is not open in sent/],
    ["accepting without dispatch", without((s) => s.do === "dispatch"), /nothing to accept/],
    ["reporting without arriving", without((s) => s.do === "arrive"), /report is not open in accepted/],
    [
      "closing over open demands",
      withSteps((steps) => [...steps, { at: 230, by: "gehongyuan", do: "close", outcome: "已说明" }]),
      /demands unanswered/,
    ],
    [
      "a step of somebody without the duty",
      withSteps((steps) => [
        ...steps,
        { at: 230, by: "luoxiaotang", do: "head-count", count: 1 },
        { at: 231, by: "anran", do: "head-count", count: 1 },
      ]),
      /anran has no right to incidents.head-count.record/,
    ],
    ["steps out of order", withSteps((steps) => [...steps].reverse()), /recorded before the step above/],
    [
      "a step in the future",
      withSteps((steps) => [...steps, { at: 999, by: "shixiaoman", do: "post", text: "晚" }]),
      /in the future/,
    ],
    [
      "a second person of one login",
      { ...demoCity, people: [...demoCity.people, demoCity.people[0]!] },
      /login .*: twice/,
    ],
    [
      "an unknown county",
      { ...demoCity, submissions: [{ ...demoCity.submissions[0]!, county: "tj" }] },
      /tj is no county/,
    ],
  ])("finds %s", (_, content, mistake) => expect(check(content).join("\n")).toMatch(mistake));
});
