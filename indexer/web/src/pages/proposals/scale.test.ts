import { expect, it } from "vitest";
import { scaleOf } from "./scale";

it("lays support, opposition and the mark on one scale", () => {
  const scale = scaleOf(50n, 25n, 100n);
  expect(scale.needed).toBeCloseTo(0.92);
  expect(scale.support / scale.opposition).toBeCloseTo(2);
  expect(scaleOf(200n, 0n, 100n)).toMatchObject({ opposition: 0, support: 0.92, needed: 0.46 });
});

it("has nothing to draw where there is nothing", () => {
  expect(scaleOf(0n, 0n, null)).toEqual({ support: 0, opposition: 0, needed: null });
  expect(scaleOf(0n, 0n, 0n).needed).toBe(0);
});
