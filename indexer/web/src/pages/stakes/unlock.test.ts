import { expect, it } from "vitest";
import { unlockState } from "./unlock";

it("goes from staked over waiting to free", () => {
  expect(unlockState(0n, 0, 100).kind).toBe("nothing");
  expect(unlockState(5n, 0, 100).kind).toBe("staked");
  expect(unlockState(5n, 200, 199)).toEqual({ kind: "waiting", freeAt: 200 });
  expect(unlockState(5n, 200, 200).kind).toBe("ready");
  expect(unlockState(0n, 200, 200).kind).toBe("left");
  // Without a stake the request stands all the same.
  expect(unlockState(0n, 200, 100).kind).toBe("waiting");
});
