import { describe, expect, it } from "vitest";
import { compactNumber, powerOf, tickLabels, timesTenTo } from "./numbers";

describe("a number in little room", () => {
  it("is written with a power of ten where digits would not be read", () => {
    expect(timesTenTo("5", -18)).toBe("5 × 10⁻¹⁸");
    expect(powerOf(5.25e21)).toBe("5.25 × 10²¹");
    expect(powerOf(-1e100)).toBe("−1 × 10¹⁰⁰");
    expect(compactNumber(1e-18)).toBe("1×10⁻¹⁸");
    expect(compactNumber(49_493)).toBe("49.49K");
    expect(compactNumber(0)).toBe("0");
    expect(compactNumber(0.5)).toBe("0.5");
  });

  it("is told from its neighbours on an axis", () => {
    expect(tickLabels([0, 5, 10])).toEqual(["0", "5", "10"]);
    expect(tickLabels([1.00001, 1.00002, 1.00003])).toEqual(["1.00001", "1.00002", "1.00003"]);
    expect(tickLabels([50_000.01, 50_000.02])).toEqual(["50.00001K", "50.00002K"]);
    expect(tickLabels([0, 1e-18, 2e-18])).toEqual(["0", "1×10⁻¹⁸", "2×10⁻¹⁸"]);
    expect(tickLabels([5e21, 6e21])).toEqual(["5×10²¹", "6×10²¹"]);
    expect(tickLabels([0, 25], " %")).toEqual(["0 %", "25 %"]);
    expect(tickLabels([1, 1])).toEqual(["1", ""]);
  });
});
