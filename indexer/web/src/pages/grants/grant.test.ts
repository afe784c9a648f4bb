import { expect, it } from "vitest";
import { foreign } from "../../lib/label";
import { claimAt, dueAt, flowedAt, grantOf } from "./grant";

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
  claimable_until: "31537300",
  lapsed: false,
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

it("says when the time to claim it ends, while there is something left", () => {
  const grant = grantOf(row, foreign(""));
  expect(claimAt(grant, 2_000)).toBe("none");
  expect(claimAt(grant, 31_000_000)).toBe("soon");
  expect(claimAt(grant, 31_537_301)).toBe("over");
  expect(claimAt({ ...grant, withdrawn: 1_000n }, 31_537_301)).toBe("none");
  const lapsed = grantOf({ ...row, lapsed: true, returned: "900" }, foreign(""));
  expect(claimAt(lapsed, 31_537_301)).toBe("none");
  expect(dueAt(lapsed, 31_537_301)).toBe(0n);
});
