import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { allowed, inForce, NOW, notInForce, policy, policyPage, tree } from "../../tests/support/policy-matrix.ts";
import type { Actor } from "../people/actor.ts";
import { dutyNames } from "../people/duties.ts";
import { grantRules, personRules } from "./people.ts";

describe("the grid of duties and permissions", () => {
  test("is printed in docs/permissions.md as it is", async () => {
    // Not current? `npx vitest run --project unit domain/permissions -u`, and read what has changed.
    await expect(policyPage()).toMatchFileSnapshot("../../docs/permissions.md");
  });

  test("holds every rule that the policy exports", async () => {
    const known = new Set(policy.map(({ rule }) => rule as unknown));
    const folder = new URL("./", import.meta.url);
    const missing: string[] = [];
    for (const file of readdirSync(folder).filter((name) => /^[a-z-]+\.ts$/.test(name) && name !== "verdict.ts")) {
      for (const [name, value] of Object.entries(await import(new URL(file, folder).href))) {
        if (name.startsWith("may")) {
          if (!known.has(value)) missing.push(`${file} ${name}`);
        } else if (name.endsWith("Rules"))
          for (const [permission, rule] of Object.entries(value as object))
            if (!known.has(rule)) missing.push(`${file} ${permission}`);
      }
    }
    expect(missing, "name them in tests/support/policy-matrix.ts").toEqual([]);
  });

  test("allows nothing by a grant that has expired, is not yet in force or was revoked", () => {
    const leaks = policy.flatMap((entry) =>
      dutyNames.flatMap((duty) =>
        Object.entries(notInForce).flatMap(([name, term]) =>
          allowed(entry, duty, term).map((situation) => `${duty} ${entry.permission} ${situation} ${name}`),
        ),
      ),
    );
    expect(leaks).toEqual([]);
  });

  test("allows nothing outside, but reporting an incident by those whose duty is at a unit", () => {
    const outside = policy.flatMap((entry) =>
      dutyNames
        .filter((duty) => allowed(entry, duty, inForce).includes("outside"))
        .map((duty) => `${entry.permission} ${duty}`),
    );
    expect(outside).toEqual(["mayReportIncident unit_head", "mayReportIncident liaison", "mayReportIncident handler"]);
  });

  test("gives administrators no incident and no submission, and auditors nothing to change", () => {
    const of = (duty: "administrator" | "auditor") =>
      policy.filter((entry) => allowed(entry, duty).length > 0).map(({ permission }) => permission);
    expect(of("administrator").filter((name) => /^(incidents|submissions|audit)\./.test(name))).toEqual([]);
    expect(of("auditor")).toEqual([
      "people.grant.changes.read",
      "audit.read",
      "audit.inquiry.ask",
      "maySeeAdministration",
      "maySeeAccessLog",
      "mayUseDirectory",
    ]);
  });
});

describe("accounts and grants", () => {
  const admin = (scopePath: string): Actor => ({
    personId: "me",
    name: "我",
    login: "me",
    unitId: "u",
    unitName: "县",
    unitPath: tree.UNIT,
    sessionId: null,
    locale: "zh-CN",
    grants: [
      {
        id: "g",
        duty: "administrator",
        scopeKind: "unit",
        scopeId: scopePath,
        scopePath,
        notBefore: new Date(0),
        notAfter: new Date("2030-01-01"),
        revokedAt: null,
      },
    ],
  });
  const acts = ["people.person.disable", "people.person.enable", "people.password.reset"] as const;

  test("an account whose grants reach further than the administrator's is not his to touch", () => {
    const ask = (scope: string, reach: string[], id = "p") =>
      acts.map((act) => personRules[act](admin(scope), { id, unitPath: tree.UNIT, reach }, NOW) === true);
    expect(ask(tree.COUNTY, [tree.UNIT])).toEqual([true, true, true]);
    expect(ask(tree.COUNTY, [])).toEqual([true, true, true]);
    expect(ask(tree.COUNTY, [tree.UNIT, tree.CITY])).toEqual([false, false, false]);
    expect(ask(tree.COUNTY, [""])).toEqual([false, false, false]);
    expect(ask(tree.CITY, [tree.CITY])).toEqual([true, true, true]);
    expect(ask(tree.CITY, [], "me")).toEqual([false, false, false]);
  });

  test("both the person and the scope of a grant lie in the territory, and nobody grants to himself", () => {
    const give = (personUnitPath: string, scopePath: string, personId = "p") =>
      grantRules["people.grant.give"](admin(tree.COUNTY), { personId, personUnitPath, scopePath }, NOW) === true;
    expect(give(tree.UNIT, tree.COUNTY)).toBe(true);
    expect(give(tree.UNIT, tree.CITY)).toBe(false);
    expect(give(tree.ELSEWHERE_UNIT, tree.COUNTY)).toBe(false);
    expect(give(tree.UNIT, tree.COUNTY, "me")).toBe(false);
    expect(give(tree.UNIT, "")).toBe(false);
  });
});
