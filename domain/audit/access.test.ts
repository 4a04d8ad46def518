import { expect, it } from "vitest";
import { accessActions, isAccessAction, isPersonalField, personalFields, saysNothing } from "./access.ts";
import { dutyText, subjectText } from "./access-log.ts";

it.each(["其他", "其它。", "工作需要", "查看", "了解情况", "核实一下", "aaaaaa", "……", "", "other", "work"])(
  "a reason that says nothing: %j",
  (reason) => expect(saysNothing(reason)).toBe(true),
);
it.each([
  "通知代表接谈时间和地点",
  "电话核实诉求内容",
  "约代表来访时间",
  "寄送受理告知书",
  "to call back about the test result",
])("a reason that says something: %j", (reason) => expect(saysNothing(reason)).toBe(false));

it("names of acts and fields are only those of the tables", () => {
  for (const name of ["toString", "constructor", "__proto__", ""]) {
    expect(isAccessAction(name)).toBe(false);
    expect(isPersonalField(name)).toBe(false);
  }
  expect(Object.keys(accessActions).every(isAccessAction)).toBe(true);
  expect(Object.keys(personalFields).every(isPersonalField)).toBe(true);
});

it("the subject is a number with what of it was seen; what is not to be named has no number", () => {
  const line = { action: "reveal", subjectKind: "submission", label: "20261122-0140", field: "phone" } as const;
  expect(subjectText(line, "zh-CN")).toBe("20261122-0140　电话");
  expect(subjectText(line, "en")).toBe("20261122-0140　Phone");
  const refused = { action: "refused", subjectKind: "incident", label: "群 2026-0112", field: null } as const;
  expect(subjectText(refused, "zh-CN")).toBe("群 2026-0112　显示未找到");
  expect(subjectText({ ...refused, label: null }, "zh-CN")).toBe("群体事件　（编号不显示）");
  const attachment = { action: "download", subjectKind: "attachment", label: "群 2026-0117", field: null } as const;
  expect(subjectText(attachment, "zh-CN")).toBe("群 2026-0117　附件");
  expect(subjectText({ action: "search", subjectKind: "access-log", label: "2026-11-24", field: null }, "zh-CN")).toBe(
    "访问记录　2026-11-24",
  );
});

it("a duty kept in Chinese is read in either language", () => {
  expect(dutyText("协调员", "en")).toBe("Coordinator");
  expect(dutyText("没有的职责", "en")).toBe("没有的职责");
});
