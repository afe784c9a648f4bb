import { expect, it } from "vitest";
import { placeOf } from "./place";

const rule = { number: 3, value: 20n, least: 0n, most: 100n, step: 30n, changeableFrom: 0 };

it("lies between its bounds, with the reach of one change around it", () => {
  expect(placeOf(rule)).toEqual({ value: 0.2, from: 0, to: 0.5 });
  expect(placeOf({ ...rule, value: 100n })).toEqual({ value: 1, from: 0.7, to: 1 });
});

it("lies in the middle where nothing can change", () => {
  expect(placeOf({ ...rule, most: 0n })).toEqual({ value: 0.5, from: 0.5, to: 0.5 });
  expect(placeOf({ ...rule, step: 0n })).toEqual({ value: 0.2, from: 0.2, to: 0.2 });
});
