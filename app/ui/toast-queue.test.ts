import { expect, it } from "vitest";
import { createToastQueue } from "./toast-queue.ts";

it("stands until closed, oldest first", () => {
  const queue = createToastQueue();
  const close = queue.show({ title: "一" });
  queue.show({ title: "二" });
  expect(queue.all().map((one) => one.title)).toEqual(["一", "二"]);
  close();
  expect(queue.all().map((one) => one.title)).toEqual(["二"]);
});

it("the same key replaces", () => {
  const queue = createToastQueue();
  queue.show({ key: "upload", title: "一" });
  queue.show({ key: "upload", title: "二" });
  expect(queue.all().map((one) => one.title)).toEqual(["二"]);
});

it("at most five, and who listens hears each change", () => {
  const queue = createToastQueue();
  const heard: number[] = [];
  const stop = queue.subscribe((toasts) => heard.push(toasts.length));
  for (let i = 0; i < 7; i++) queue.show({ title: String(i) });
  stop();
  queue.show({ title: "unheard" });
  expect(heard).toEqual([1, 2, 3, 4, 5, 5, 5]);
  expect(queue.all()).toHaveLength(5);
});
