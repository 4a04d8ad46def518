import { expect, it } from "vitest";
import { badged } from "./use-title-badge.ts";

it.each([
  ["待办 - 联席", 3, "(3) 待办 - 联席"],
  ["(3) 待办 - 联席", 4, "(4) 待办 - 联席"],
  ["(99+) 待办 - 联席", 0, "待办 - 联席"],
  ["待办 - 联席", 100, "(99+) 待办 - 联席"],
  ["(一) 事件 - 联席", 1, "(1) (一) 事件 - 联席"],
])("%s with %i", (title, count, wanted) => expect(badged(title, count)).toBe(wanted));
