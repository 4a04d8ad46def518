import { expect, test } from "vitest";
import { NewPassword } from "./password.ts";

test.each([
  ["correct horse battery", true],
  ["三更灯火五更鸡正是", false],
  ["三更灯火五更鸡正是男儿", true],
  ["lianxi-demo", true],
  ["short", false],
  ["x".repeat(20), false],
  ["abcabcabcabc", false],
  ["1234567890", false],
  ["QwertyUiop", false],
  [`${"y".repeat(100)}abcdefghijklmnopqrstuvwxyzabcdefg`, false],
])("%s", (password, good) => {
  expect(NewPassword.safeParse(password).success).toBe(good);
});
