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
    expect(short(3n, 18)).toBe("3 × 10⁻¹⁸");
    expect(short(-5n * whole, 18)).toBe("−5");
    expect(compact(49_493n * whole, 18)).toBe("49.49K");
  });

  it("of any size stays short, and is never more than it is", () => {
    expect(short(5n * 10n ** 39n, 18)).toBe("5 × 10²¹");
    expect(short(5_129_999n * 10n ** 33n, 18)).toBe("5.129 × 10²¹");
    expect(short(999_999_999_999n * whole + 1n, 18)).toBe("999,999,999,999");
    expect(short(-(10n ** 12n) * whole, 18)).toBe("−1 × 10¹²");
    expect(short(1n, 18)).toBe("1 × 10⁻¹⁸");
    expect(short(10n ** 9n, 18)).toBe("1 × 10⁻⁹");
    expect(compact(5n * 10n ** 39n, 18)).toBe("5×10²¹");
    for (let size = 0; size < 78; size += 1) {
      for (const digit of [1n, 9n]) {
        const base = digit * 10n ** BigInt(size) + (10n ** BigInt(size) - 1n);
        expect(short(base, 18).length, String(base)).toBeLessThanOrEqual(16);
        expect(compact(base, 18).length, String(base)).toBeLessThanOrEqual(12);
      }
    }
  });

  it("is typed with a hyphen where it is below zero, as machines read it", () => {
    expect(plain(-1_500_000n, 6)).toBe("-1.5");
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
  expect(share(0.99999)).toBe(">99.99 %");
  expect(share(0.9996)).toBe("99.96 %");
  expect(share(Number.NaN)).toBe("–");
  expect(share(1e20)).toBe("1 × 10²² %");
  expect(percent(320_000_000_000_000_000)).toBe("3.2 × 10¹³ %");
  expect(change(100n, 110n)).toBe("+10.0 %");
  expect(change(100n, 99n)).toBe("−1.0 %");
  expect(change(0n, 99n)).toBeNull();
  expect(change(5n, 5n * 10n ** 21n)).toBe("+9.999 × 10²² %");
  expect(change(1n, 12_345n)).toBe("+1,234,400.0 %");
});
