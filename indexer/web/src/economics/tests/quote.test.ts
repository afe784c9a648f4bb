import { describe, expect, it } from "vitest";
import { shownPrice, shownShare, worthOf } from "../curve";
import { EconomicsError, ONE } from "../limits";
import {
  atLeast,
  isQuote,
  type Pools,
  priceImpact,
  type Quoted,
  quoteMint,
  quoteRedeem,
  quoteShare,
} from "../quote";
import { shareOf, streamed } from "../shares";

const pools: Pools = {
  supply: 50_000n * ONE,
  reserve: 1_000n * ONE,
  reserveRatio: 200_000n,
  fundingPool: 1_500n * ONE,
  entryTribute: 50_000n,
  exitTribute: 20_000n,
};

function quote(quoted: Quoted) {
  if (!isQuote(quoted)) throw new Error(quoted.refused);
  return quoted;
}

describe("a quote", () => {
  it("splits a deposit between the pools and accounts for all of it", () => {
    const { received, tribute, moved, after } = quote(quoteMint(pools, 10n * ONE));
    expect(tribute).toBe(ONE / 2n);
    expect(tribute + moved).toBe(10n * ONE);
    expect(after.supply).toBe(pools.supply + received);
    expect(after.reserve).toBe(pools.reserve + moved);
    expect(after.fundingPool).toBe(pools.fundingPool + tribute);
  });

  it("never lets anybody gain by going there and back", () => {
    for (let deposit = 1_000n; deposit < 10n ** 24n; deposit *= 37n) {
      const there = quote(quoteMint(pools, deposit));
      const back = quoteRedeem(there.after, there.received);
      if (isQuote(back)) expect(back.received).toBeLessThan(deposit);
    }
  });

  it("is refused as the contract refuses", () => {
    expect(quoteMint(pools, 0n)).toEqual({ refused: "ZeroAmount" });
    // One base unit: the tribute, rounded up, takes all of it.
    expect(quoteMint(pools, 1n)).toEqual({ refused: "AmountTooSmall" });
    expect(quoteMint(pools, 1n << 113n)).toEqual({ refused: "OutOfDomain" });
    expect(quoteRedeem(pools, 0n)).toEqual({ refused: "ZeroAmount" });
    expect(quoteRedeem(pools, 1n)).toEqual({ refused: "AmountTooSmall" });
    expect(quoteRedeem(pools, pools.supply)).toEqual({ refused: "LastToken" });
    expect(quoteRedeem(pools, pools.supply + 1n)).toEqual({ refused: "InsufficientBalance" });
  });

  it("costs more the larger it is", () => {
    const impact = (deposit: bigint) => {
      const { received, moved } = quote(quoteMint(pools, deposit));
      return priceImpact(pools, received, moved);
    };
    expect(impact(ONE)).toBeLessThan(impact(10n * ONE));
    expect(impact(100n * ONE) / 10_000).toBeCloseTo(3.7, 0);
    const sale = quote(quoteRedeem(pools, 5_000n * ONE));
    expect(priceImpact(pools, 5_000n * ONE, sale.moved)).toBeGreaterThan(100_000);
  });

  it("says how large the impact is at any price and of any size", () => {
    // One base unit of supply is left: ten of money mint far more than there is.
    const last = { ...pools, supply: 1n, reserve: 1_000n * ONE };
    const { received, moved } = quote(quoteMint(last, 1n << 100n));
    expect(priceImpact(last, received, moved)).toBeGreaterThan(2 ** 32);
    // A price of 10^-18: rounded to base units it is one or nothing.
    const cheap = { ...pools, supply: 5n * 10n ** 20n, reserve: 150n };
    expect(shownPrice(cheap)).toBe(1n);
    const sale = quote(quoteRedeem(cheap, 10n ** 19n));
    expect(priceImpact(cheap, 10n ** 19n, sale.moved)).toBeLessThan(200_000);
  });
});

it("pays the equal share in a wind-down, and the last token once it is done", () => {
  const half = quoteShare(pools, pools.supply / 2n, false);
  if (!isQuote(half)) throw new Error(half.refused);
  expect(half.received).toBe((pools.reserve * (pools.supply / 2n)) / pools.supply);
  expect(half.tribute).toBe(0n);
  // Those who stay have no less for each token than before.
  const { supply, reserve } = half.after;
  expect(reserve * pools.supply).toBeGreaterThanOrEqual(pools.reserve * supply);
  expect(quoteShare(pools, pools.supply, false)).toEqual({ refused: "LastToken" });
  expect(quoteShare(pools, pools.supply, true)).toMatchObject({ received: pools.reserve });
  expect(quoteShare(pools, 0n, true)).toEqual({ refused: "ZeroAmount" });
  expect(quoteShare(pools, pools.supply + 1n, true)).toEqual({ refused: "InsufficientBalance" });
});

it("says what each token has of a pool at any price", () => {
  expect(shownShare(1_000n * ONE, 50_000n * ONE)).toBe(ONE / 50n);
  expect(shownShare(1_000n * ONE, 1n)).toBe(1_000n * ONE * ONE);
  expect(shownShare(ONE, 0n)).toBe(0n);
});

it("accepts a little less than was quoted, never more", () => {
  expect(atLeast(1_000n, 5_000)).toBe(995n);
  expect(atLeast(999n, 5_000)).toBe(994n);
  expect(atLeast(7n, 0)).toBe(7n);
});

it("lets a stream flow evenly, and shares what there is evenly", () => {
  expect(streamed(100n, 0n, 10n)).toBe(0n);
  expect(streamed(100n, 3n, 7n)).toBe(42n);
  expect(streamed(100n, 7n, 7n)).toBe(100n);
  expect(streamed(100n, -5n, 7n)).toBe(0n);
  expect(streamed(100n, 0n, 0n)).toBe(100n);
  expect(shareOf(100n, 3n, 7n)).toBe(42n);
  expect(shareOf(100n, 7n, 7n)).toBe(100n);
  expect(() => shareOf(100n, 0n, 0n)).toThrow(EconomicsError);
});

it("rounds what all tokens are worth once", () => {
  const third = { supply: 3n * ONE, reserve: 1_000n * ONE, reserveRatio: 200_000n };
  expect(worthOf(third)).toBe(5_000n * ONE);
  // The price is a third of a unit short, and so would be three times as much.
  expect((shownPrice(third) * third.supply) / ONE).toBeLessThan(5_000n * ONE);
});
