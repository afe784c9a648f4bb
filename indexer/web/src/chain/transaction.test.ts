// Transactions against a chain that does what the test says.

import { of, throwError } from "rxjs";
import { encodeErrorResult, encodeFunctionResult } from "viem";
import { describe, expect, it } from "vitest";
import { commons } from "./abi/commons";
import { onCommons } from "./calls";
import type { Chain } from "./connection";
import { type Stage, send } from "./transaction";

const addresses = { commons: `0x${"c0".repeat(20)}`, conviction: `0x${"c1".repeat(20)}` };
const actor = { ss58: "5F", address: `0x${"aa".repeat(20)}`, signer: {} as never };
const mint = onCommons("mint", [1n, 99n], 3n * 10n ** 8n);
const bytes = (hex: string) =>
  Uint8Array.from(hex.slice(2).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const minted = bytes(encodeFunctionResult({ abi: commons, functionName: "mint", result: 7n }));
const tooLittle = bytes(encodeErrorResult({ abi: commons, errorName: "BelowMinimum" }));
const accepted = { success: true, value: { flags: 0, data: minted } };
const reverted = { success: true, value: { flags: 1, data: tooLittle } };
const block = { hash: "0xb", number: 8, index: 1 };
const events = (ok: boolean) => [
  { type: "signed", txHash: "0x1" },
  { type: "broadcasted", txHash: "0x1" },
  { type: "txBestBlocksState", txHash: "0x1", found: true, ok: true, block },
  ok
    ? { type: "finalized", txHash: "0x1", ok: true, block }
    : {
        type: "finalized",
        txHash: "0x1",
        ok: false,
        block,
        dispatchError: {
          type: "Module",
          value: { type: "Revive", value: { type: "ContractReverted" } },
        },
      },
];

/** A chain, and what was sent to it. */
function chain(does: { mapped?: boolean; tries?: object[]; ok?: boolean; declines?: boolean }) {
  const { mapped = true, tries = [accepted], ok = true, declines = false } = does;
  const sent: { call: string; fields?: Record<string, unknown> }[] = [];
  const tx = (call: string, works: boolean) => (fields?: Record<string, unknown>) => {
    sent.push({ call, ...(fields && { fields }) });
    const follow = declines ? throwError(() => new Error("Cancelled")) : of(...events(works));
    return { signSubmitAndWatch: () => follow };
  };
  const info = { data: { free: 10n ** 12n, reserved: 0n, frozen: 0n } };
  const fake = {
    ratio: 10n ** 8n,
    existentialDeposit: 1n,
    client: { _request: async () => 5 },
    api: {
      apis: {
        ReviveApi: {
          call: async () => ({
            result: tries.length > 1 ? tries.shift() : tries[0],
            weight_required: { ref_time: 100n, proof_size: 50n },
            max_storage_deposit: { type: "Charge", value: 10n },
          }),
        },
      },
      query: {
        System: { Account: { getValue: async () => info } },
        Revive: { OriginalAccount: { getValue: async () => (mapped ? "5F" : undefined) } },
      },
      tx: { Revive: { map_account: tx("map_account", true), call: tx("call", ok) } },
    },
  };
  return { fake: fake as unknown as Chain, sent };
}

async function run(does: Parameters<typeof chain>[0]) {
  const { fake, sent } = chain(does);
  const stages: Stage[] = [];
  const end = send(fake, addresses, actor, mint, (stage) => stages.push(stage));
  return { end, sent, stages };
}

describe("a transaction", () => {
  it("is tried, signed, sent, included and final", async () => {
    const { end, sent, stages } = await run({});
    expect(await end).toMatchObject({ at: "final", block: 8 });
    expect(stages.map(({ at }) => at)).toEqual([
      "checking",
      "signing",
      "sent",
      "included",
      "final",
    ]);
    // Native units, and the margins of the command line.
    expect(sent[0]?.fields).toMatchObject({
      dest: addresses.commons,
      value: 3n,
      weight_limit: { ref_time: 4_000_000_200n, proof_size: 60n },
      storage_deposit_limit: 12n,
    });
  });

  it("of an account that contracts do not know registers it first", async () => {
    const { end, sent, stages } = await run({ mapped: false });
    await end;
    expect(sent.map(({ call }) => call)).toEqual(["map_account", "call"]);
    const signing = stages.filter(({ at }) => at === "signing");
    expect(signing).toEqual([
      { at: "signing", what: "mapping" },
      { at: "signing", what: "call" },
    ]);
  });

  it("that would be refused is never signed, and says why", async () => {
    const { end, sent } = await run({ tries: [reverted] });
    await expect(end).rejects.toMatchObject({ reason: "BelowMinimum" });
    expect(sent).toEqual([]);
  });

  it("that reverts in its block says why, by trying again", async () => {
    const { end } = await run({ ok: false, tries: [accepted, reverted] });
    await expect(end).rejects.toMatchObject({ reason: "BelowMinimum" });
    const again = await run({ ok: false });
    await expect(again.end).rejects.toMatchObject({ reason: "ContractReverted" });
  });

  it("that the wallet declines was not sent", async () => {
    const { end } = await run({ declines: true });
    await expect(end).rejects.toThrow("did not sign");
  });
});
