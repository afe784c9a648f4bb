import { describe, expect, it } from "vitest";
import { change, compact, exact, parse, percent, plain, share, short } from "./amounts";

const DOT = { symbol: "DOT", decimals: 18 };
const usdc = { symbol: "USDC", decimals: 6 };
const whole = 10n ** 18n;

describe("an amount", () => {
  it("is shown with every digit or with those that tell", () => {
    expect(exact(1_234_567n * whole + 5n * 10n ** 17n, 18)).toBe("1,234,567.5");
    expect(exact(1n, 18)).toBe("0.000000000000000001");
    expect(exact(0n, 18)).toBe("0");
    expect(exact(12n, 0)).toBe("12");
    expect(short(1_234_567n * whole + 987n * 10n ** 15n, 18)).toBe("1,234,567.98");
    expect(short(102_116_324_777_045_216n, 18)).toBe("0.1021");
    expect(short(10n ** 14n, 18)).toBe("0.0001");
    expect(short(1_999_999n, 6)).toBe("1.9999");
    expect(short(3n, 18)).toBe("<0.00000001");
    expect(short(-5n * whole, 18)).toBe("−5");
    expect(compact(49_493n * whole, 18)).toBe("49.49K");
  });

  it("is read back as it was written", () => {
    for (const base of [0n, 1n, 5n * 10n ** 17n, whole, 123_456_789n * whole + 1n]) {
      expect(parse(plain(base, 18), DOT).amount).toBe(base);
    }
  });

  it("is read as people type it", () => {
    expect(parse(" 12.50 ", DOT).amount).toBe(125n * 10n ** 17n);
    expect(parse("1 000", DOT).amount).toBe(1000n * whole);
    expect(parse(".5", usdc).amount).toBe(500_000n);
    expect(parse("5.", usdc).amount).toBe(5_000_000n);
    expect(parse("0.1000000000", usdc).amount).toBe(100_000n);
  });

  it("is refused in words where it is none", () => {
    for (const text of ["1,5", "1,000", "-1", "1e5", "0x10", ".", "1.2.3", "ten", "0.0000001"]) {
      expect(parse(text, usdc).problem, text).toBeTruthy();
    }
    expect(parse("0.0000001", usdc).problem).toBe("USDC has 6 decimals.");
    // Nothing typed yet is no mistake.
    expect(parse("", usdc)).toEqual({ problem: "" });
  });
});

it("writes shares and changes", () => {
  expect(percent(25_000)).toBe("2.5 %");
  expect(percent(1)).toBe("0.0001 %");
  expect(share(0.3699)).toBe("37 %");
  expect(share(0.0123)).toBe("1.23 %");
  expect(share(0.00001)).toBe("<0.01 %");
  expect(share(1)).toBe("100 %");
  expect(change(100n, 110n)).toBe("+10.0 %");
  expect(change(100n, 99n)).toBe("−1.0 %");
  expect(change(0n, 99n)).toBeNull();
});
