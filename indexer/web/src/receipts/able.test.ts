import { expect, it } from "vitest";
import { challengeProblem, doubt } from "./able";

it("is known before a burn whether a receipt can be made of it", () => {
  expect(doubt({ key: "sr25519", signsTexts: true })).toBeNull();
  for (const key of ["ed25519", "ecdsa"] as const) {
    expect(doubt({ key, signsTexts: true })).toMatchObject({ certain: true });
    expect(doubt({ key, signsTexts: true })?.words).toContain(key);
  }
  expect(doubt({ key: "sr25519", signsTexts: false })).toMatchObject({ certain: true });
  expect(doubt({ key: null, signsTexts: true })).toMatchObject({ certain: false });
});

it("carries a challenge of limited length", () => {
  expect(challengeProblem("ü".repeat(128))).toBeNull();
  expect(challengeProblem("ü".repeat(129))).toContain("has 258");
});
