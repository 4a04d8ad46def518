import { expect, test } from "vitest";
import { targetProblem } from "./hook-target.ts";

const open = { hosts: [], strict: true };

test("messages go out by http and https, to no place inside", () => {
  for (const fine of ["https://sms.city.example/in", "http://10.1.2.3:8080/x"])
    expect(targetProblem(fine, open)).toBeNull();
  for (const bad of [
    ...["ftp://x.example", "javascript:1", "", "https://a:b@x.example"],
    ...[
      "http://localhost/",
      "http://127.0.0.1/",
      "http://169.254.169.254/latest",
      "http://[::1]/",
      "http://[fe80::1]/",
    ],
    "http://0.0.0.0/",
  ])
    expect(targetProblem(bad, open), bad).not.toBeNull();
  expect(targetProblem("http://127.0.0.1/", { hosts: [], strict: false })).toBeNull();
});

test("with an allow-list only its hosts", () => {
  const listed = { hosts: ["sms.city.example", "127.0.0.1"], strict: true };
  expect(targetProblem("https://SMS.city.example/in", listed)).toBeNull();
  expect(targetProblem("http://127.0.0.1/", listed)).toBeNull();
  expect(targetProblem("https://other.example/", listed)).not.toBeNull();
});
