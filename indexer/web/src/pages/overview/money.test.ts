import { expect, it } from "vitest";
import type { FlowDay, FundingDay } from "../../api/types";
import { addUp, largest } from "./money";

const day = (flow: Partial<FlowDay>): FlowDay => ({
  day: "2026-01-01",
  mints: 0,
  redemptions: 0,
  opened: "0",
  gained_by_mints: "0",
  gained_by_grants: "0",
  gained_by_closing: "0",
  lost_by_redemptions: "0",
  net: "0",
  reserve: "0",
  average_7d: "0",
  average_30d: "0",
  trend: null,
  ...flow,
});

it("accounts for all the money of both pools", () => {
  const flows = [
    day({ opened: "1000", gained_by_mints: "200" }),
    day({ gained_by_mints: "50", lost_by_redemptions: "120", gained_by_grants: "5" }),
    day({ gained_by_closing: "1538" }),
  ];
  const funding: FundingDay[] = [
    { day: "2026-01-01", cause: "hatch", entries: 1, amount: "1500" },
    { day: "2026-01-01", cause: "entry_tribute", entries: 3, amount: "12" },
    { day: "2026-01-02", cause: "entry_tribute", entries: 1, amount: "3" },
    { day: "2026-01-02", cause: "exit_tribute", entries: 1, amount: "2" },
    { day: "2026-01-02", cause: "donation", entries: 1, amount: "60" },
    { day: "2026-01-02", cause: "grant", entries: 2, amount: "-80" },
    { day: "2026-01-02", cause: "revocation_return", entries: 1, amount: "30" },
    { day: "2026-01-03", cause: "lapse_return", entries: 1, amount: "7" },
    { day: "2026-01-03", cause: "credit", entries: 1, amount: "4" },
    { day: "2026-01-04", cause: "wind_down", entries: 1, amount: "-1538" },
  ];
  const money = addUp(flows, funding);
  const reserve =
    money.hatchReserve +
    money.mintReserve +
    money.grantReserve +
    money.closingReserve -
    money.redeemed;
  expect(reserve).toBe(1135n + 1538n);
  const pool =
    money.hatchFunding +
    money.mintFunding +
    money.exitTribute +
    money.donations +
    money.credits -
    money.granted -
    money.woundDown;
  expect(pool).toBe(0n);
  expect(money.granted).toBe(43n);
});

it("shows the largest grants and the rest as one", () => {
  const grants = [3n, 9n, 0n, 5n, 1n, 4n].map((amount, id) => ({ id, title: `${id}`, amount }));
  const { single, others, othersCount } = largest(grants, 3);
  expect(single.map(({ amount }) => amount)).toEqual([9n, 5n, 4n]);
  expect([others, othersCount]).toEqual([4n, 2]);
  expect(largest(grants.slice(1, 5), 2).single).toHaveLength(3);
});
