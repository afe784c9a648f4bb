import { expect, it } from "vitest";
import { NOBODY } from "./address";
import { recipientProblem } from "./recipient";

const contracts = {
  commons: `0x${"ab".repeat(20)}`,
  conviction: `0x${"cd".repeat(20)}`,
  currency_address: `0x${"ef".repeat(20)}`,
};

it("refuses who could never use what they get, however the address is written", () => {
  for (const address of [NOBODY, ...Object.values(contracts)]) {
    expect(recipientProblem(address, contracts), address).toBeTruthy();
    expect(recipientProblem(address.toUpperCase().replace("X", "x"), contracts)).toBeTruthy();
  }
  expect(recipientProblem(`0x${"12".repeat(20)}`, contracts)).toBeNull();
  expect(
    recipientProblem(contracts.currency_address, { ...contracts, currency_address: null }),
  ).toBeNull();
});
