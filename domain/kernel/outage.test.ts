import { describe, expect, it } from "vitest";
import { type Outage, outageOf } from "./outage.ts";

const error = (more: object, message = "x") => Object.assign(new Error(message), more);

describe("what is an outage, and which", () => {
  const cases: [string, unknown, Outage["kind"]][] = [
    ["the network refuses", error({ code: "ECONNREFUSED" }), "away"],
    ["PostgreSQL shuts down", error({ code: "57P01" }), "away"],
    ["PostgreSQL starts up", error({ code: "57P03" }), "away"],
    ["too many connections", error({ code: "53300" }), "away"],
    ["pg lost the connection", error({}, "Connection terminated unexpectedly"), "away"],
    ["Prisma got no connection in time", error({ code: "P2028" }), "away"],
    ["PostgreSQL's disk is full", error({ code: "53100" }), "full"],
    [
      "its write fails under another code",
      error({ code: "XX000" }, "could not write: No space left on device"),
      "full",
    ],
    [
      "wrapped by Prisma",
      error({ code: "P2010", meta: { driverAdapterError: error({ cause: { originalCode: "53100" } }) } }),
      "full",
    ],
    ["caused by the network", error({ cause: error({ code: "ECONNRESET" }) }), "away"],
  ];
  it.each(cases)("%s", (_, thrown, kind) => {
    expect(outageOf(thrown)?.kind).toBe(kind);
    expect(outageOf(thrown, true)?.kind).toBe("unsure");
  });

  it.each([
    ["a bug", new TypeError("x is not a function")],
    ["a constraint", error({ code: "23505" })],
    ["nothing", undefined],
    ["a text", "ECONNREFUSED"],
  ])("%s is none", (_, thrown) => expect(outageOf(thrown)).toBeNull());

  it("only the unsure one leaves open whether it was saved", () => {
    expect(outageOf(error({ code: "53100" }))!.sentence.zh).toContain("没有保存");
    expect(outageOf(error({ code: "57P01" }))!.sentence.zh).toContain("没有保存");
    expect(outageOf(error({ code: "57P01" }), true)!.sentence.zh).toContain("还不知道有没有存上");
  });
});
