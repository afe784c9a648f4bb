import { expect, it } from "vitest";
import { foreign } from "../../lib/label";
import { dueAt, flowedAt, grantOf } from "./grant";

const row = {
  grant_id: 3,
  granted: "1970-01-01T00:16:40Z",
  beneficiary: "0x1",
  proposal: 4,
  amount: "1000",
  start: "1000",
  duration: "300",
  as_tokens: false,
  flowed: "0",
  withdrawn: "100",
  tokens: "0",
  due: "0",
  revoked: false,
  returned: null,
};

it("flows evenly, and what was withdrawn is no longer due", () => {
  const grant = grantOf(row, foreign(""));
  expect(grant.title).toBe("Grant 3");
  expect(flowedAt(grant, 999)).toBe(0n);
  expect(flowedAt(grant, 1100.9)).toBe(333n);
  expect(dueAt(grant, 1100)).toBe(233n);
  expect(dueAt(grant, 9999)).toBe(900n);
});

it("flows no more once it is revoked", () => {
  const grant = grantOf({ ...row, revoked: true, returned: "600" }, foreign("Seeds"));
  expect(dueAt(grant, 1010)).toBe(300n);
  expect(dueAt(grant, 9999)).toBe(300n);
});
