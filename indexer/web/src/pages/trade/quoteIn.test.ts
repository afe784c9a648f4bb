import { expect, it } from "vitest";
import { ONE } from "../../economics/limits";
import { isQuote, type Pools, quoteRedeem } from "../../economics/quote";
import { closedTo, quoteIn } from "./quoteIn";

const pools: Pools = {
  supply: 1_000n * ONE,
  reserve: 500n * ONE,
  reserveRatio: 200_000n,
  fundingPool: 100n * ONE,
  entryTribute: 50_000n,
  exitTribute: 20_000n,
};

it("quotes by the curve while it is open, and by equal shares in a wind-down", () => {
  expect(quoteIn("open", "redeem", pools, ONE)).toEqual(quoteRedeem(pools, ONE));
  for (const phase of ["closing", "closed"] as const) {
    const quoted = quoteIn(phase, "redeem", pools, 10n * ONE);
    expect(isQuote(quoted) && [quoted.received, quoted.tribute]).toEqual([5n * ONE, 0n]);
  }
  expect(quoteIn("closing", "redeem", pools, pools.supply)).toEqual({ refused: "LastToken" });
  expect(isQuote(quoteIn("closed", "redeem", pools, pools.supply))).toBe(true);
});

it("says why nothing can be paid in", () => {
  expect(closedTo("open", false, "0x1")).toBeNull();
  // While it is not known, it is not claimed.
  expect(closedTo("open", false, undefined)).toBeNull();
  expect(closedTo("open", false, null)?.missing).toBe("There is no vote yet");
  expect(closedTo("closing", false, "0x1")?.missing).toContain("announced");
  expect(closedTo("closed", false, "0x1")?.missing).toContain("wound down");
  expect(closedTo("open", true, "0x1")?.missing).toContain("Paused");
});
